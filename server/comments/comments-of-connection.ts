import type { Context } from '../context.ts';

/** What `connections` and `workspaces` ask of the inbox above them; registered in main.ts. Threads stay when an account leaves, unless it is erased. */
export const commentsOfConnection = { erase, takeOver };

/** Erases what was read from Instagram and written to it for this account: threads with comments, notes and writes. */
async function erase(
  ctx: Context,
  account: { workspaceId: string; instagramUserId: string },
): Promise<number> {
  // Whoever takes comments holds the connection: what they write is erased with the rest, and nobody writes behind it.
  await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .forUpdate()
    .execute();
  await ctx.db
    .deleteFrom('instagram_writes')
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .execute();
  const { numDeletedRows } = await ctx.db
    .deleteFrom('inbox_threads')
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Conversations that were given to a person who leaves are nobody's: all see them. No post, so it counts none. */
async function takeOver(ctx: Context, people: { workspaceId: string; fromUserId: string }): Promise<number> {
  await ctx.db
    .updateTable('inbox_threads')
    .set({ assigned_to: null })
    .where('workspace_id', '=', people.workspaceId)
    .where('assigned_to', '=', people.fromUserId)
    .execute();
  return 0;
}
