import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import type { Database } from './schema.ts';

/** A pool over one connection string, and the Kysely instance that uses it. */
export interface Pool {
  db: Kysely<Database>;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool of at most `max` connections. A lost server is logged and never ends the process. */
export function openPool(connectionString: string, log: Log, max = 10): Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'tintype',
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener, Node ends when PostgreSQL does.
  pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
