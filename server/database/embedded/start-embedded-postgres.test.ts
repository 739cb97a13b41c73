import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { isAlive } from './alive.ts';
import { startEmbeddedPostgres } from './index.ts';
import type { EmbeddedPostgres } from './index.ts';

const isRoot = process.getuid?.() === 0;
const onlyRoot = 'only root runs PostgreSQL as somebody else';
const started: EmbeddedPostgres[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

test('the first start makes a durable, UTF-8, UTC database that takes queries', async () => {
  const server = await start({ dataDir: await aDataDir() });

  const settings = await query(
    server,
    `select current_setting('fsync') as fsync, current_setting('server_encoding') as encoding,
       current_setting('TimeZone') as zone, current_setting('listen_addresses') as addresses,
       split_part(current_setting('server_version'), '.', 1) as major,
       (select format('%s %s', datlocprovider, datlocale) from pg_database where datname = 'postgres') as locale`,
  );

  expect(settings[0]).toEqual({
    fsync: 'on',
    encoding: 'UTF8',
    zone: 'UTC',
    addresses: '',
    major: '18',
    locale: 'b C.UTF-8',
  });
});

test('the password lies in a file that only its owner reads, and a wrong one is refused', async () => {
  const dataDir = await aDataDir();
  const server = await start({ dataDir });

  const { mode } = await stat(join(dataDir, 'postgres/password'));
  const password = await readFile(join(dataDir, 'postgres/password'), 'utf8');
  const wrong = { ...server, connectionString: server.connectionString.replace(password, 'wrong') };

  expect(mode & 0o777).toBe(0o600);
  await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('a second start after a stop finds the rows of the first', async () => {
  const dataDir = await aDataDir();
  const first = await start({ dataDir });
  await query(first, 'create table kept as select 7 as n');
  await first.stop();

  const second = await start({ dataDir });

  expect(isAlive(first.pid)).toBe(false);
  expect(second.adopted).toBe(false);
  expect(await query(second, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a server that outlived its starter is adopted', async () => {
  const dataDir = await aDataDir();
  const survivor = await start({ dataDir });

  const adopter = await start({ dataDir });

  expect(adopter).toMatchObject({ adopted: true, pid: survivor.pid });
  expect(await query(adopter, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('three starts at once make one server', async () => {
  const dataDir = await aDataDir();

  const servers = await Promise.all([start({ dataDir }), start({ dataDir }), start({ dataDir })]);

  expect(new Set(servers.map((server) => server.pid)).size).toBe(1);
  expect(servers.filter((server) => !server.adopted)).toHaveLength(1);
});

test('a stop may be repeated', async () => {
  const server = await start({ dataDir: await aDataDir() });

  await server.stop();
  await server.stop();

  expect(isAlive(server.pid)).toBe(false);
});

test('what an interrupted first start left behind is cleared, and the database made anew', async () => {
  const dataDir = await anOpenFolder();
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const draft = join(dataDir, `postgres.draft-${ended}-0badcafe`);
  await mkdir(join(draft, 'cluster'), { recursive: true });
  await writeFile(join(draft, 'cluster/PG_VERSION'), '18\n');

  const server = await start({ dataDir });

  expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }]);
  expect(await readdir(dataDir)).toEqual(['postgres']);
});

test('a folder too deep for a socket path is served all the same', async () => {
  const dataDir = join(await anOpenFolder(), 'a-folder-with-a-long-name'.repeat(4), 'data');

  const server = await start({ dataDir });

  expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a folder whose name has spaces, commas and quotes is served all the same', async () => {
  const dataDir = join(await anOpenFolder(), `Ann's "data", née x`);

  const server = await start({ dataDir });

  expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a database of another major version is refused in words', async () => {
  const dataDir = await aDataDir();
  await (await start({ dataDir })).stop();
  await writeFile(join(dataDir, 'postgres/cluster/PG_VERSION'), '17\n');

  await expect(start({ dataDir })).rejects.toThrow(
    /made by PostgreSQL 17, but this Tintype brings PostgreSQL 18/,
  );
});

test('a server that cannot start says why', async () => {
  const dataDir = await aDataDir();
  await (await start({ dataDir })).stop();
  await writeFile(join(dataDir, 'postgres/cluster/postgresql.conf'), 'no_such_setting = 1\n');

  await expect(start({ dataDir })).rejects.toThrow(/unrecognized configuration parameter "no_such_setting"/);
});

test('as root, a database below a closed folder lives under /var/lib/tintype', async ({ skip }) => {
  skip(!isRoot, onlyRoot);
  const dataDir = join(await aClosedFolder(), 'data');

  const server = await start({ dataDir });

  expect(await query(server, 'select 1 as n')).toEqual([{ n: 1 }]);
  expect(await homeOf(dataDir)).toMatch(/^\/var\/lib\/tintype\/[0-9a-f]{16}$/);
});

test('as root, a pointed-to database that is gone is told, not replaced', async ({ skip }) => {
  skip(!isRoot, onlyRoot);
  const dataDir = join(await aClosedFolder(), 'data');
  await (await start({ dataDir })).stop();
  await rm(await homeOf(dataDir), { recursive: true });

  await expect(start({ dataDir })).rejects.toThrow(/but nothing is there/);
});

test('as root, a deleted DATA_DIR begins anew and the old database is put aside', async ({ skip }) => {
  skip(!isRoot, onlyRoot);
  const dataDir = join(await aClosedFolder(), 'data');
  const first = await start({ dataDir });
  await query(first, 'create table forgotten as select 1 as n');
  const home = await homeOf(dataDir);
  folders.push(`${home}.old-1`);
  await rm(dataDir, { recursive: true });

  const second = await start({ dataDir });

  expect(await query(second, `select to_regclass('forgotten') as found`)).toEqual([{ found: null }]);
  expect(await readdir(`${home}.old-1`)).toContain('cluster');
});

async function start(input: { dataDir: string }): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(input);
  started.push(server);
  return server;
}

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.connectionString });
  client.on('error', () => undefined); // A server that is stopped cuts its clients off.
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function aDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tintype-pg-'));
  folders.push(dataDir);
  return dataDir;
}

async function anOpenFolder(): Promise<string> {
  const folder = await aDataDir();
  await chmod(folder, 0o711);
  return folder;
}

async function aClosedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-closed-'));
  folders.push(folder);
  await chmod(folder, 0o700);
  return folder;
}

async function homeOf(dataDir: string): Promise<string> {
  const [home] = (await readFile(join(dataDir, 'postgres.location'), 'utf8')).split('\n');
  folders.push(home ?? '');
  return home ?? '';
}
