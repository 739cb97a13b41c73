import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { inTransaction, isUnleased } from '../database/index.ts';
import { settleRevocation } from './settle-revocation.ts';

/** Each attempt holds a database connection while Instagram thinks: an outage must not take them all. */
const mostInFlight = 3;

/** Destroys tokens that waited their day, and enqueues the attempts that are due. */
export async function sweepRevocations(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const over = await ctx.db
    .selectFrom('revocations')
    .select('id')
    .where('state', '=', 'queued')
    .where('expires_at', '<=', now)
    .execute();
  for (const { id } of over) await inTransaction(ctx, (ctx) => settleRevocation(ctx, id, 'expired'));

  const { inFlight } = await ctx.db
    .selectFrom('revocations')
    .select((eb) => eb.fn.countAll<string>().as('inFlight'))
    .where('state', '=', 'queued')
    .where('lease_until', '>=', sql<Date>`clock_timestamp()`)
    .executeTakeFirstOrThrow();
  const due = await ctx.db
    .selectFrom('revocations')
    .select('id')
    .where('state', '=', 'queued')
    .where('next_attempt_at', '<=', now)
    .where(isUnleased())
    .orderBy('next_attempt_at')
    .limit(Math.max(0, mostInFlight - Number(inFlight)))
    .execute();
  for (const { id } of due) await ctx.queue.enqueue(ctx.db, 'connections.revoke', { revocationId: id });
}
