import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { findAccountToken, type AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, isUnleased, leaseUntil, lockUntilCommit } from '../database/index.ts';
import { findRest } from './holds.ts';
import type { WriteRow } from './write-row.ts';

/** Outlives the few calls of at most 10 s each that a step may make; a worker that was killed is replaced when it lapses. */
const leaseSeconds = 60;

/** One write in one worker's hands. */
export interface Claimed {
  write: WriteRow;
  lease: string;
  /** Null when the account went away or needs a person. */
  account: AccountToken | null;
}

/**
 * Takes the lease of a due write, one of an account at a time and those to the same thing in the order in which they were
 * asked for. Undefined when there is nothing to do now.
 */
export async function claimWrite(ctx: Context, writeId: string): Promise<Claimed | undefined> {
  return inTransaction(ctx, async (ctx) => {
    const known = await ctx.db
      .selectFrom('instagram_writes')
      .select('instagram_user_id')
      .where('id', '=', writeId)
      .where('due_at', '<=', ctx.clock.now())
      .executeTakeFirst();
    if (!known) return undefined;
    await lockUntilCommit(ctx.db, `writes:${known.instagram_user_id}`);
    const write = await ctx.db
      .selectFrom('instagram_writes')
      .selectAll()
      .where('id', '=', writeId)
      .where('due_at', '<=', ctx.clock.now())
      .where(isUnleased())
      .executeTakeFirst();
    if (!write || (await isBehindAnother(ctx, write))) return undefined;
    const until = await findRest(ctx, write.instagram_user_id);
    const lease = randomUUID();
    await ctx.db
      .updateTable('instagram_writes')
      .set(until ? { due_at: until } : { lease, lease_until: leaseUntil(leaseSeconds) })
      .where('id', '=', writeId)
      .execute();
    if (until) return undefined;
    return { write, lease, account: await findAccountToken(ctx, write.connection_id) };
  });
}

/**
 * Another of the account is in somebody's hands, or an older one to the same thing is not settled: a look after a lost
 * answer could not tell them apart, and "hide" after "show" is not "show" after "hide".
 */
async function isBehindAnother(ctx: Context, write: WriteRow): Promise<boolean> {
  const other = await ctx.db
    .selectFrom('instagram_writes as other')
    .select('id')
    .where('instagram_user_id', '=', write.instagram_user_id)
    .where('state', 'in', ['waiting', 'writing'])
    .where('id', '<>', write.id)
    .where((eb) =>
      eb.or([
        sql<boolean>`other.lease_until > clock_timestamp()`,
        eb.and([
          eb('target_id', '=', write.target_id),
          eb('workspace_id', '=', write.workspace_id),
          sql<boolean>`(other.requested_at, other.id) < (${write.requested_at}, ${write.id}::uuid)`,
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}
