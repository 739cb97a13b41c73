import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { WriteRow } from '../writes/index.ts';
import { lockThreadsById } from './lock-threads.ts';
import { refreshThreads } from './refresh-threads.ts';

/**
 * A comment was hidden on Instagram, or shown again, by us. That is as good as a reading of this moment: a page that was asked for
 * before does not know of it, and is the earlier reading wherever it is kept later.
 */
export async function markHidden(ctx: Context, write: WriteRow, isHidden: boolean): Promise<void> {
  await inThread(ctx, write, () =>
    ctx.db
      .updateTable('comments')
      .set({
        is_hidden: isHidden,
        read_at: sql<Date>`greatest(read_at, ${ctx.clock.now()}::timestamptz)`,
      })
      .where('workspace_id', '=', write.workspace_id)
      .where('comment_id', '=', write.target_id)
      .execute(),
  );
}

/** A comment was removed from Instagram by us, and with it what was answered to it. */
export async function markRemoved(ctx: Context, write: WriteRow): Promise<void> {
  await inThread(ctx, write, (threadId) =>
    ctx.db
      .updateTable('comments')
      .set({ gone_at: ctx.clock.now(), gone_by: 'us' })
      .where('thread_id', '=', threadId)
      .where('gone_at', 'is', null)
      .where((eb) => eb.or([eb('comment_id', '=', write.target_id), eb('parent_id', '=', write.target_id)]))
      .execute(),
  );
}

/** The thread is locked before its comments are changed, as everybody does. */
async function inThread(
  ctx: Context,
  write: WriteRow,
  change: (threadId: string) => Promise<unknown>,
): Promise<void> {
  if (write.thread_id === null) return;
  const threads = await lockThreadsById(ctx, write.workspace_id, [write.thread_id]);
  if (threads.length === 0) return;
  await change(write.thread_id);
  await refreshThreads(ctx, threads);
}
