import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { CommentFacts } from './comment-facts.ts';
import type { LockedThread } from './lock-threads.ts';

/**
 * The first comments of the conversations that these belong to, by the ids of the comments. A comment that is told without its
 * parent, or as a reply to a reply, belongs where its parent is known to stand.
 */
export async function findRoots(
  ctx: Context,
  workspaceId: string,
  comments: CommentFacts[],
): Promise<Map<string, string>> {
  const ids = [...new Set(comments.flatMap((each) => [each.commentId, each.parentId ?? each.commentId]))];
  const known = await ctx.db
    .selectFrom('comments')
    .select(['comment_id', 'parent_id'])
    .where('workspace_id', '=', workspaceId)
    .where('comment_id', 'in', ids)
    .where('parent_id', 'is not', null)
    .execute();
  const parents = new Map(known.map((row) => [row.comment_id, row.parent_id]));
  for (const each of comments)
    if (each.parentId) parents.set(each.commentId, parents.get(each.commentId) ?? each.parentId);
  const rootOf = (id: string, most = 3): string => {
    const parent = most > 0 ? parents.get(id) : undefined;
    return parent ? rootOf(parent, most - 1) : id;
  };
  return new Map(comments.map((each) => [each.commentId, rootOf(each.commentId)]));
}

/** Conversations that begin with what is now known to be a reply: our ids of them. */
export async function findStrays(
  ctx: Context,
  workspaceId: string,
  roots: Map<string, string>,
): Promise<string[]> {
  const replies = [...roots].filter(([id, root]) => id !== root).map(([id]) => id);
  if (replies.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('inbox_threads')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('root_id', 'in', replies)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Moves what stands in a conversation that begins with a reply to where the reply belongs, with its notes, its writes and whom it
 * is given to, and ends it. All of them are locked; `refreshThreads` follows.
 */
export async function mergeStrays(
  ctx: Context,
  threads: LockedThread[],
  roots: Map<string, string>,
): Promise<void> {
  const byRoot = new Map(threads.map((thread) => [thread.rootId, thread.id]));
  for (const { id: stray, rootId } of threads) {
    const target = byRoot.get(roots.get(rootId) ?? rootId);
    if (target === undefined || target === stray) continue;
    for (const table of ['comments', 'thread_notes', 'instagram_writes'] as const)
      await ctx.db.updateTable(table).set({ thread_id: target }).where('thread_id', '=', stray).execute();
    await sql`
      update inbox_threads as thread set
        assigned_to = coalesce(thread.assigned_to, stray.assigned_to),
        state = case when stray.state = 'open' then 'open' else thread.state end,
        done_at = case when stray.state = 'open' then null else thread.done_at end
      from inbox_threads as stray where thread.id = ${target} and stray.id = ${stray}`.execute(ctx.db);
    await ctx.db.deleteFrom('inbox_threads').where('id', '=', stray).execute();
  }
}
