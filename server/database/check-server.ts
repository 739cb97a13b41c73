import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

const oldestServer = 150_000;

/**
 * Asks the server of DATABASE_URL once, before anything relies on it. Throws an Error with a sentence for the operator
 * when it does not answer, refuses us, or is older than PostgreSQL 15; the address, which holds a password, is not told.
 */
export async function checkServer(db: Kysely<Database>): Promise<void> {
  const version = await readVersion(db);
  if (version < oldestServer)
    throw new Error(
      `The server of DATABASE_URL is PostgreSQL ${Math.floor(version / 10_000)}, and Tintype needs 15 or newer: ` +
        'upgrade it, or set DATABASE_URL to another one.',
    );
}

async function readVersion(db: Kysely<Database>): Promise<number> {
  try {
    const { rows } = await sql<{
      version: number;
    }>`select current_setting('server_version_num')::int as version`.execute(db);
    return rows[0]?.version ?? 0;
  } catch (cause) {
    // Of a name with two addresses Node tells two errors in one, whose own message is empty.
    const { message, code = 'unknown error' } = cause as { message: string; code?: string };
    throw new Error(
      `The database of DATABASE_URL cannot be used: ${message || code}. Start that server, or correct the address.`,
      { cause },
    );
  }
}
