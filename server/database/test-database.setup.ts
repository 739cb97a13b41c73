import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createLog } from '../log.ts';
import { migrate, openPool } from './index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    database: { serverUrl: string; template: string };
  }
}

/**
 * Once per run of the tests: a real PostgreSQL (TEST_DATABASE_URL, else the embedded one in a temporary folder) with one
 * migrated template, from which every test file makes its own database (test-database.ts).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `tintype_template_${randomBytes(6).toString('hex')}`;
  await run(server.url, `create database ${template}`);
  const pool = openPool(withDatabase(server.url, template), createLog('silent'), 1);
  await migrate(pool.db);
  await pool.close();
  project.provide('database', { serverUrl: server.url, template });
  return async () => {
    await run(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const { startEmbeddedPostgres } = await import('./embedded/index.ts');
  const folder = await mkdtemp(join(tmpdir(), 'tintype-test-'));
  const server = await startEmbeddedPostgres({ dataDir: folder });
  return {
    url: server.connectionString,
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
