import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { startEmbeddedPostgres } from './index.ts';
import type { EmbeddedPostgres } from './index.ts';

const started: EmbeddedPostgres[] = [];
const folders: string[] = [];
const starters: ChildProcess[] = [];

afterEach(async () => {
  for (const starter of starters.splice(0)) starter.kill('SIGKILL');
  for (const server of started.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('six kills of the server under inserts lose no acknowledged row', { timeout: 120_000 }, async () => {
  const dataDir = await aDataDir();
  const acknowledged: number[] = [];
  await withClient(await start(dataDir), (client) =>
    client.query('create table rows (n bigint primary key)'),
  );

  for (let round = 1; round <= 6; round += 1) {
    const server = await start(dataDir);
    await insertUntilKilled(server, acknowledged, acknowledged.length + 40 * round);
  }

  const kept = await withClient(await start(dataDir), (client) =>
    client.query<{ n: string }>('select n from rows'),
  );
  const found = new Set(kept.rows.map((row) => Number(row.n)));
  expect(acknowledged.length).toBeGreaterThan(500);
  expect(acknowledged.filter((n) => !found.has(n))).toEqual([]);
});

test.each(['the folder is made', 'its files are being written', 'the server is starting'])(
  'a first start killed when %s is followed by a start that works',
  { timeout: 120_000 },
  async (moment) => {
    const dataDir = await aDataDir();
    const starter = aStarter(dataDir);
    await vi.waitFor(() => expect(hasCome(moment, dataDir)).toBe(true), { timeout: 60_000, interval: 1 });

    const ended = once(starter, 'exit');
    starter.kill('SIGKILL');
    // Until it is gone its draft counts as somebody's work, and is left alone.
    await ended;
    const server = await start(dataDir);

    const answer = await withClient(server, (client) => client.query('select 1 as n'));
    expect(answer.rows).toEqual([{ n: 1 }]);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  },
);

test(
  'a killed server that nobody reaps does not block the next start',
  { timeout: 120_000 },
  async ({ skip }) => {
    skip(process.platform !== 'linux', 'zombies are looked up in /proc');
    const dataDir = await aDataDir();
    const starter = aStarter(dataDir);
    const pid = await pidWhenReady(starter);
    // A parent that stands still cannot reap its child, as process 1 of some containers never does.
    starter.kill('SIGSTOP');
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '));

    const server = await start(dataDir);

    expect(server).toMatchObject({ adopted: false });
    expect(server.pid).not.toBe(pid);
  },
);

test('a plain user needs neither root nor a home', { timeout: 120_000 }, async ({ skip }) => {
  skip(process.getuid?.() !== 0, 'only root can become another user to try');
  const dataDir = await aDataDir();
  await chmod(dataDir, 0o777);
  const nobody = { uid: 65_534, gid: 65_534, env: { HOME: '/nonexistent' } };
  const starter = aStarter(join(dataDir, 'data'), nobody);

  const pid = await pidWhenReady(starter);

  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  expect(status).toMatch(/^Uid:\t65534\t65534/m);
  process.kill(pid, 'SIGINT');
  await vi.waitFor(
    () => expect(existsSync(join(dataDir, 'data/postgres/cluster/postmaster.pid'))).toBe(false),
    {
      timeout: 60_000,
    },
  );
});

/** One row after the other by three clients; at the wanted count the server is killed with inserts in flight. */
async function insertUntilKilled(server: EmbeddedPostgres, acknowledged: number[], wanted: number) {
  let next = acknowledged.length + 1_000_000 * wanted;
  const insert = async () => {
    let client: Client | undefined;
    try {
      client = await connect(server);
      for (;;) {
        next += 1;
        const n = next;
        await client.query('insert into rows values ($1)', [n]);
        acknowledged.push(n);
        if (acknowledged.length === wanted) process.kill(server.pid, 'SIGKILL');
      }
    } catch {
      // The killed server cut the connection, perhaps before it stood: this row was never acknowledged.
    } finally {
      await client?.end().catch(() => undefined);
    }
  };
  await Promise.all([insert(), insert(), insert()]);
}

function hasCome(moment: string, dataDir: string): boolean {
  const draft = join(
    dataDir,
    readdirSync(dataDir).find((name) => name.startsWith('postgres.draft-')) ?? 'none',
  );
  if (moment === 'the folder is made') return existsSync(draft);
  if (moment === 'its files are being written') return existsSync(join(draft, 'cluster/base'));
  return existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'));
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  started.push(server);
  return server;
}

/** Another process that starts the same database and says so. */
function aStarter(dataDir: string, options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {}) {
  const face = join(import.meta.dirname, 'index.ts');
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(face)});
    const { pid } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    process.send({ pid });
    setInterval(() => {}, 60_000);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
    ...options,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  starters.push(starter);
  return starter;
}

function pidWhenReady(starter: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    starter.once('message', (message) => resolve((message as { pid: number }).pid));
    starter.once('exit', () => reject(new Error('The starter ended before its database was ready.')));
  });
}

async function withClient<T>(server: EmbeddedPostgres, use: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(server);
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function connect(server: EmbeddedPostgres): Promise<Client> {
  const client = new Client({ connectionString: server.connectionString });
  client.on('error', () => undefined); // The server is killed on purpose.
  await client.connect();
  return client;
}

async function aDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tintype-kill-'));
  folders.push(dataDir);
  await chmod(dataDir, 0o711);
  return dataDir;
}
