import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { isAlive } from './alive.ts';
import { keepRunning, startEmbeddedPostgres } from './index.ts';
import { findPostmaster } from './postmaster.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const patience = { timeout: 60_000, interval: 20 };

async function keep() {
  const dataDir = await mkdtemp(join(tmpdir(), 'tintype-kept-'));
  await chmod(dataDir, 0o755);
  closers.push(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const server = await startEmbeddedPostgres({ dataDir });
  const told: string[] = [];
  const kept = keepRunning(server, (sentence) => told.push(sentence));
  closers.push(() => kept.stop());
  const clusterDir = join(dataDir, 'postgres/cluster');
  return { dataDir, server, kept, told, clusterDir };
}

async function ask(connectionString: string, question: string) {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(question)).rows as unknown[];
  } finally {
    await client.end();
  }
}

test.each([
  ['killed', 'SIGKILL'],
  ['stopped in order, as pg_ctl does', 'SIGINT'],
  ['stopped at once', 'SIGQUIT'],
] as const)(
  'a server that somebody else has %s runs again at the same address with its rows, and that is told',
  { timeout: 120_000 },
  async (_how, signal) => {
    const { server, told } = await keep();
    await ask(server.connectionString, 'create table kept as select 7 as n');

    process.kill(server.pid, signal);

    await vi.waitFor(() => expect(told.at(-1)).toBe('PostgreSQL runs again.'), patience);
    expect(await ask(server.connectionString, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(told).toHaveLength(2);
  },
);

test('one that ends again and again is given up after five starts', { timeout: 120_000 }, async () => {
  const { server, told, clusterDir } = await keep();
  let { pid } = server;
  for (let starts = 1; starts <= 5; starts++) {
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(told).toHaveLength(2 * starts), patience);
    pid = (await findPostmaster(clusterDir))?.pid ?? 0;
  }

  process.kill(pid, 'SIGKILL');

  await vi.waitFor(() => expect(told.at(-1)).toMatch(/is not started again/), patience);
  expect(told).toHaveLength(11);
  expect(await findPostmaster(clusterDir)).toBe(null);
});

test('after the watch was stopped nothing runs, and nothing is told', { timeout: 120_000 }, async () => {
  const { kept, server, told, clusterDir } = await keep();

  await kept.stop();

  expect(isAlive(server.pid)).toBe(false);
  expect(await findPostmaster(clusterDir)).toBe(null);
  expect(told).toEqual([]);
});

test('where its data is gone no empty database is made in its place', { timeout: 120_000 }, async () => {
  const { dataDir, server, told } = await keep();
  await rename(join(dataDir, 'postgres'), join(dataDir, 'elsewhere'));

  process.kill(server.pid, 'SIGKILL');

  await vi.waitFor(() => expect(told.at(-1)).toMatch(/data is no longer in/), patience);
  expect(await readdir(dataDir)).toEqual(['elsewhere']);
});
