import type { PublishMoment } from '#contract/moment.ts';
import type { Post } from '#contract/posts.ts';
import { wallTimeAt } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from '../posts/index.ts';
import { instantOf } from '../schedule/index.ts';
import { snapshotOf } from './content.ts';
import { lockPost, movePost, openReview } from './review-rows.ts';
import { tellAsked } from './tell-reviews.ts';

const askable = ['draft', 'failed', 'cancelled', 'approved'];

/**
 * Asks for approval of a post as it is. With a moment wished for it stands there on the calendar, and goes out then once
 * approved. Throws `conflict` for a version that is not the one now, `post_in_review`, `post_not_editable`, `not_found`,
 * and for the moment what scheduling throws.
 */
export async function askApproval(
  ctx: Context,
  member: Member,
  input: { postId: string; version: number; wish: PublishMoment | null },
): Promise<Post> {
  const { workspaceId } = member;
  await inTransaction(ctx, async (ctx) => {
    const locked = await lockPost(ctx, workspaceId, input.postId);
    if (locked.state === 'in_review') throw new AppError('post_in_review');
    if (!askable.includes(locked.state))
      throw new AppError('post_not_editable', { details: { state: locked.state } });
    if (locked.version !== input.version)
      throw new AppError('conflict', { details: { state: locked.state } });
    const post = await getPost(ctx, workspaceId, input.postId);
    const moment = input.wish && (await instantOf(ctx, member, post, input.wish));
    await movePost(ctx, locked, 'in_review');
    if (moment)
      await ctx.db
        .updateTable('posts')
        .set({
          publish_at: moment.at,
          wall_time: wallTimeAt(moment.at.getTime(), moment.timeZone),
          time_zone: moment.timeZone,
        })
        .where('id', '=', post.id)
        .execute();
    const content = snapshotOf(post);
    const reviewId = await openReview(ctx, member, { postId: post.id, wish: input.wish, content });
    await recordDeed(ctx, member, {
      action: 'review.asked',
      subject: post.id,
      details: { reviewId, instagramUserId: post.instagramUserId },
    });
    await tellAsked(ctx, member, post, reviewId);
  });
  return getPost(ctx, workspaceId, input.postId);
}
