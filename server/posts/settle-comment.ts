import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from './load-post.ts';
import { recordStep } from './record-step.ts';

/**
 * A person says that they have seen to a first comment that was not written: it waits for nobody from then on. Safe to
 * call twice, and for a post without such a comment. Throws `not_found`.
 */
export async function settleComment(ctx: Context, member: Member, postId: string): Promise<void> {
  const { instagramUserId } = await getPost(ctx, member.workspaceId, postId);
  await inTransaction(ctx, async (ctx) => {
    const { numUpdatedRows } = await ctx.db
      .updateTable('publish_comments')
      .set({ settled_at: ctx.clock.now() })
      .where('post_id', '=', postId)
      .where('state', '=', 'failed')
      .where('settled_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await recordStep(ctx, { postId, step: 'comment_settled', outcome: 'done' });
    await recordDeed(ctx, member, {
      action: 'post.comment_settled',
      subject: postId,
      details: { instagramUserId },
    });
  });
}
