import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Approvals, Context, Member } from '../context.ts';
import { getPost } from '../posts/index.ts';
import { readRule } from './approval-rule.ts';
import { digestOf, snapshotOf } from './content.ts';
import { endReview, findOpenReview, isApproved, lockPost, movePost, openReview } from './review-rows.ts';
import { tellAsked } from './tell-reviews.ts';

/** What `posts` asks before it schedules, and tells when a content changed; registered in main.ts. */
export const approvals: Approvals = { isRequired, requireApproved, contentChanged };

async function isRequired(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<boolean> {
  return (await readRule(ctx, workspaceId)).requiresApproval;
}

/** While somebody types, one review follows them; a pause makes the next one. */
const oneSittingSeconds = 15 * 60;

/**
 * The one gate to the schedule: refuses what is in review, and, where the workspace asks for approval, what was not approved
 * as it is now. Holds the post until the commit, so that nobody changes it behind the answer.
 * Throws `post_in_review`, `approval_required`.
 */
async function requireApproved(ctx: Context, workspaceId: string, postId: string): Promise<void> {
  const { state } = await lockPost(ctx, workspaceId, postId);
  if (state === 'in_review') throw new AppError('post_in_review');
  if (!(await isRequired(ctx, workspaceId))) return;
  const digest = digestOf(snapshotOf(await getPost(ctx, workspaceId, postId)));
  if (!(await isApproved(ctx, postId, digest))) throw new AppError('approval_required');
}

/**
 * A post in review, or an approved one, was edited: the review of what it was ends `sent_back`, and the next one opens
 * with what it is, for the same wish. What is the same as before changes nothing.
 */
async function contentChanged(ctx: Context, member: Member, postId: string): Promise<void> {
  const locked = await lockPost(ctx, member.workspaceId, postId);
  const post = await getPost(ctx, member.workspaceId, postId);
  const content = snapshotOf(post);
  const digest = digestOf(content);
  const open = await findOpenReview(ctx, postId);
  if (open ? open.digest.equals(digest) : await isApproved(ctx, postId, digest)) return;
  if (open?.is_reopened && open.asked_by === member.userId && isRecent(ctx, open.asked_at)) {
    await ctx.db
      .updateTable('reviews')
      .set({ content: JSON.stringify(content), digest, asked_at: ctx.clock.now() })
      .where('id', '=', open.id)
      .execute();
    return;
  }
  if (open) await endReview(ctx, member, { reviewId: open.id, how: 'sent_back' });
  const wish = open ? open.wish : await lastWish(ctx, postId);
  const reviewId = await openReview(ctx, member, { postId, wish, content, isReopened: true });
  await movePost(ctx, locked, 'in_review');
  await recordDeed(ctx, member, {
    action: 'review.sent_back',
    subject: postId,
    details: { reviewId, instagramUserId: post.instagramUserId },
  });
  // Whoever was asked already is not asked again with every word that is typed.
  if (!open) await tellAsked(ctx, member, post, reviewId);
}

function isRecent(ctx: Context, at: Date): boolean {
  return plusSeconds(at, oneSittingSeconds) > ctx.clock.now();
}

async function lastWish(ctx: Context, postId: string) {
  const last = await ctx.db
    .selectFrom('reviews')
    .select('wish')
    .where('post_id', '=', postId)
    .where('ending', '=', 'approved')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.wish ?? null;
}
