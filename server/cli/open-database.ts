import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import type { Config } from '../config/index.ts';
import { startEmbeddedPostgres } from '../database/embedded/index.ts';
import { openPool, type Database } from '../database/index.ts';
import { createLog } from '../log.ts';

/**
 * Runs `look` on the configured database and closes what it opened. An embedded server that runs already is used and
 * left running; one that was started for this is ended, unless a product has begun to use it meanwhile. Returns
 * undefined, and makes nothing, where no database was ever made.
 */
export async function withDatabase<T>(
  config: Config,
  look: (db: Kysely<Database>) => Promise<T>,
): Promise<T | undefined> {
  if (config.databaseUrl) return usePool(config.databaseUrl, look);
  const { dataDir } = config;
  if (!existsSync(join(dataDir, 'postgres')) && !existsSync(join(dataDir, 'postgres.location')))
    return undefined;
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    return await usePool(server.connectionString, look);
  } finally {
    if (!server.adopted && !(await isUsed(server.connectionString))) await server.stop();
  }
}

async function usePool<T>(connectionString: string, look: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const pool = openPool(connectionString, createLog('silent'), 2);
  try {
    return await look(pool.db);
  } finally {
    await pool.close();
  }
}

/** Whether a program other than this look is connected. */
function isUsed(connectionString: string): Promise<boolean> {
  return usePool(connectionString, async (db) => {
    const { rows } = await sql<{ others: string }>`
      select count(*) as others from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(db);
    return Number(rows[0]?.others) > 0;
  });
}
