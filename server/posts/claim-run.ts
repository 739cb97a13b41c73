import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { findAccountToken, type AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { findHold } from './hold.ts';
import { recordStep } from './record-step.ts';
import { Fenced } from './save-step.ts';
import { isAccountBusy, selectRuns, type InFlight } from './select-runs.ts';

/**
 * A worker's hold on one post. It outlives the three calls to Instagram, of at most 10 s each, that a step may make; a worker that was killed is
 * replaced when it lapses.
 */
const leaseSeconds = 45;
/** By the database's clock. */
export const leaseUntil = sql<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})`;

/** One post in one worker's hands, with the account it goes to. */
export interface InHand {
  run: InFlight;
  lease: string;
  account: AccountToken;
  /** The one post that is let through an outage to see whether it is over. */
  isProbe: boolean;
}

/** A post that was due and is ours for now. */
export interface Claimed {
  run: InFlight;
  lease: string;
  /** Null when the account went away or needs a person. */
  account: AccountToken | null;
  isProbe: boolean;
}

/**
 * Takes the lease of a due post, one post of an account at a time, and does `atOnce` in the same transaction. Undefined
 * when there is nothing to do now: not due, paused, settled, held by another worker, behind another post of its account,
 * or resting with its account, which the timeline tells. Leases run by the database's clock.
 */
export async function claimRun<T>(
  ctx: Context,
  postId: string,
  atOnce: (ctx: Context, claimed: Claimed) => Promise<T>,
): Promise<(Claimed & { done: T }) | undefined> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await lockIfDue(ctx, postId))) return undefined;
    const run = await selectRuns(ctx)
      .select(isAccountBusy.as('is_account_busy'))
      .where('post.id', '=', postId)
      .executeTakeFirst();
    if (!run || run.is_leased || !isDue(run, ctx.clock.now()) || run.is_account_busy) return undefined;
    const held = run.has_hold
      ? await findHold(ctx, {
          instagramUserId: run.instagram_user_id,
          isReady: run.state === 'ready' || run.state === 'publishing',
        })
      : { isProbe: false };
    if ('until' in held) {
      await tellHold(ctx, run, held);
      return undefined;
    }
    const lease = randomUUID();
    await ctx.db
      .updateTable('publish_runs')
      .set({
        held_by: null,
        lease,
        lease_until: leaseUntil,
      })
      .where('post_id', '=', postId)
      .execute();
    const account = await findAccountToken(ctx, run.connection_id);
    const claimed = { run, lease, account, isProbe: held.isProbe };
    return { ...claimed, done: await atOnce(ctx, claimed) };
  });
}

/** One post of an account is claimed at a time; one that is not due waits for nobody. */
async function lockIfDue(ctx: Context, postId: string): Promise<boolean> {
  const { rows } = await sql`
    select pg_advisory_xact_lock(hashtextextended('publish:' || post.instagram_user_id, 0))
    from publish_runs run join posts post on post.id = run.post_id
    where run.post_id = ${postId} and run.due_at <= ${ctx.clock.now()} and post.paused_at is null
      and (run.lease_until is null or run.lease_until <= clock_timestamp())`.execute(ctx.db);
  return rows.length > 0;
}

/** Takes the step of a claimed post. One that was overtaken by another worker, an edit or a cancel counts for nothing. */
export async function whileHeld(
  ctx: Context,
  held: { run: InFlight; lease: string },
  step: () => Promise<void>,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof Fenced)) {
      // Whatever went wrong is ours: the next try need not wait until the lease lapses.
      await releaseRun(ctx, held);
      throw error;
    }
    ctx.log.debug({ postId: held.run.id }, 'a step was overtaken');
  }
}

/** Gives a lease back without having moved the post. */
async function releaseRun(ctx: Context, held: { run: InFlight; lease: string }): Promise<void> {
  await ctx.db
    .updateTable('publish_runs')
    .set({ lease: null, lease_until: null })
    .where('post_id', '=', held.run.id)
    .where('lease', '=', held.lease)
    .execute();
}

/** Sleeps until the hold ends. It is told once, however long it lasts. */
async function tellHold(ctx: Context, run: InFlight, held: { code: string; until: Date }): Promise<void> {
  await ctx.db
    .updateTable('publish_runs')
    .set({ held_by: held.code, due_at: held.until })
    .where('post_id', '=', run.id)
    .execute();
  if (run.held_by !== held.code)
    await recordStep(ctx, {
      postId: run.id,
      step: 'held',
      outcome: 'waiting',
      details: { code: held.code, until: held.until.toISOString() },
    });
}

function isDue(run: InFlight, now: Date): boolean {
  return run.paused_at === null && run.due_at !== null && run.due_at <= now;
}
