import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from './load-post.ts';
import { preflightPost } from './preflight-post.ts';
import { recordStep } from './record-step.ts';

/**
 * Sends a post on its way: now, or at an instant. A failed, cancelled or paused post starts afresh; nothing of it can be
 * live, for what may be live is `unconfirmed` and refused here.
 * Throws `preflight_failed` (details.breaches), `media_fetch_failed` when Meta would get wrong bytes,
 * `connection_missing`, `reconnect_needed`, `post_not_editable`, `not_found`.
 */
export async function schedulePost(
  ctx: Context,
  member: Member,
  input: { postId: string; publishAt?: string },
): Promise<Post> {
  const post = await getPost(ctx, member.workspaceId, input.postId);
  if (!post.connectionId) throw new AppError('connection_missing');
  const connection = await getConnection(ctx, member.workspaceId, post.connectionId);
  if (connection.state !== 'active')
    throw new AppError('reconnect_needed', { details: { username: connection.username } });
  await refuseWhatInstagramWould(ctx, member, post);

  const now = ctx.clock.now();
  const publishAt = input.publishAt ? new Date(input.publishAt) : now;
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    const scheduled = await db
      .updateTable('posts')
      .set({
        state: 'scheduled',
        paused_at: null,
        publish_at: publishAt,
        wall_time: wallTime(publishAt, connection.timeZone),
        time_zone: connection.timeZone,
        failure_code: null,
        failure_details: null,
        updated_at: now,
      })
      .where('id', '=', post.id)
      .where((eb) =>
        eb.or([
          eb('state', 'in', ['draft', 'failed', 'cancelled', 'scheduled']),
          eb.and([eb('state', 'in', ['preparing', 'ready']), eb('paused_at', 'is not', null)]),
        ]),
      )
      .returning('id')
      .executeTakeFirst();
    if (!scheduled) throw new AppError('post_not_editable', { details: { state: post.state } });
    const fresh = {
      lease: null,
      lease_until: null,
      attempt: 0,
      container_id: null,
      container_made_at: null,
      publish_intent_at: null,
      publish_called_at: null,
      publish_calls: 0,
      refusal: null,
      refusal_details: null,
      failures: 0,
      due_at: publishAt,
      permalink_done_at: null,
      updated_at: now,
    };
    await db
      .insertInto('publish_runs')
      .values({ post_id: post.id, ...fresh })
      .onConflict((conflict) => conflict.column('post_id').doUpdateSet(fresh))
      .execute();
    await recordStep(ctx, {
      postId: post.id,
      step: 'scheduled',
      outcome: 'done',
      details: { publishAt: publishAt.toISOString() },
    });
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'post.scheduled',
      subject: post.id,
      details: { instagramUserId: connection.instagramUserId },
    });
    await ctx.queue.enqueue(db, 'posts.advance', { postId: post.id }, { startAfter: publishAt });
  });
  return getPost(ctx, member.workspaceId, input.postId);
}

/** Takes a post back to draft. Loses cleanly against the point of no return. Throws `post_not_editable`, `not_found`. */
export async function unschedulePost(ctx: Context, member: Member, postId: string): Promise<Post> {
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
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
      .returning('id')
      .executeTakeFirst();
    if (!taken) {
      const { state } = await getPost(ctx, member.workspaceId, postId);
      throw new AppError('post_not_editable', { details: { state } });
    }
    await db
      .updateTable('publish_runs')
      .set({ due_at: null, lease: null, lease_until: null, updated_at: ctx.clock.now() })
      .where('post_id', '=', postId)
      .execute();
    await recordStep(ctx, { postId, step: 'unscheduled', outcome: 'done' });
  });
  return getPost(ctx, member.workspaceId, postId);
}

async function refuseWhatInstagramWould(ctx: Context, member: Member, post: Post): Promise<void> {
  const { breaches, reach } = await preflightPost(ctx, member, post);
  if (breaches.length > 0) throw new AppError('preflight_failed', { details: { breaches } });
  if (reach.state === 'wrong_bytes')
    throw new AppError('media_fetch_failed', { details: { reach: reach.sentence } });
}

/** `2026-10-14T10:00` as the clock on the wall of that zone shows it. */
function wallTime(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}
