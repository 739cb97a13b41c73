import type { CommentAnchor, ReviewComment } from '#contract/reviews.ts';
import type { PostState } from '../database/index.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { limitAttempts } from '../workspaces/index.ts';
import type { Client } from './client-session.ts';
import { getShown, withoutIds } from './client-view.ts';
import { approvePost, askChanges, type NotScheduled } from './decide.ts';
import { addComment } from './review-comments.ts';

/** More than anybody says in an hour. */
const writesPerLink = { attempts: 120, windowSeconds: 3600 };

/** Comments on a post that a link shows. Throws `not_found`, `too_many_attempts`. */
export async function commentAsClient(
  ctx: Context,
  client: Client,
  input: { postId: string; body: string; anchor: CommentAnchor | null },
): Promise<ReviewComment> {
  await limitAttempts(ctx, 'review-write', client.link.id, writesPerLink);
  await getShown(ctx, client, input.postId);
  return withoutIds(await addComment(ctx, client.member, input));
}

/**
 * Approves a post that a link shows, as a member who may would, or asks for changes. Throws `not_allowed` where the link
 * only shows, `not_in_review`, `conflict`, `own_approval`, `not_found`, `too_many_attempts`.
 */
export async function decideAsClient(
  ctx: Context,
  client: Client,
  input: { postId: string; decision: 'approved' | 'changes_asked'; words: string; version: number },
): Promise<{ state: PostState; notScheduled: NotScheduled | null }> {
  await limitAttempts(ctx, 'review-write', client.link.id, writesPerLink);
  const { state } = await getShown(ctx, client, input.postId);
  if (!client.link.mayDecide) throw new AppError('not_allowed');
  if (state !== 'in_review') throw new AppError('not_in_review', { details: { state } });
  if (input.decision === 'changes_asked') {
    const { state } = await askChanges(ctx, client.member, input);
    return { state, notScheduled: null };
  }
  const { post, notScheduled } = await approvePost(ctx, client.member, input);
  // Why a post cannot go out is for those inside; that it does not go out by itself is for both.
  return { state: post.state, notScheduled: notScheduled && { code: notScheduled.code, details: {} } };
}
