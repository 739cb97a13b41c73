import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { accounts, type TokenBody } from './fixture.ts';
import { startSimulator } from './serve.ts';
import { demoApp } from './world/seed.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** The simulator as a child process; resolves when it listens. */
async function spawnSimulator(dataDir: string) {
  const child = spawn(process.execPath, [main, '--port', '0', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^listening on (\S+)$/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error('The simulator ended before it listened.');
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function mintAt(url: string): Promise<TokenBody> {
  const response = await post(`${url}/_simulator/tokens`, { appId: demoApp.id, account: accounts.business });
  return (await response.json()) as TokenBody;
}

async function aServer() {
  const started = await startSimulator({ port: 0 });
  onTestFinished(() => started.close());
  return started;
}

test('a token answered before SIGKILL is alive after the next start', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'simulator-killed-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const first = await spawnSimulator(dataDir);
  const { access_token } = await mintAt(first.url);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await spawnSimulator(dataDir);
  const response = await fetch(
    `${second.url}/graph.instagram.com/me?fields=username&access_token=${access_token}`,
  );
  expect(await response.json()).toMatchObject({ username: 'linden.ceramics' });
});

test.each([
  ['--seed', 'nowhere.json', 'There is no seed nowhere.json'],
  [
    '--snapshot',
    'simulator/seeds/demo.json',
    'The world could not begin with simulator/seeds/demo.json. Line',
  ],
])('a start with %s %s ends with status 1 and says why', async (option, value, words) => {
  const child = spawn(process.execPath, [main, '--port', '0', option, value], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  expect(status).toBe(1);
  expect(said).toContain(words);
});

test('SIGTERM ends the process with status 0', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'simulator-drained-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const { child, url } = await spawnSimulator(dataDir);
  await mintAt(url);
  child.kill('SIGTERM');
  const [status] = (await once(child, 'exit')) as [number | null];
  expect(status).toBe(0);
});

test.each(['reset', 'actThenDrop'])('over a socket, %s is a connection that breaks', async (kind) => {
  const { url } = await aServer();
  await post(`${url}/_simulator/faults`, { host: 'graph.instagram.com', path: '/me', kind });
  await expect(fetch(`${url}/graph.instagram.com/me`)).rejects.toThrow('fetch failed');
  expect((await fetch(`${url}/graph.instagram.com/me`)).status).toBe(400);
});

test('over a socket, a truncated body breaks off under the length of the whole', async () => {
  const { url } = await aServer();
  await post(`${url}/_simulator/faults`, { host: 'graph.instagram.com', path: '/me', kind: 'truncated' });
  const response = await fetch(`${url}/graph.instagram.com/me`);
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(50);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('closing the server ends a request that hangs', async () => {
  const started = await startSimulator({ port: 0 });
  await post(`${started.url}/_simulator/faults`, {
    host: 'graph.instagram.com',
    path: '/me',
    kind: 'hang',
    times: 1,
  });
  const asked = fetch(`${started.url}/graph.instagram.com/me`);
  const outcome = expect(asked).rejects.toThrow('fetch failed');
  // The next answer shows that the hanging request has arrived: its fault is spent.
  for (let left = 1; left > 0;) {
    const { faults } = (await (await fetch(`${started.url}/_simulator/faults`)).json()) as {
      faults: unknown[];
    };
    left = faults.length;
  }
  await started.close();
  await outcome;
});

test('the real host name in X-Forwarded-Host needs no path prefix', async () => {
  const { url } = await aServer();
  const response = await fetch(`${url}/v25.0/me`, {
    headers: { 'x-forwarded-host': 'graph.instagram.com' },
  });
  expect(response.headers.get('facebook-api-version')).toBe('v25.0');
});
