import type { Write } from '#contract/inbox.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { findBarriers } from './find-barriers.ts';
import { getComment } from './get-comment.ts';
import { lockThread, tellChanged } from './lock-thread.ts';
import { writeInThread } from './write-in-thread.ts';

/** Hides a comment on Instagram, or shows it again. Throws `not_found` and the code of whatever stands in the way. */
export async function setHidden(
  ctx: Context,
  member: Member,
  input: { threadId: string; commentId: string; hidden: boolean },
): Promise<Write> {
  return inTransaction(ctx, async (ctx) => {
    const { thread } = await lockThread(ctx, member.workspaceId, input.threadId);
    const comment = await getComment(ctx, thread.id, input.commentId);
    const { hide } = await findBarriers(ctx, thread);
    const own = comment.gone_at ? 'comment_gone' : comment.is_own ? 'comment_is_own' : null;
    const write = await writeInThread(ctx, member, {
      thread,
      barrier: hide ?? own,
      kind: input.hidden ? 'hide' : 'unhide',
      targetId: comment.comment_id,
      action: input.hidden ? 'inbox.hide_requested' : 'inbox.show_requested',
    });
    await tellChanged(ctx, thread.id);
    return write;
  });
}

/** Deletes a comment from Instagram, for ever. Throws `not_found` and the code of whatever stands in the way. */
export async function removeComment(
  ctx: Context,
  member: Member,
  input: { threadId: string; commentId: string },
): Promise<Write> {
  return inTransaction(ctx, async (ctx) => {
    const { thread } = await lockThread(ctx, member.workspaceId, input.threadId);
    const comment = await getComment(ctx, thread.id, input.commentId);
    const { remove } = await findBarriers(ctx, thread);
    const write = await writeInThread(ctx, member, {
      thread,
      barrier: remove ?? (comment.gone_at ? 'comment_gone' : null),
      kind: 'delete_comment',
      targetId: comment.comment_id,
      action: 'inbox.removal_requested',
    });
    await tellChanged(ctx, thread.id);
    return write;
  });
}
