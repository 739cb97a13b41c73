import type { Updateable } from 'kysely';
import type { Context } from '../context.ts';
import { inTransaction, type Database } from '../database/index.ts';
import type { InFlight } from './select-runs.ts';
import { recordOutcomes } from './record-outcome.ts';
import { recordStep, type StepRecord } from './record-step.ts';
import { tellOfStep } from './tell-of-step.ts';
import { wake } from './wake.ts';

/** Thrown when another worker, an edit or a cancel was faster: this worker's step no longer counts. */
export class Fenced extends Error {}

export interface Outcome {
  post?: Updateable<Database['posts']>;
  run: Updateable<Database['publish_runs']>;
  step?: Omit<StepRecord, 'postId'>;
  /** What else is true only together with this step. */
  also?: (ctx: Context) => Promise<unknown>;
  /** Keep the lease because the call that this save announces follows at once. */
  keepLease?: true;
}

/**
 * Saves what a step did, in one transaction, only while the lease is ours and the post still stands where the step found
 * it; then asks to be called again at `run.due_at`, and wakes the next post of the account. Throws `Fenced`.
 */
export async function saveStep(
  ctx: Context,
  claimed: { run: InFlight; lease: string },
  outcome: Outcome,
): Promise<void> {
  const { run, lease } = claimed;
  const now = ctx.clock.now();
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    const held = await db
      .updateTable('publish_runs')
      .set({
        ...outcome.run,
        updated_at: now,
        ...(outcome.keepLease ? {} : { lease: null, lease_until: null }),
      })
      .where('post_id', '=', run.id)
      .where('lease', '=', lease)
      .returning('post_id')
      .executeTakeFirst();
    if (!held) throw new Fenced();
    const moved = await db
      .updateTable('posts')
      .set({ ...outcome.post, updated_at: now })
      .where('id', '=', run.id)
      .where('state', '=', run.state)
      .returning('id')
      .executeTakeFirst();
    if (!moved) throw new Fenced();
    await outcome.also?.(ctx);
    if (outcome.step) {
      await recordStep(ctx, { postId: run.id, ...outcome.step });
      await recordOutcomes(ctx, [{ postId: run.id, ...outcome.step }]);
      await tellOfStep(ctx, { postId: run.id, ...outcome.step });
    }
    if (outcome.keepLease) return;
    const dueAt = outcome.run.due_at;
    if (dueAt instanceof Date) await wake(ctx, run.id, dueAt);
    await wakeNextOfAccounts(ctx, [run]);
  });
}

/** One post of an account moves at a time: the end of a step wakes the one of each account that has waited longest. */
export async function wakeNextOfAccounts(ctx: Context, runs: readonly InFlight[]): Promise<void> {
  const accounts = [...new Set(runs.map((run) => run.instagram_user_id))];
  const next = await ctx.db
    .selectFrom('publish_runs')
    .innerJoin('posts', 'posts.id', 'publish_runs.post_id')
    .select('posts.id')
    .distinctOn('posts.instagram_user_id')
    .where('posts.instagram_user_id', 'in', accounts)
    .where(
      'posts.id',
      'not in',
      runs.map((run) => run.id),
    )
    // An account has many live posts, and what is left to do for one of them can wait for its own job.
    .where('posts.state', 'in', ['scheduled', 'preparing', 'ready', 'publishing'])
    .where('posts.paused_at', 'is', null)
    .where('publish_runs.due_at', '<=', ctx.clock.now())
    .where('publish_runs.lease', 'is', null)
    .orderBy('posts.instagram_user_id')
    .orderBy('publish_runs.due_at')
    .execute();
  await ctx.queue.enqueueAll(
    ctx.db,
    'posts.advance',
    next.map(({ id }) => ({ postId: id })),
  );
}
