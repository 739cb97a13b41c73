import type { Context } from '../context.ts';
import type { WriteRow } from '../writes/index.ts';
import { takeComments } from './take-comments.ts';

/** What we wrote stands in its conversation at once, and once: when Instagram tells of it, it is known. */
export async function saveOwnComment(ctx: Context, write: WriteRow): Promise<void> {
  if (write.result_id === null || write.thread_id === null || write.connection_id === null) return;
  const thread = await ctx.db
    .selectFrom('inbox_threads')
    .select(['kind', 'root_id', 'media_id'])
    .where('id', '=', write.thread_id)
    .executeTakeFirst();
  const account = await ctx.db
    .selectFrom('connections')
    .select(['username', 'instagram_user_id', 'app_scoped_user_id'])
    .where('id', '=', write.connection_id)
    .executeTakeFirst();
  if (!thread || !account) return;
  await takeComments(ctx, {
    kind: thread.kind,
    account: {
      workspaceId: write.workspace_id,
      instagramUserId: account.instagram_user_id,
      appScopedUserId: account.app_scoped_user_id,
      username: account.username,
    },
    comments: [
      {
        commentId: write.result_id,
        parentId: thread.root_id,
        mediaId: thread.media_id,
        authorId: account.instagram_user_id,
        username: account.username,
        text: write.text ?? '',
        postedAt: ctx.clock.now(),
        // Not a reading: whatever Instagram says of it later replaces this.
        readAt: null,
      },
    ],
  });
}
