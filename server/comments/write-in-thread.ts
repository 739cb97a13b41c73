import type { ErrorCode } from '#contract/errors.ts';
import type { Write } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { requestWrite, writeOf, type WriteRow } from '../writes/index.ts';
import type { ThreadRow } from './select-threads.ts';

/**
 * Asks for a write about a thread, for the account that is connected, and tells open pages and the audit trail of it.
 * Inside the caller's transaction, with the thread locked. Throws `barrier` when there is one.
 */
export async function writeInThread(
  ctx: Context,
  member: Member,
  wish: {
    thread: ThreadRow;
    barrier: ErrorCode | null;
    kind: WriteRow['kind'];
    targetId: string;
    text?: string;
    action: string;
  },
): Promise<Write> {
  const { thread, barrier, action, ...what } = wish;
  if (barrier) throw new AppError(barrier);
  if (thread.connection_id === null) throw new AppError('connection_missing');
  const row = await requestWrite(ctx, {
    ...what,
    workspaceId: member.workspaceId,
    connectionId: thread.connection_id,
    instagramUserId: thread.instagram_user_id,
    mediaId: thread.media_id,
    threadId: thread.id,
    requestedBy: member.userId,
  });
  await recordEvent(ctx, {
    workspaceId: member.workspaceId,
    actor: 'member',
    userId: member.userId,
    action,
    subject: thread.id,
    details: { writeId: row.id, commentId: wish.targetId, instagramUserId: thread.instagram_user_id },
  });
  return writeOf({ ...row, requester: member.userName });
}
