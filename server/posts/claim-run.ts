import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, lockUntilCommit } from '../database/index.ts';
import { findHold } from './hold.ts';
import { recordStep } from './record-step.ts';

/**
 * A worker's hold on one post. It outlives the three calls to Instagram, of at most 10 s each, that a step may make; a worker that was killed is
 * replaced when it lapses.
 */
const leaseSeconds = 45;

export type InFlight = NonNullable<Awaited<ReturnType<typeof selectRun>>>;

/** One post in one worker's hands, with the account it goes to. */
export interface InHand {
  run: InFlight;
  lease: string;
  account: AccountToken;
  /** The one post that is let through an outage to see whether it is over. */
  isProbe: boolean;
}

export type Claim =
  | { kind: 'claimed'; lease: string; run: InFlight; isProbe: boolean }
  /** Nothing to do now: not due, paused, settled, or held by another worker. */
  | { kind: 'nothing' }
  /** Another post of the same account is in the middle of a step; its end wakes the next. */
  | { kind: 'busy' }
  /** Nothing may be asked of Instagram for this account just now; the timeline says why. */
  | { kind: 'held' };

/** Takes the lease of a due post, one post of an account at a time. Leases run by the database's clock. */
export async function claimRun(ctx: Context, postId: string): Promise<Claim> {
  return inTransaction(ctx, async (ctx) => {
    const known = await selectRun(ctx, postId);
    if (!known || !isDue(known, ctx.clock.now())) return { kind: 'nothing' };
    await lockUntilCommit(ctx.db, `publish:${known.instagram_user_id}`);
    const run = await selectRun(ctx, postId);
    if (!run || run.is_leased || !isDue(run, ctx.clock.now())) return { kind: 'nothing' };
    if (await isAccountBusy(ctx, run)) return { kind: 'busy' };
    const held = await findHold(ctx, {
      instagramUserId: run.instagram_user_id,
      isReady: run.state === 'ready' || run.state === 'publishing',
    });
    if ('until' in held) {
      await tellHold(ctx, run, held);
      return { kind: 'held' };
    }
    const lease = randomUUID();
    await ctx.db
      .updateTable('publish_runs')
      .set({
        held_by: null,
        lease,
        lease_until: sql<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
      })
      .where('post_id', '=', postId)
      .execute();
    return { kind: 'claimed', lease, run, isProbe: held.isProbe };
  });
}

/** Gives a lease back without having moved the post. */
export async function releaseRun(ctx: Context, held: { run: InFlight; lease: string }): Promise<void> {
  await ctx.db
    .updateTable('publish_runs')
    .set({ lease: null, lease_until: null })
    .where('post_id', '=', held.run.id)
    .where('lease', '=', held.lease)
    .execute();
}

function selectRun(ctx: Context, postId: string) {
  return ctx.db
    .selectFrom('publish_runs as run')
    .innerJoin('posts as post', 'post.id', 'run.post_id')
    .leftJoin('publish_comments as comment', 'comment.post_id', 'post.id')
    .select([
      'post.id',
      'post.workspace_id',
      'post.connection_id',
      'post.instagram_user_id',
      'post.kind',
      'post.caption',
      'post.settings',
      'post.state',
      'post.paused_at',
      'post.publish_at',
      'post.media_id',
      'run.attempt',
      'run.container_id',
      'run.container_made_at',
      'run.publish_intent_at',
      'run.publish_called_at',
      'run.publish_calls',
      'run.refusal',
      'run.refusal_details',
      'run.failures',
      'run.due_at',
      'run.permalink_done_at',
      'run.held_by',
      'run.has_room',
      'comment.state as comment_state',
      'comment.due_at as comment_due_at',
    ])
    .select(sql<boolean>`coalesce(run.lease_until > clock_timestamp(), false)`.as('is_leased'))
    .where('post.id', '=', postId)
    .executeTakeFirst();
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

/** Two at once would make the lookup after a crash ambiguous: nothing of an account overlaps a publish. */
async function isAccountBusy(ctx: Context, run: InFlight): Promise<boolean> {
  const other = await ctx.db
    .selectFrom('publish_runs as other')
    .innerJoin('posts', 'posts.id', 'other.post_id')
    .select('posts.id')
    .where('posts.instagram_user_id', '=', run.instagram_user_id)
    .where('posts.id', '<>', run.id)
    .where((eb) =>
      eb.or([
        eb('other.lease_until', '>', sql<Date>`clock_timestamp()`),
        ...(run.state === 'ready' ? [eb('posts.state', '=', 'publishing')] : []),
      ]),
    )
    .executeTakeFirst();
  return other !== undefined;
}
