import type { Connection } from '#contract/connections.ts';
import type { Post } from '#contract/posts.ts';
import { wallTimeAt } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from './load-post.ts';
import { fitFiles } from './load-files.ts';
import { lockRun } from './lock-run.ts';
import { preflightPost } from './preflight-post.ts';
import { recordStep } from './record-step.ts';
import { startRun } from './start-run.ts';
import { whyUnchanged } from './why-unchanged.ts';

/** A post with the account it goes to, found fit to be sent. */
export interface Sendable {
  post: Post;
  connection: Connection;
}

/**
 * A post that could be sent now: its account is there and well, and it breaks no rule that can be checked. Throws `preflight_failed`
 * (details.breaches), `media_fetch_failed` when Meta would get wrong bytes, `connection_missing`, `reconnect_needed`, `not_found`.
 */
export async function getSendable(ctx: Context, member: Member, postId: string): Promise<Sendable> {
  const post = await getPost(ctx, member.workspaceId, postId);
  const connection = await getPostAccount(ctx, member, post);
  await refuseWhatInstagramWould(ctx, member, post);
  // Cut before anything is held: a large picture takes a while.
  await fitFiles(ctx, { id: post.id, workspaceId: member.workspaceId });
  return { post, connection };
}

/** The account that a post goes to. Throws `connection_missing`, `reconnect_needed`. */
export async function getPostAccount(ctx: Context, member: Member, post: Post): Promise<Connection> {
  if (!post.connectionId) throw new AppError('connection_missing');
  const connection = await getConnection(ctx, member.workspaceId, post.connectionId);
  if (connection.state !== 'active')
    throw new AppError('reconnect_needed', { details: { username: connection.username } });
  return connection;
}

/**
 * Writes the moment of a post that was found sendable, inside the caller's transaction when there is one. A failed, cancelled or
 * paused post starts afresh; nothing of it can be live, for what may be live is `unconfirmed` and refused here. What was
 * prepared at Instagram for an earlier moment is left to expire there: a container publishes nothing by itself.
 * Throws `conflict` when it is no longer the version that was checked, `post_not_editable` from the point of no return,
 * `post_in_review`, and `approval_required` where the workspace asks for it.
 */
export async function putOnSchedule(
  ctx: Context,
  member: Member,
  { post, connection }: Sendable,
  moment: { at: Date },
): Promise<void> {
  const now = ctx.clock.now();
  const publishAt = moment.at;
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    await lockRun(ctx, post.id);
    await ctx.approvals.requireApproved(ctx, member.workspaceId, post.id);
    // Whatever comes to the schedule comes by here; the files of a copy are whole until now. What was cut before is at hand.
    await fitFiles(ctx, { id: post.id, workspaceId: member.workspaceId });
    const scheduled = await db
      .updateTable('posts')
      .set({
        state: 'scheduled',
        paused_at: null,
        publish_at: publishAt,
        wall_time: wallTimeAt(publishAt.getTime(), connection.timeZone),
        time_zone: connection.timeZone,
        failure_code: null,
        failure_details: null,
        updated_at: now,
      })
      .where('id', '=', post.id)
      // The look at its files takes seconds: what was written meanwhile nobody has checked.
      .where('version', '=', post.version)
      .where('state', 'in', ['draft', 'approved', 'failed', 'cancelled', 'scheduled', 'preparing', 'ready'])
      .returning('id')
      .executeTakeFirst();
    if (!scheduled) throw await whyUnchanged(ctx, member.workspaceId, post);
    await startRun(ctx, post, publishAt);
    await recordStep(ctx, {
      postId: post.id,
      step: 'scheduled',
      outcome: 'done',
      details: { publishAt: publishAt.toISOString() },
    });
    await recordDeed(ctx, member, {
      action: 'post.scheduled',
      subject: post.id,
      details: { username: connection.username, instagramUserId: connection.instagramUserId },
      before: { state: post.state, publishAt: post.publishAt },
      after: { state: 'scheduled', publishAt: publishAt.toISOString() },
    });
  });
}

/** Takes a post back to draft. Loses cleanly against the point of no return. Throws `post_not_editable`, `not_found`. */
export async function unschedulePost(ctx: Context, member: Member, postId: string): Promise<Post> {
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    await lockRun(ctx, postId);
    const before = await getPost(ctx, member.workspaceId, postId);
    const taken = await db
      .updateTable('posts')
      .set({
        state: 'draft',
        paused_at: null,
        publish_at: null,
        wall_time: null,
        updated_at: ctx.clock.now(),
      })
      .where('id', '=', postId)
      .where('workspace_id', '=', member.workspaceId)
      .where('state', 'in', ['scheduled', 'preparing', 'ready'])
      .returning('instagram_user_id')
      .executeTakeFirst();
    if (!taken) throw new AppError('post_not_editable', { details: { state: before.state } });
    await db
      .updateTable('publish_runs')
      .set({ due_at: null, lease: null, lease_until: null, updated_at: ctx.clock.now() })
      .where('post_id', '=', postId)
      .execute();
    await recordStep(ctx, { postId, step: 'unscheduled', outcome: 'done' });
    await recordDeed(ctx, member, {
      action: 'post.unscheduled',
      subject: postId,
      details: { instagramUserId: taken.instagram_user_id },
      before: { state: before.state, publishAt: before.publishAt },
      after: { state: 'draft', publishAt: null },
    });
  });
  return getPost(ctx, member.workspaceId, postId);
}

async function refuseWhatInstagramWould(ctx: Context, member: Member, post: Post): Promise<void> {
  const { breaches, reach } = await preflightPost(ctx, member, post);
  if (breaches.length > 0) throw new AppError('preflight_failed', { details: { breaches } });
  if (reach.state === 'wrong_bytes')
    throw new AppError('media_fetch_failed', { details: { reach: reach.sentence } });
}
