import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from '../posts/index.ts';
import { isDecider } from './may-decide.ts';
import { endReview, findOpenReview, lockPost, movePost } from './review-rows.ts';

/**
 * Takes a post out of review: it is a draft again. For whoever asked, and for those who may decide. Throws `not_in_review`,
 * `not_allowed`, `not_found`.
 */
export async function withdrawReview(ctx: Context, member: Member, postId: string): Promise<Post> {
  await inTransaction(ctx, async (ctx) => {
    const locked = await lockPost(ctx, member.workspaceId, postId);
    const review = await findOpenReview(ctx, postId);
    if (locked.state !== 'in_review' || !review)
      throw new AppError('not_in_review', { details: { state: locked.state } });
    if (review.asked_by !== member.userId && !isDecider(member, locked.instagramUserId))
      throw new AppError('not_allowed');
    await endReview(ctx, member, { reviewId: review.id, how: 'withdrawn' });
    await movePost(ctx, locked, 'draft');
    await recordDeed(ctx, member, {
      action: 'review.withdrawn',
      subject: postId,
      details: { reviewId: review.id, instagramUserId: locked.instagramUserId },
    });
  });
  return getPost(ctx, member.workspaceId, postId);
}
