import { sql, type Kysely } from 'kysely';
import type { Database } from '../server/database/index.ts';
import type { Place } from './canaries.ts';

/**
 * Every row of every table of every schema of ours, as text; bytea columns besides as the bytes they hold, so that a
 * secret in binary is found as well.
 */
export async function dumpDatabase(db: Kysely<Database>): Promise<Place[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db);
  const places: Place[] = [];
  for (const { schema, name } of tables) {
    const table = sql.table(`${schema}.${name}`);
    const { rows } = await sql<{ row: string }>`select t::text as row from ${table} t`.execute(db);
    const text = rows.map(({ row }) => row).join('\n');
    const bytes = [...text.matchAll(/\\\\?x([0-9a-f]{8,})/g)].map(([, hex]) =>
      Buffer.from(hex ?? '', 'hex').toString('latin1'),
    );
    places.push({ name: `table ${schema}.${name}`, text: [text, ...bytes].join('\n') });
  }
  return places;
}
