import type { Write } from '#contract/inbox.ts';
import type { ErrorCode } from '#contract/errors.ts';
import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { findBarriers, isRepliedPrivately, privateSeconds } from './find-barriers.ts';
import { getComment, type CommentRow } from './get-comment.ts';
import { lockThread, tellChanged } from './lock-thread.ts';
import { writeInThread } from './write-in-thread.ts';

/** Answers one comment as a message. Throws `not_found` and the code of whatever stands in the way. */
export async function replyPrivately(
  ctx: Context,
  member: Member,
  input: { threadId: string; commentId: string; text: string },
): Promise<Write> {
  return inTransaction(ctx, async (ctx) => {
    const { thread } = await lockThread(ctx, member.workspaceId, input.threadId);
    const comment = await getComment(ctx, thread.id, input.commentId);
    const { replyPrivately } = await findBarriers(ctx, thread);
    const barrier = ofThread.has(replyPrivately ?? '')
      ? replyPrivately
      : await findBarrierOf(ctx, member.workspaceId, comment);
    const write = await writeInThread(ctx, member, {
      thread,
      barrier,
      kind: 'private_reply',
      targetId: comment.comment_id,
      text: input.text,
      action: 'inbox.private_reply_requested',
    });
    await tellChanged(ctx, thread.id);
    return write;
  });
}

/** What stands in the way of every comment of a thread; the rest is each comment's own. */
const ofThread = new Set<string>([
  'connection_missing',
  'reconnect_needed',
  'permission_missing',
  'comment_not_ours',
] satisfies ErrorCode[]);

async function findBarrierOf(
  ctx: Context,
  workspaceId: string,
  comment: CommentRow,
): Promise<ErrorCode | null> {
  if (comment.gone_at) return 'comment_gone';
  if (comment.is_own) return 'comment_is_own';
  if (plusSeconds(comment.posted_at, privateSeconds) <= ctx.clock.now()) return 'message_window_closed';
  return (await isRepliedPrivately(ctx, workspaceId, comment.comment_id))
    ? 'already_replied_privately'
    : null;
}
