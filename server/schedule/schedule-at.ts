import type { PublishMoment } from '#contract/moment.ts';
import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost, getPostAccount, getSendable, putOnSchedule, type Sendable } from '../posts/index.ts';
import { findFreeSlot, lockQueue } from './queue-slots.ts';
import { resolveInstant, resolveWallTime } from './resolve-moment.ts';

/**
 * Sends a post on its way: now, at an instant, at a wall time of its account, or in the account's next free slot. A post
 * that has a moment already moves. Throws `wall_time_unclear`, `time_past`, `time_too_far`, `no_free_slot`, and what
 * `getSendable` and `putOnSchedule` throw.
 */
export async function scheduleAt(
  ctx: Context,
  member: Member,
  { postId, ...moment }: { postId: string } & PublishMoment,
): Promise<Post> {
  const { workspaceId } = member;
  // A moment that cannot be is told before the slow look at the files.
  if (!moment.slot)
    resolve(ctx, await getPostAccount(ctx, member, await getPost(ctx, workspaceId, postId)), moment);
  await putAt(ctx, member, await getSendable(ctx, member, postId), moment);
  return getPost(ctx, workspaceId, postId);
}

/** The same for a post that was found sendable, inside the caller's transaction when there is one. */
export async function putAt(
  ctx: Context,
  member: Member,
  sendable: Sendable,
  moment: PublishMoment,
): Promise<void> {
  if (moment.slot) return putInSlot(ctx, member, sendable);
  await putOnSchedule(ctx, member, sendable, { at: resolve(ctx, sendable.connection, moment) });
}

/** In the account's next free hour. Throws `no_free_slot`, and what `putOnSchedule` throws. */
export async function putInSlot(ctx: Context, member: Member, sendable: Sendable): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockQueue(ctx, sendable.connection.id);
    const free = await findFreeSlot(ctx, sendable.connection);
    if (!free) throw new AppError('no_free_slot');
    await putOnSchedule(ctx, member, sendable, { at: new Date(free.publishAt) });
  });
}

function resolve(
  ctx: Context,
  { timeZone }: { timeZone: string },
  { publishAt, wallTime, unclear }: PublishMoment,
): Date {
  if (publishAt) return resolveInstant(ctx, publishAt);
  if (wallTime) return resolveWallTime(ctx, { wallTime, timeZone, unclear });
  return ctx.clock.now();
}
