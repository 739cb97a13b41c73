import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { inTransaction, lockUntilCommit } from '../database/index.ts';

const monthsAhead = 2;
/** Two years of every media, and the month that is not over. */
const monthsKept = 25;

/**
 * Makes the partitions of media_insights for this month and the next two, and drops whole months that are older than is
 * kept. Safe to call again and again, and by two workers at once. Rows in the default partition mean that a month
 * was not made in time: that is told as an error, and the month is left as it is.
 */
export async function keepPartitions(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const names = await partitionsOf(ctx);
  for (let ahead = 0; ahead <= monthsAhead; ahead++) {
    const month = monthFrom(now, ahead);
    if (!names.has(nameOf(month))) await makePartition(ctx, month, monthFrom(now, ahead + 1));
  }
  const oldest = nameOf(monthFrom(now, -monthsKept));
  for (const name of names)
    if (/^media_insights_\d{4}_\d{2}$/.test(name) && name < oldest) await drop(ctx, name);
  await alarmOfStrays(ctx);
}

async function partitionsOf(ctx: Pick<Context, 'db'>): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits
    join pg_class as child on child.oid = inhrelid
    where inhparent = 'media_insights'::regclass`.execute(ctx.db);
  return new Set(rows.map(({ name }) => name));
}

async function makePartition(ctx: Context, from: Date, to: Date): Promise<void> {
  await oneAtATime(ctx, async ({ db }) => {
    await sql`create table if not exists ${sql.table(nameOf(from))} partition of media_insights
      for values from (${sql.lit(from.toISOString())}) to (${sql.lit(to.toISOString())})`.execute(db);
  }).catch((error: unknown) => {
    // Strays of this month lie in the default partition.
    ctx.log.error({ month: nameOf(from), err: error }, 'a partition of media_insights was not made');
  });
}

async function drop(ctx: Context, name: string): Promise<void> {
  await oneAtATime(ctx, async (tx) => {
    if (!(await partitionsOf(tx)).has(name)) return;
    await sql`alter table media_insights detach partition ${sql.table(name)}`.execute(tx.db);
    await sql`drop table ${sql.table(name)}`.execute(tx.db);
  });
}

/** `if not exists` alone looks before it waits: of two workers that look in the same instant, one would fail. */
async function oneAtATime(ctx: Context, work: (tx: Context) => Promise<void>): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await lockUntilCommit(tx.db, 'partitions of media_insights');
    await work(tx);
  });
}

async function alarmOfStrays(ctx: Context): Promise<void> {
  const stray = await sql<{
    captured_at: Date;
  }>`select captured_at from media_insights_default limit 1`.execute(ctx.db);
  const [row] = stray.rows;
  if (row)
    ctx.log.error({ capturedAt: row.captured_at }, 'readings lie in the default partition of media_insights');
}

function monthFrom(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months));
}

function nameOf(month: Date): string {
  return `media_insights_${month.toISOString().slice(0, 7).replace('-', '_')}`;
}
