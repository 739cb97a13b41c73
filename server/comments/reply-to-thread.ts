import type { Write } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { findBarriers } from './find-barriers.ts';
import { lockThread, tellChanged } from './lock-thread.ts';
import type { ThreadRow } from './select-threads.ts';
import { writeInThread } from './write-in-thread.ts';

/**
 * Answers in public as the account. `lastSeen` is the newest that the writer saw of the thread, a comment or an answer on its
 * way; when an answer of ours came since, `answered_meanwhile` tells whose, and what to send as `lastSeen` to answer all the
 * same. Throws `not_found` and the code of whatever stands in the way.
 */
export async function replyToThread(
  ctx: Context,
  member: Member,
  input: { threadId: string; text: string; lastSeen?: string | null | undefined },
): Promise<Write> {
  return inTransaction(ctx, async (ctx) => {
    const { thread } = await lockThread(ctx, member.workspaceId, input.threadId);
    const { reply: barrier } = await findBarriers(ctx, thread);
    if (!barrier && input.lastSeen) await refuseIfAnswered(ctx, thread, input.lastSeen);
    const write = await writeInThread(ctx, member, {
      thread,
      barrier,
      kind: thread.kind === 'comment' ? 'reply' : 'mention_reply',
      targetId: thread.root_id,
      text: input.text,
      action: 'inbox.reply_requested',
    });
    await tellChanged(ctx, thread.id);
    return write;
  });
}

interface Answer {
  id: string;
  at: Date;
  by: string | null;
  text: string;
}

async function refuseIfAnswered(ctx: Context, thread: ThreadRow, lastSeen: string): Promise<void> {
  const seen = await findSeen(ctx, thread, lastSeen);
  const comment = await newestOwnComment(ctx, thread, seen.commentId);
  const onTheWay = await newestOnTheWay(ctx, thread);
  const newest = [
    // What came in the same moment came in the same answer of Instagram, and was shown together.
    ...(comment && comment.at > seen.at ? [comment] : []),
    ...(onTheWay && onTheWay.at >= seen.at && onTheWay.id !== lastSeen ? [onTheWay] : []),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (!newest) return;
  throw new AppError('answered_meanwhile', {
    details: { by: newest.by, text: newest.text.slice(0, 200).toWellFormed(), lastSeen: newest.id },
  });
}

/** When what the writer saw came to us, by our own clock alone; the beginning of time for what is not known any more. */
async function findSeen(
  ctx: Context,
  thread: ThreadRow,
  lastSeen: string,
): Promise<{ at: Date; commentId: string | null }> {
  const comment = await ctx.db
    .selectFrom('comments')
    .select(['first_seen_at', 'comment_id'])
    .where('id', '=', lastSeen)
    .where('thread_id', '=', thread.id)
    .executeTakeFirst();
  if (comment) return { at: comment.first_seen_at, commentId: comment.comment_id };
  const write = await ctx.db
    .selectFrom('instagram_writes')
    .select(['requested_at', 'result_id'])
    .where('id', '=', lastSeen)
    .where('thread_id', '=', thread.id)
    .executeTakeFirst();
  return { at: write?.requested_at ?? new Date(0), commentId: write?.result_id ?? null };
}

/** Told by the name of the member who wrote it here, or of the account when it was written elsewhere. */
async function newestOwnComment(
  ctx: Context,
  thread: ThreadRow,
  seen: string | null,
): Promise<Answer | undefined> {
  return ctx.db
    .selectFrom('comments')
    .leftJoin('instagram_writes as write', (join) =>
      join
        .onRef('write.result_id', '=', 'comments.comment_id')
        .onRef('write.thread_id', '=', 'comments.thread_id'),
    )
    .leftJoin('users', 'users.id', 'write.requested_by')
    .select(['comments.id', 'comments.first_seen_at as at', 'comments.text'])
    .select((eb) => eb.fn.coalesce('users.name', 'comments.username').as('by'))
    .where('comments.thread_id', '=', thread.id)
    .where('comments.is_own', '=', true)
    .where('comments.gone_at', 'is', null)
    .where('comments.comment_id', '<>', seen ?? '')
    .orderBy('comments.first_seen_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function newestOnTheWay(ctx: Context, thread: ThreadRow): Promise<Answer | undefined> {
  const row = await ctx.db
    .selectFrom('instagram_writes as write')
    .leftJoin('users', 'users.id', 'write.requested_by')
    .select(['write.id', 'write.requested_at as at', 'users.name as by', 'write.text'])
    .where('write.thread_id', '=', thread.id)
    .where('write.kind', 'in', ['reply', 'mention_reply'])
    .where('write.state', 'in', ['waiting', 'writing', 'unconfirmed'])
    .where('write.left_at', 'is', null)
    .orderBy('write.requested_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, text: row.text ?? '' };
}
