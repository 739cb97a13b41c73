import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from './load-post.ts';
import { lockRun } from './lock-run.ts';

/**
 * Deletes a post of which nothing can be live: a draft, or one that failed or was cancelled. Its timeline, its reviews and what was
 * said about it go with it; its files stay in the library, and what was done with it stays in the trail.
 * Throws `post_in_review`, `post_not_editable` for any other state, `not_found`.
 */
export async function removePost(ctx: Context, member: Member, postId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lockRun(ctx, postId);
    const before = await getPost(ctx, member.workspaceId, postId);
    const removed = await ctx.db
      .deleteFrom('posts')
      .where('id', '=', postId)
      .where('workspace_id', '=', member.workspaceId)
      .where('state', 'in', ['draft', 'failed', 'cancelled'])
      .returning(['state', 'kind', 'instagram_user_id'])
      .executeTakeFirst();
    if (!removed) throw await whyKept(ctx, member.workspaceId, postId);
    await recordDeed(ctx, member, {
      action: 'post.removed',
      subject: postId,
      details: {
        ...(before.username === null ? {} : { username: before.username }),
        instagramUserId: removed.instagram_user_id,
        kind: removed.kind,
      },
      before: { state: removed.state },
    });
  });
}

/** Throws `not_found` for one that somebody else deleted meanwhile. */
async function whyKept(ctx: Context, workspaceId: string, postId: string): Promise<AppError> {
  const { state } = await getPost(ctx, workspaceId, postId);
  return new AppError(state === 'in_review' ? 'post_in_review' : 'post_not_editable', { details: { state } });
}
