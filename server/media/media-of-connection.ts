import type { Context } from '../context.ts';

/** What `connections` tells the media above it; registered in main.ts. */
export const mediaOfConnection = { erase };

/** Deletes all that was read of an account, its insights and cursors with it. No posts: answers 0. */
async function erase(
  ctx: Context,
  account: { workspaceId: string; instagramUserId: string },
): Promise<number> {
  // A reading that is at work has its plan locked while it writes, and writes nothing when it finds it gone.
  await ctx.db
    .selectFrom('media_plans')
    .select('connection_id')
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .forUpdate()
    .execute();
  await ctx.db
    .deleteFrom('media')
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .execute();
  return 0;
}
