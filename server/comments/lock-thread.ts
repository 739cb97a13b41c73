import { sql } from 'kysely';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { lockThreadsById, type LockedThread } from './lock-threads.ts';
import { getThreadRow } from './read-thread.ts';
import type { ThreadRow } from './select-threads.ts';

/** A thread that nobody else changes until the transaction ends. Throws `not_found`. */
export async function lockThread(
  ctx: Context,
  workspaceId: string,
  threadId: string,
): Promise<{ thread: ThreadRow; locked: LockedThread }> {
  const [locked] = await lockThreadsById(ctx, workspaceId, [threadId]);
  if (!locked) throw new AppError('not_found');
  return { thread: await getThreadRow(ctx, workspaceId, threadId), locked };
}

/** Its number rises: open pages learn that something about it is new. */
export async function tellChanged(ctx: Pick<Context, 'db'>, threadId: string): Promise<void> {
  await ctx.db
    .updateTable('inbox_threads')
    .set({ changed: sql<string>`nextval('inbox_changes')` })
    .where('id', '=', threadId)
    .execute();
}
