import type { PublishMoment } from '#contract/moment.ts';
import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost, getPostAccount, getSendable, putOnSchedule, schedulePost } from '../posts/index.ts';
import { findFreeSlot, lockQueue } from './queue-slots.ts';
import { resolveInstant, resolveWallTime } from './resolve-moment.ts';

/**
 * Sends a post on its way: now, at an instant, at a wall time of its account, or in the account's next free slot. A post
 * that has a moment already moves. Throws `wall_time_unclear`, `time_past`, `time_too_far`, `no_free_slot`, and what
 * `schedulePost` throws.
 */
export async function scheduleAt(
  ctx: Context,
  member: Member,
  { postId, publishAt, wallTime, unclear, slot }: { postId: string } & PublishMoment,
): Promise<Post> {
  if (slot) return scheduleInSlot(ctx, member, postId);
  if (publishAt) {
    const at = resolveInstant(ctx, publishAt);
    return schedulePost(ctx, member, { postId, publishAt: at.toISOString() });
  }
  if (!wallTime) return schedulePost(ctx, member, { postId });
  const { timeZone } = await getPostAccount(ctx, member, await getPost(ctx, member.workspaceId, postId));
  const at = resolveWallTime(ctx, { wallTime, timeZone, unclear });
  return schedulePost(ctx, member, { postId, publishAt: at.toISOString() });
}

/** The rules are looked at before the queue is held, so that nobody waits for a slow look. */
async function scheduleInSlot(ctx: Context, member: Member, postId: string): Promise<Post> {
  const sendable = await getSendable(ctx, member, postId);
  await inTransaction(ctx, async (ctx) => {
    await lockQueue(ctx, sendable.connection.id);
    const free = await findFreeSlot(ctx, sendable.connection);
    if (!free) throw new AppError('no_free_slot');
    await putOnSchedule(ctx, member, sendable, { at: new Date(free.publishAt) });
  });
  return getPost(ctx, member.workspaceId, postId);
}
