import { readdir } from 'node:fs/promises';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database/index.ts';
import type { Finding } from './finding.ts';

const oldestMajor = 15;
const migrations = new URL('../../database/migrations/', import.meta.url);

/** What was seen of a database. */
export interface DatabaseFacts {
  /** `server_version_num`, as 150018 for 15.18. */
  version: number;
  migrationsDone: string[];
  migrationsShipped: string[];
  mode: 'simulated' | 'real' | undefined;
}

/** Reads the facts; changes nothing. */
export async function readDatabaseFacts(db: Kysely<Database>): Promise<DatabaseFacts> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version_num') as version`.execute(db);
  const isMade = await sql<{ made: boolean }>`select to_regclass('migrations') is not null as made`.execute(
    db,
  );
  const done = isMade.rows[0]?.made
    ? (await sql<{ name: string }>`select name from migrations order by name`.execute(db)).rows
    : [];
  const shipped = (await readdir(migrations)).filter((name) => name.endsWith('.sql')).sort();
  return {
    version: Number(rows[0]?.version),
    migrationsDone: done.map((row) => row.name),
    migrationsShipped: shipped,
    mode: await readMode(db),
  };
}

/** Whether this database was made with the simulated or the real Instagram; undefined before the first start. */
async function readMode(db: Kysely<Database>): Promise<DatabaseFacts['mode']> {
  const { rows } = await sql<{
    made: boolean;
  }>`select to_regclass('installation') is not null as made`.execute(db);
  if (!rows[0]?.made) return undefined;
  const row = await db.selectFrom('installation').select('mode').where('id', '=', 1).executeTakeFirst();
  return row?.mode;
}

/** Judges the facts: the version, the migrations, and whether it belongs to the Instagram that is configured. */
export function judgeDatabase(facts: DatabaseFacts, isSimulated: boolean): Finding[] {
  return [judgeVersion(facts.version), judgeMigrations(facts), ...judgeMode(facts.mode, isSimulated)];
}

function judgeVersion(version: number): Finding {
  const major = Math.floor(version / 10_000);
  const says = `PostgreSQL ${major}.${version % 10_000} answers.`;
  if (major >= oldestMajor) return { check: 'database', level: 'ok', says };
  return {
    check: 'database',
    level: 'problem',
    says,
    fix: `Tintype needs PostgreSQL ${oldestMajor} or newer: upgrade it, or point DATABASE_URL at one.`,
  };
}

function judgeMigrations({ migrationsDone, migrationsShipped }: DatabaseFacts): Finding {
  const unknown = migrationsDone.filter((name) => !migrationsShipped.includes(name));
  const due = migrationsShipped.filter((name) => !migrationsDone.includes(name));
  if (unknown.length > 0)
    return {
      check: 'database',
      level: 'problem',
      says: `A newer Tintype has used this database (${unknown.join(', ')}).`,
      fix: 'Start that version, or restore the backup made before the upgrade.',
    };
  if (due.length > 0)
    return {
      check: 'database',
      level: 'ok',
      says: `${due.length === migrationsShipped.length ? 'Empty' : 'Behind this version'}: the next start runs ${due.join(', ')}.`,
    };
  return {
    check: 'database',
    level: 'ok',
    says: `Up to date (${migrationsDone.at(-1) ?? 'no migrations'}).`,
  };
}

function judgeMode(mode: DatabaseFacts['mode'], isSimulated: boolean): Finding[] {
  const wanted = isSimulated ? 'simulated' : 'real';
  if (mode === undefined || mode === wanted) return [];
  return [
    {
      check: 'database',
      level: 'problem',
      says: `This database was made with a ${mode} Instagram, and the configuration names a ${wanted} one.`,
      fix: 'Start it in its own mode, or give DATA_DIR (or DATABASE_URL) another place.',
    },
  ];
}
