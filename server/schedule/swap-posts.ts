import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member, Work } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost, getSendable, lockRun, planPost, putOnSchedule, type Sendable } from '../posts/index.ts';
import { resolveInstant } from './resolve-moment.ts';

/**
 * What it answers swaps: two posts of one account, each a scheduled one or a draft with a day, change places: both or neither, to the instant.
 * Throws `post_not_editable` for any other pair, `time_past` when one of the moments is over, `conflict` when either moved
 * meanwhile, and what `getSendable` throws for a scheduled one.
 */
export async function prepareSwap(
  ctx: Context,
  member: Member,
  input: { postId: string; otherId: string },
): Promise<Work<Post[]>> {
  const [one, other] = [await find(ctx, member, input.postId), await find(ctx, member, input.otherId)];
  if (one.post.id === other.post.id || one.post.connectionId !== other.post.connectionId)
    throw new AppError('post_not_editable', { details: { state: other.post.state } });
  const moves = [
    { ...one, at: resolveInstant(ctx, momentOf(other.post)) },
    { ...other, at: resolveInstant(ctx, momentOf(one.post)) },
    // In one order whoever asks, so that nobody waits for each other in a ring.
  ].sort((a, b) => a.post.id.localeCompare(b.post.id));
  return async (ctx) => {
    await inTransaction(ctx, (ctx) => move(ctx, member, moves));
    const { workspaceId } = member;
    return [await getPost(ctx, workspaceId, input.postId), await getPost(ctx, workspaceId, input.otherId)];
  };
}

interface Found {
  post: Post;
  sendable: Sendable | undefined;
}

async function find(ctx: Context, member: Member, postId: string): Promise<Found> {
  const post = await getPost(ctx, member.workspaceId, postId);
  const isWaiting = (post.state === 'scheduled' && !post.paused) || post.state === 'draft';
  if (!isWaiting || !post.publishAt || !post.connectionId)
    throw new AppError('post_not_editable', { details: { state: post.state } });
  return { post, sendable: post.state === 'draft' ? undefined : await getSendable(ctx, member, postId) };
}

async function move(ctx: Context, member: Member, moves: (Found & { at: Date })[]): Promise<void> {
  for (const { post } of moves) await lockRun(ctx, post.id);
  for (const { post } of moves) await refuseMoved(ctx, post);
  for (const { post, sendable, at } of moves)
    if (sendable) await putOnSchedule(ctx, member, sendable, { at });
    else await planPost(ctx, member, { postId: post.id, moment: { at, timeZone: post.timeZone ?? 'UTC' } });
}

function momentOf({ publishAt }: Post): string {
  // Found with one.
  return publishAt!;
}

/** What was read a moment ago still holds: somebody else may have moved it, or a worker begun with it. */
async function refuseMoved(ctx: Context, post: Post): Promise<void> {
  const { state, publish_at } = await ctx.db
    .selectFrom('posts')
    .select(['state', 'publish_at'])
    .where('id', '=', post.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (state !== post.state || publish_at?.toISOString() !== post.publishAt) throw new AppError('conflict');
}
