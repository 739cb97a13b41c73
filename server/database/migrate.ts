import { readdir, readFile } from 'node:fs/promises';
import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

const folder = new URL('./migrations/', import.meta.url);

/**
 * Brings the schema up to date: numbered SQL files, in order, each once, all under one lock, so that several processes
 * may start at the same time. Refuses a database that is newer than this program. Returns the names it ran.
 */
export async function migrate(db: Kysely<Database>): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(4200420042004200)`.execute(tx);
    await sql`create table if not exists migrations (name text primary key, ran_at timestamptz not null default now())`.execute(
      tx,
    );
    const { rows } = await sql<{ name: string }>`select name from migrations`.execute(tx);
    const done = new Set(rows.map((row) => row.name));
    const unknown = [...done].filter((name) => !names.includes(name));
    if (unknown.length > 0)
      throw new Error(
        `This database was made by a newer Tintype (${unknown.join(', ')}). Start that version, or restore a backup.`,
      );
    const due = names.filter((name) => !done.has(name));
    for (const name of due) {
      await sql.raw(await readFile(new URL(name, folder), 'utf8')).execute(tx);
      await sql`insert into migrations (name) values (${name})`.execute(tx);
    }
    return due;
  });
}
