import type { Post } from '#contract/posts.ts';
import type { PublishMoment } from '#contract/moment.ts';
import { AppError, type ErrorDetails } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost, getSendable, type Sendable } from '../posts/index.ts';
import { putAt } from '../schedule/index.ts';
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
 * Approves a post as it is, and schedules it where a moment is wished for, in one transaction after its files were looked at. Where that moment cannot be
 * it stays approved, and the answer says why. Throws `not_in_review`, `conflict`, `own_approval`, `not_found`.
 */
export async function approvePost(
  ctx: Context,
  member: Member,
  input: Decision,
): Promise<{ post: Post; notScheduled: NotScheduled | null }> {
  const fit = await findFit(ctx, member, input.postId);
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
    return review.wish && scheduleAsWished(ctx, member, { locked, wish: review.wish, fit });
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

/**
 * Whether what is wished to go out may: looked at before anything is held, for it fetches the file. Nothing where nothing is
 * wished. What is changed between this and the decision is refused there by its version.
 */
async function findFit(ctx: Context, member: Member, postId: string): Promise<Sendable | AppError | null> {
  const review = await findOpenReview(ctx, postId);
  if (!review?.wish) return null;
  try {
    return await getSendable(ctx, member, postId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error;
  }
}

/** The wish as it stands now: a change of the account's zone moved the post's moment along. */
async function scheduleAsWished(
  ctx: Context,
  member: Member,
  { locked, wish, fit }: { locked: LockedPost; wish: PublishMoment; fit: Sendable | AppError | null },
): Promise<NotScheduled | null> {
  const { id, publishAt } = locked;
  const hasInstant = wish.publishAt !== undefined || wish.wallTime !== undefined;
  try {
    if (hasInstant && !publishAt) throw new AppError('time_past');
    if (fit instanceof AppError) throw fit;
    // What came up after the look nobody has looked at.
    if (fit?.post.version !== locked.version) throw new AppError('conflict');
    const approved = { ...fit, post: await getPost(ctx, member.workspaceId, id) };
    await putAt(
      ctx,
      member,
      approved,
      hasInstant && publishAt ? { publishAt: publishAt.toISOString() } : wish,
    );
    return null;
  } catch (error) {
    // What scheduling refuses it refuses before it writes anything.
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, details: error.details };
  }
}
