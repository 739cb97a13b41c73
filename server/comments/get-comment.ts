import type { Selectable } from 'kysely';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/index.ts';

export type CommentRow = Selectable<Database['comments']>;

/** A comment of a thread, by our id. Throws `not_found`, also for another thread's. */
export async function getComment(
  ctx: Pick<Context, 'db'>,
  threadId: string,
  commentId: string,
): Promise<CommentRow> {
  const row = await ctx.db
    .selectFrom('comments')
    .selectAll()
    .where('id', '=', commentId)
    .where('thread_id', '=', threadId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}
