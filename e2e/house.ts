import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findFreePort } from '../scripts/start/ports.ts';
import { cleanEnvironment } from '../scripts/test/environment.ts';
import { controlOf, type Control } from './furnish.ts';

/** Tintype and its simulator as `npm start` brings them up, on free ports, with a data folder of their own. */
export interface House {
  url: string;
  simulatorUrl: string;
  dataDir: string;
  appId: string;
  /** Everything both processes printed so far. */
  output(): string;
  /** A call of the simulator's control API; the answer's JSON. */
  control: Control;
  /** Moves the clocks of both by the same number of seconds. */
  advance(seconds: number): Promise<void>;
  /** Ends both as Ctrl-C does and removes the data folder. */
  stop(): Promise<void>;
}

const root = dirname(import.meta.dirname);

export async function startHouse(env: Record<string, string> = {}): Promise<House> {
  const [port, simulatorPort] = [await findFreePort(), await findFreePort()];
  const dataDir = await mkdtemp(join(tmpdir(), 'tintype-house-'));
  const url = `http://127.0.0.1:${port}`;
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: {
      ...cleanEnvironment(process.env, dirname(process.execPath)),
      NODE_ENV: 'test',
      // Journeys say where somebody signs in from: all of them from one address would be stopped as an attack.
      TRUSTED_PROXIES: '1',
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
      // Without posts: what a journey sees, it made.
      SIMULATOR_SEED: 'demo',
      DATA_DIR: dataDir,
      VAULT_KEYRING_FILE: join(dataDir, '..', `${dataDir.split('/').at(-1)}.keyring`, 'keyring.json'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await untilReady(url, child, () => printed);
  const app = JSON.parse(await readFile(join(dataDir, 'simulator', 'app.json'), 'utf8')) as { id: string };

  const control = controlOf(simulatorUrl);
  // The journeys wait for a photo as long as a person must, but no longer than they have to.
  await control('PUT', `/apps/${app.id}`, { flags: { containerSeconds: 1 } });

  return {
    url,
    simulatorUrl,
    dataDir,
    appId: app.id,
    output: () => printed,
    control,
    async advance(seconds) {
      await control('POST', '/clock', { advanceSeconds: seconds });
      const answer = await fetch(`${url}/_test/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ advanceSeconds: seconds }),
      });
      if (!answer.ok) throw new Error(`clock: ${answer.status} ${await answer.text()}`);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
      await rm(`${dataDir}.keyring`, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`It ended while starting:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok && output().includes(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
