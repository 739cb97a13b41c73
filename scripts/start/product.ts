import { setTimeout as delay } from 'node:timers/promises';
import type { Role } from './arguments.ts';
import { verifyTokenOf, type DemoApp } from './demo-app.ts';
import type { Family, Member } from './family.ts';
import type { Settings } from './settings.ts';

/**
 * Held 10,000 mixed requests at 141 MB, against 340-353 MB without (measured on Node 26.10). The old space is a hard
 * limit; the variables keep glibc from holding on to what native code has freed.
 */
export const memoryFlags = ['--max-semi-space-size=2', '--max-old-space-size=192'];
export const memoryVariables = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '262144' };

/** Starts the product. With `demo` it is told where Instagram is, as an operator would tell it; it knows of no demo. */
export function startProduct(
  family: Family,
  settings: Settings,
  role: Role,
  demo?: { app: DemoApp; simulatorUrl: string },
): Member {
  return family.add({
    name: 'Tintype',
    // SIGUSR1 would open a debugger on a process that holds keys.
    flags: [...memoryFlags, '--disable-sigusr1'],
    args: ['server/main.ts', '--role', role],
    env: {
      ...memoryVariables,
      ...process.env,
      PORT: portFor(settings),
      DATA_DIR: settings.dataDir,
      ...(demo && {
        PUBLIC_URL: settings.publicUrl,
        INSTAGRAM_APP_ID: demo.app.id,
        INSTAGRAM_APP_SECRET: demo.app.secret,
        META_WEBHOOK_VERIFY_TOKEN: verifyTokenOf(process.env, demo.app),
        META_BASE_URL: `${demo.simulatorUrl}/{host}`,
      }),
    },
  });
}

/** A port that is none stays as it was given, for the product to name it among the problems. */
function portFor(settings: Settings): string {
  const given = process.env['PORT'];
  return given && Number(given) !== 0 ? given : String(settings.port);
}

/**
 * Waits until the product says over its channel that it is ready, or answers so at /readyz (a worker has no address
 * and must say it). Returns false when it ended instead: it has told why.
 */
export async function untilReady(product: Member, settings: Settings, role: Role): Promise<boolean> {
  const hasEnded = () => product.process.exitCode !== null || product.process.signalCode !== null;
  let hasSaidSo = false;
  product.process.on('message', (message) => {
    hasSaidSo ||= (message as { type?: string } | null)?.type === 'ready';
  });
  const isReady = async () => hasSaidSo || (role !== 'worker' && (await answersReady(settings)));
  while (!hasEnded()) {
    if (await isReady()) return true;
    await delay(50);
  }
  return false;
}

async function answersReady(settings: Settings): Promise<boolean> {
  try {
    const answer = await fetch(`http://${settings.localHost}:${settings.port}/readyz`, {
      signal: AbortSignal.timeout(2_000),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false; // Not listening yet.
  }
}
