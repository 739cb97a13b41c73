import type { Post } from '#contract/posts.ts';
import type { PublishMoment } from '#contract/moment.ts';
import { AppError, type ErrorDetails } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from '../posts/index.ts';
import { scheduleAt } from '../schedule/index.ts';
import { snapshotOf } from './content.ts';
import { refuseOwn } from './may-decide.ts';
import { endReview, findOpenReview, lockPost, movePost, openReview, type LockedPost } from './review-rows.ts';
import { tellDecided } from './tell-reviews.ts';

interface Decision {
  postId: string;
  /** The one that was read: nobody decides on what they did not see. */
  version: number;
  words: string;
}

/** Why a post that was approved is not on its way as wished. */
export interface NotScheduled {
  code: string;
  details: ErrorDetails;
}

/**
 * Approves a post as it is, and schedules it where a moment is wished for, in one transaction. Where that moment cannot be
 * it stays approved, and the answer says why. Throws `not_in_review`, `conflict`, `own_approval`, `not_found`.
 */
export async function approvePost(
  ctx: Context,
  member: Member,
  input: Decision,
): Promise<{ post: Post; notScheduled: NotScheduled | null }> {
  const notScheduled = await inTransaction(ctx, async (ctx) => {
    const { locked, review } = await takeOpen(ctx, member, input);
    const { createdBy, editedBy } = locked;
    await refuseOwn(ctx, member, { createdBy, editedBy, askedBy: review.asked_by });
    await endReview(ctx, member, { reviewId: review.id, how: 'approved', words: input.words });
    await movePost(ctx, locked, 'approved');
    await recordDeed(ctx, member, {
      action: 'review.approved',
      subject: locked.id,
      details: { reviewId: review.id, instagramUserId: locked.instagramUserId },
    });
    await tellDecided(ctx, member, 'approval_given', review);
    return review.wish && scheduleAsWished(ctx, member, locked, review.wish);
  });
  return { post: await getPost(ctx, member.workspaceId, input.postId), notScheduled };
}

/**
 * Asks for changes: a post in review, or an approved one that is not scheduled, is a draft again. Throws `not_in_review`,
 * `conflict`, `not_found`.
 */
export async function askChanges(ctx: Context, member: Member, input: Decision): Promise<Post> {
  await inTransaction(ctx, async (ctx) => {
    const { locked, review } = await takeDecidable(ctx, member, input);
    await endReview(ctx, member, { reviewId: review.id, how: 'changes_asked', words: input.words });
    await movePost(ctx, locked, 'draft');
    await recordDeed(ctx, member, {
      action: 'review.changes_asked',
      subject: locked.id,
      details: { reviewId: review.id, instagramUserId: locked.instagramUserId },
    });
    await tellDecided(ctx, member, 'changes_asked', review);
  });
  return getPost(ctx, member.workspaceId, input.postId);
}

async function takeOpen(ctx: Context, member: Member, { postId, version }: Decision) {
  const locked = await lockPost(ctx, member.workspaceId, postId);
  const review = await findOpenReview(ctx, postId);
  if (locked.state !== 'in_review' || !review)
    throw new AppError('not_in_review', { details: { state: locked.state } });
  if (locked.version !== version) throw new AppError('conflict', { details: { state: locked.state } });
  return { locked, review };
}

/** What is approved can still be asked to change: a review opens again to end otherwise. */
async function takeDecidable(ctx: Context, member: Member, input: Decision) {
  const locked = await lockPost(ctx, member.workspaceId, input.postId);
  if (locked.state !== 'approved') return takeOpen(ctx, member, input);
  if (locked.version !== input.version) throw new AppError('conflict', { details: { state: locked.state } });
  const last = await ctx.db
    .selectFrom('reviews')
    .select(['asked_by', 'wish'])
    .where('post_id', '=', locked.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const content = snapshotOf(await getPost(ctx, member.workspaceId, locked.id));
  await openReview(ctx, member, {
    postId: locked.id,
    wish: last?.wish ?? null,
    content,
    isReopened: true,
    askedBy: last?.asked_by ?? null,
  });
  return { locked, review: (await findOpenReview(ctx, locked.id))! };
}

/** The wish as it stands now: a change of the account's zone moved the post's moment along. */
async function scheduleAsWished(
  ctx: Context,
  member: Member,
  { id, publishAt }: LockedPost,
  wish: PublishMoment,
): Promise<NotScheduled | null> {
  const hasInstant = wish.publishAt !== undefined || wish.wallTime !== undefined;
  try {
    if (hasInstant && !publishAt) throw new AppError('time_past');
    await scheduleAt(ctx, member, {
      postId: id,
      ...(hasInstant && publishAt ? { publishAt: publishAt.toISOString() } : wish),
    });
    return null;
  } catch (error) {
    // What scheduling refuses it refuses before it writes anything.
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, details: error.details };
  }
}
