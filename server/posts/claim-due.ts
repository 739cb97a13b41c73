import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { findAccountTokens } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { leaseUntil, type InHand } from './claim-run.ts';
import { nextStep } from './next-step.ts';
import { progressOfAll } from './progress-of.ts';
import { announcement } from './publish-container.ts';
import { recordSteps } from './record-step.ts';
import { Fenced } from './save-step.ts';
import { findBusyAccounts, selectRuns, type InFlight } from './select-runs.ts';

/**
 * Of these posts, claims those whose next step is the plain publish, one of an account, and saves the intent of each: all
 * in one transaction, so that a burst waits for one commit and not for hundreds. It never waits for another worker or an
 * edit: what they have in hand is left out, and so is whatever needs a closer look (a hold, a lost account, no room).
 */
export async function claimDue(ctx: Context, postIds: string[]): Promise<InHand[]> {
  return inTransaction(ctx, async (ctx) => {
    const locked = await lockDue(ctx, postIds);
    if (locked.length === 0) return [];
    const claimed = await chooseReady(ctx, locked);
    if (claimed.length > 0) await announceAll(ctx, claimed);
    return claimed;
  });
}

/**
 * The rows, and the right to move their accounts, until the transaction ends. Rows that somebody holds are passed over, in
 * whatever order they took them: so nobody waits for each other in a ring.
 */
async function lockDue(ctx: Context, postIds: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with due as materialized (
      select post.id, post.instagram_user_id
      from publish_runs run join posts post on post.id = run.post_id
      where run.post_id = any(${postIds}::uuid[]) and run.due_at <= ${ctx.clock.now()} and post.state = 'ready'
        and post.paused_at is null and (run.lease_until is null or run.lease_until <= clock_timestamp())
      for no key update of run, post skip locked)
    select id from due
    where pg_try_advisory_xact_lock(hashtextextended('publish:' || instagram_user_id, 0))`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** Read after the locks: what was committed before them is seen, and nothing can change any more. */
async function chooseReady(ctx: Context, locked: string[]): Promise<InHand[]> {
  const found = await selectRuns(ctx).where('post.id', 'in', locked).orderBy('run.due_at').execute();
  const runs = firstOfEach(found.filter((run) => !run.has_hold));
  const busy = await findBusyAccounts(ctx, [...new Set(runs.map((run) => run.instagram_user_id))]);
  const free = runs.filter((run) => !busy.has(run.instagram_user_id));
  const progress = await progressOfAll(ctx, free);
  const tokens = await findAccountTokens(
    ctx,
    free.flatMap((run) => run.connection_id ?? []),
  );
  const now = ctx.clock.now();
  // One for all: a lease is told from others of the same post alone.
  const lease = randomUUID();
  return free.flatMap((run, i) => {
    const account = tokens.get(run.connection_id ?? '');
    if (!account || nextStep(progress[i]!, now).do !== 'publish') return [];
    return [{ run, lease, account, isProbe: false }];
  });
}

/** The one that has waited longest; the end of its step wakes the next. */
function firstOfEach(runs: InFlight[]): InFlight[] {
  const seen = new Set<string>();
  return runs.filter(({ instagram_user_id: account }) => !seen.has(account) && seen.add(account));
}

/** From here the posts may be live, as `announcePublish` says of one. */
async function announceAll(ctx: Context, claimed: InHand[]): Promise<void> {
  const now = ctx.clock.now();
  const ids = claimed.map(({ run }) => run.id);
  await ctx.db
    .updateTable('publish_runs')
    .set({
      held_by: null,
      lease: claimed[0]!.lease,
      lease_until: leaseUntil,
      ...announcement.run(now),
      publish_intent_at: sql`coalesce(publish_intent_at, ${now})`,
      publish_calls: sql`publish_calls + 1`,
      updated_at: now,
    })
    .where('post_id', 'in', ids)
    .execute();
  const moved = await ctx.db
    .updateTable('posts')
    .set({ state: 'publishing', updated_at: now })
    .where('id', 'in', ids)
    .where('state', '=', 'ready')
    .returning('id')
    .execute();
  // They are locked, so it cannot be; a call without its intent would be worse than none.
  if (moved.length !== ids.length) throw new Fenced();
  await recordSteps(
    ctx,
    claimed.map(({ run }) => ({ postId: run.id, ...announcement.step(run) })),
  );
}
