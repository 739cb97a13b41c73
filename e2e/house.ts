import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Tintype and its simulator as `npm start` brings them up, on free ports, with a data folder of their own. */
export interface House {
  url: string;
  simulatorUrl: string;
  dataDir: string;
  appId: string;
  /** Everything both processes printed so far. */
  output(): string;
  /** A call of the simulator's control API; the answer's JSON. */
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** Moves the clocks of both by the same number of seconds. */
  advance(seconds: number): Promise<void>;
  /** Ends both as Ctrl-C does and removes the data folder. */
  stop(): Promise<void>;
}

const root = dirname(import.meta.dirname);

export async function startHouse(env: Record<string, string> = {}): Promise<House> {
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const dataDir = await mkdtemp(join(tmpdir(), 'tintype-house-'));
  const url = `http://127.0.0.1:${port}`;
  const simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: {
      ...withoutSettings(process.env),
      NODE_ENV: 'test',
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
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

  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${simulatorUrl}/_simulator${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
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

/** What the machine's own environment says about a Tintype must not reach this one. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const settings =
    /^(INSTAGRAM_|FACEBOOK_|META_|SIMULATOR_|VAULT_)|^(HOST|PORT|PUBLIC_URL|DATA_DIR|DATABASE_URL|LOG_LEVEL|ROLE)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settings.test(name)));
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

/** A port that is free now; bound again by the process that is told of it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
