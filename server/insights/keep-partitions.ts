import { sql } from 'kysely';
import type { Context } from '../context.ts';

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
  const { rows: partitions } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits
    join pg_class as child on child.oid = inhrelid
    where inhparent = 'media_insights'::regclass`.execute(ctx.db);
  const names = new Set(partitions.map(({ name }) => name));
  for (let ahead = 0; ahead <= monthsAhead; ahead++) {
    const month = monthFrom(now, ahead);
    if (!names.has(nameOf(month))) await makePartition(ctx, month, monthFrom(now, ahead + 1));
  }
  const oldest = nameOf(monthFrom(now, -monthsKept));
  for (const name of names)
    if (/^media_insights_\d{4}_\d{2}$/.test(name) && name < oldest) await drop(ctx, name);
  await alarmOfStrays(ctx);
}

async function makePartition(ctx: Context, from: Date, to: Date): Promise<void> {
  await sql`create table if not exists ${sql.table(nameOf(from))} partition of media_insights
    for values from (${sql.lit(from.toISOString())}) to (${sql.lit(to.toISOString())})`
    .execute(ctx.db)
    .catch((error: unknown) => {
      // Two workers made it in the same instant, or strays of this month lie in the default partition.
      ctx.log.error({ month: nameOf(from), err: error }, 'a partition of media_insights was not made');
    });
}

/** Detached first: readers of other months wait for that alone, and not while the files go. */
async function drop(ctx: Context, name: string): Promise<void> {
  await sql`alter table media_insights detach partition ${sql.table(name)}`.execute(ctx.db);
  await sql`drop table ${sql.table(name)}`.execute(ctx.db);
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
