import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';

const patience = { timeout: 60_000, interval: 20 };
const checkouts: string[] = [];
const starts: ChildProcess[] = [];

afterEach(async () => {
  for (const start of starts.splice(0)) start.kill('SIGKILL');
  for (const checkout of checkouts.splice(0)) {
    for (const note of notesOf(checkout)) if (isRunning(note.pid)) process.kill(note.pid, 'SIGKILL');
    rmSync(checkout, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('the demo runs a simulator, registers our app there and tells the product of both', async () => {
  const checkout = aCheckout();

  const start = await startedIn(checkout);

  const product = noteOf(checkout, 'product started');
  const app = JSON.parse(noteOf(checkout, 'app registered').body ?? '');
  expect(product.env?.['META_BASE_URL']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\{host\}$/);
  expect(app).toMatchObject({
    secret: product.env?.['INSTAGRAM_APP_SECRET'],
    redirectUris: ['instagram', 'facebook'].map(
      (login) => `${product.env?.['PUBLIC_URL']}/oauth/${login}/callback`,
    ),
    deauthorizeUrl: `${product.env?.['PUBLIC_URL']}/meta/deauthorize`,
    dataDeletionUrl: `${product.env?.['PUBLIC_URL']}/meta/data-deletion`,
  });
  expect(start.output()).toContain('Instagram is simulated');
});

test('with Meta configured neither simulator nor demo app appear', async () => {
  const checkout = aCheckout();

  const start = await startedIn(checkout, { META_BASE_URL: 'http://127.0.0.1:9/{host}' });

  expect(notesOf(checkout).map((note) => note.what)).toEqual(['product started']);
  expect(noteOf(checkout, 'product started').env?.['INSTAGRAM_APP_ID']).toBeUndefined();
  expect(start.output()).not.toContain('simulated');
});

test('the product gets the measured memory settings and no debugger signal', async () => {
  const checkout = aCheckout();

  await startedIn(checkout);

  const { env, flags } = noteOf(checkout, 'product started');
  expect(env).toMatchObject({ MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '262144' });
  expect(flags).toEqual(
    expect.arrayContaining(['--disable-sigusr1', '--max-semi-space-size=2', '--max-old-space-size=192']),
  );
});

test('the simulator is not told of our database and keys', async () => {
  const checkout = aCheckout();
  const secrets = { DATABASE_URL: 'postgresql://u:p@127.0.0.1/x', VAULT_KEYRING_FILE: '/x' };

  await startedIn(checkout, secrets);

  expect(noteOf(checkout, 'product started').env).toMatchObject(secrets);
  expect(noteOf(checkout, 'simulator started').env?.['DATABASE_URL']).toBeUndefined();
  expect(noteOf(checkout, 'simulator started').env?.['VAULT_KEYRING_FILE']).toBeUndefined();
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the product, then the simulator, then the start with 0',
  async (signal) => {
    const checkout = aCheckout();
    const start = await startedIn(checkout);

    start.process.kill(signal);

    expect(await start.ended).toBe(0);
    const ends = notesOf(checkout).filter((note) => note.what.endsWith('ended'));
    expect(ends.map((note) => note.what)).toEqual(['product ended', 'simulator ended']);
  },
);

test('a Ctrl-C that npm repeats at once still lets the product finish', async () => {
  const checkout = aCheckout();
  const start = await startedIn(checkout);

  start.process.kill('SIGINT');
  start.process.kill('SIGINT');

  expect(await start.ended).toBe(0);
  expect(noteOf(checkout, 'product ended')).toBeDefined();
});

test('a second Ctrl-C ends a product that does not finish', async () => {
  const checkout = aCheckout();
  const start = await startedIn(checkout, { STAND_IN: 'never finishes' });

  const presses = setInterval(() => start.process.kill('SIGINT'), 100);
  const code = await start.ended;
  clearInterval(presses);

  expect(code).toBe(130);
  await vi.waitFor(() => expect(isRunning(noteOf(checkout, 'product started').pid)).toBe(false), patience);
});

test('when the starter is killed, product and simulator finish by themselves', async () => {
  const checkout = aCheckout();
  const start = await startedIn(checkout);

  start.process.kill('SIGKILL');

  await vi.waitFor(() => expect(noteOf(checkout, 'product ended')).toBeDefined(), patience);
  await vi.waitFor(() => expect(noteOf(checkout, 'simulator ended')).toBeDefined(), patience);
});

test('after a kill the next start works, under the same app and in the same simulated world', async () => {
  const checkout = aCheckout();
  (await startedIn(checkout)).process.kill('SIGKILL');

  await startedIn(checkout);

  const [first, second] = notesOf(checkout).filter((note) => note.what === 'product started');
  const worlds = notesOf(checkout).filter((note) => note.what === 'simulator started');
  expect(second?.env?.['INSTAGRAM_APP_ID']).toBe(first?.env?.['INSTAGRAM_APP_ID']);
  expect(worlds.map((world) => world.args)).toEqual([worlds[0]?.args, worlds[0]?.args]);
});

test('a product that dies ends the simulator, and its code becomes ours', async () => {
  const checkout = aCheckout();
  const start = await startedIn(checkout, { STAND_IN: 'dies when asked' });

  process.kill(noteOf(checkout, 'product started').pid, 'SIGUSR2');

  expect(await start.ended).toBe(7);
  expect(noteOf(checkout, 'simulator ended')).toBeDefined();
});

test('a simulator that dies is told and ends the start', async () => {
  const checkout = aCheckout();
  const start = await startedIn(checkout);

  process.kill(noteOf(checkout, 'simulator started').pid, 'SIGKILL');

  expect(await start.ended).toBe(1);
  expect(start.output()).toContain('The simulator ended unexpectedly');
});

test('a second start of the same installation joins the simulator and leaves it running', async () => {
  const checkout = aCheckout();
  await startedIn(checkout);
  const second = await startedIn(checkout);

  second.process.kill('SIGTERM');
  await second.ended;

  const simulators = notesOf(checkout).filter((note) => note.what === 'simulator started');
  expect(simulators).toHaveLength(1);
  expect(isRunning(simulators[0]?.pid ?? 0)).toBe(true);
});

test('a simulator port that a stranger holds is told in one sentence', async () => {
  const stranger = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => stranger.once('listening', resolve));
  const { port } = stranger.address() as AddressInfo;

  const start = startIn(aCheckout(), { SIMULATOR_PORT: String(port) });

  expect(await start.ended).toBe(1);
  expect(start.output()).toBe(
    `Port ${port} is taken by another program. End that program, or choose another port with SIMULATOR_PORT.\n`,
  );
  stranger.close();
});

interface Note {
  what: string;
  pid: number;
  env?: Record<string, string>;
  flags?: string[];
  args?: string[];
  body?: string;
}

/** A checkout whose product and simulator are stand-ins that keep notes, and whose web app came ready made. */
function aCheckout(): string {
  const checkout = mkdtempSync(join(tmpdir(), 'tintype-start-'));
  checkouts.push(checkout);
  cpSync(import.meta.dirname, join(checkout, 'scripts'), { recursive: true });
  for (const folder of ['server', 'simulator', 'dist/web'])
    mkdirSync(join(checkout, folder), { recursive: true });
  const guard = 'server/refuse-older-node.ts';
  cpSync(join(import.meta.dirname, '..', guard), join(checkout, guard));
  writeFileSync(join(checkout, 'package.json'), '{"type":"module"}');
  writeFileSync(join(checkout, 'dist/web/index.html'), '');
  writeFileSync(join(checkout, 'server/main.ts'), standInProduct);
  writeFileSync(join(checkout, 'simulator/main.ts'), standInSimulator);
  return checkout;
}

const noteTaking = `
  import { appendFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  const note = (what, more) => appendFileSync('notes.jsonl', JSON.stringify({ what, pid: process.pid, ...more }) + '\\n');
  const finish = (what) => process.once('SIGTERM', () => { note(what); process.exit(0); }).once('SIGINT', () => { note(what); process.exit(0); });
`;

const standInProduct = `${noteTaking}
  if (process.env.STAND_IN === 'never finishes') process.on('SIGINT', () => {});
  else finish('product ended');
  if (process.env.STAND_IN === 'dies when asked') process.on('SIGUSR2', () => process.exit(7));
  note('product started', { env: process.env, flags: process.execArgv });
  createServer((_, answer) => answer.end('ok')).listen(Number(process.env.PORT), '127.0.0.1');
`;

const standInSimulator = `${noteTaking}
  finish('simulator ended');
  note('simulator started', { args: process.argv.slice(2), env: process.env });
  const server = createServer((request, answer) => {
    if (request.url === '/_simulator/healthz') return answer.end(JSON.stringify({ runId: process.env.SIMULATOR_RUN_ID }));
    let body = '';
    request.on('data', (text) => { body += text; }).on('end', () => { note('app registered', { body }); answer.end('{}'); });
  });
  server.listen(Number(process.env.SIMULATOR_PORT), '127.0.0.1', () => console.log('listening on http://127.0.0.1:' + server.address().port));
`;

function startIn(checkout: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], PORT: '0', SIMULATOR_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  starts.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { process: child, ended, output: () => text };
}

async function startedIn(checkout: string, env: Record<string, string> = {}) {
  const start = startIn(checkout, env);
  const greeted = vi.waitFor(() => expect(start.output()).toContain('Ctrl-C ends'), patience);
  const gaveUp = start.ended.then((code) => {
    throw new Error(`The start ended with ${code}: ${start.output()}`);
  });
  await Promise.race([greeted, gaveUp]);
  gaveUp.catch(() => undefined); // From here on an end is what the test is about.
  return start;
}

function notesOf(checkout: string): Note[] {
  const path = join(checkout, 'notes.jsonl');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Note);
}

function noteOf(checkout: string, what: string): Note {
  const note = notesOf(checkout).find((note) => note.what === what);
  if (!note) throw new Error(`There is no note "${what}".`);
  return note;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
