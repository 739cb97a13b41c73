import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { wallClock } from '../clock.ts';
import { createLog, silentLog } from '../log.ts';
import { createQueue } from '../queue/index.ts';
import { migrate, openPool } from './index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    database: { serverUrl: string; template: string; strategy: 'file_copy' | 'wal_log' };
  }
}

/**
 * Once per run of the tests: a real PostgreSQL (TEST_DATABASE_URL, else the embedded one in a temporary folder) with one
 * template, migrated and with the queue's tables, from which every test file makes its own database (test-database.ts).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `tintype_template_${randomBytes(6).toString('hex')}`;
  await run(server.url, `create database ${template}`);
  const pool = openPool(withDatabase(server.url, template), createLog('silent'), 1);
  await migrate(pool.db);
  await pool.close();
  const connectionString = withDatabase(server.url, template);
  await createQueue({ connectionString, clock: wallClock, log: silentLog, supervise: false }).then((queue) =>
    queue.stop(),
  );
  project.provide('database', { serverUrl: server.url, template, strategy: server.strategy });
  return async () => {
    await run(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

async function startServer(): Promise<{
  url: string;
  strategy: 'file_copy' | 'wal_log';
  stop(): Promise<void>;
}> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, strategy: 'wal_log', stop: async () => {} };
  const { startEmbeddedPostgres } = await import('./embedded/index.ts');
  const folder = await mkdtemp(join(tmpdir(), 'tintype-test-'));
  const server = await startEmbeddedPostgres({ dataDir: folder });
  // Its rows end with the run, whatever happens to the machine: nothing waits for a disk, and files are copied as they are.
  await run(server.connectionString, 'alter system set fsync = off');
  await run(server.connectionString, 'select pg_reload_conf()');
  return {
    url: server.connectionString,
    strategy: 'file_copy',
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** `url` with another database name; understands the socket form `postgresql://u:p@/db?host=…`. */
function withDatabase(url: string, database: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`);
}
