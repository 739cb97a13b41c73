import { sql, type SqlBool } from 'kysely';
import type { Post } from '#contract/posts.ts';
import type { Context } from '../context.ts';
import { cursorOf, readCursor } from '../page-cursor.ts';
import { presentPosts, selectPosts } from './load-post.ts';

export interface PostFilter {
  state?: Post['state'] | undefined;
  connection?: string | undefined;
  /** Whether it has a moment on the calendar. */
  planned?: 'true' | 'false' | undefined;
  limit?: number | undefined;
  after?: string | undefined;
  /** Instagram's ids of the accounts whose posts are left out. */
  hidden?: readonly string[];
}

const mostPosts = 100;

/**
 * The posts of a workspace, newest first, at most 100 at once; `next` asks for those after them. Throws `invalid_input` for a
 * page that does not exist.
 */
export async function listPosts(
  ctx: Context,
  workspaceId: string,
  filter: PostFilter = {},
): Promise<{ posts: Post[]; next: string | null }> {
  const { state, connection, planned, hidden = [], limit = mostPosts } = filter;
  const after = filter.after === undefined ? undefined : readCursor(filter.after);
  const rows = await selectPosts(ctx)
    .select(sql<string>`posts.created_at::text`.as('created_text'))
    .where('posts.workspace_id', '=', workspaceId)
    .$if(state !== undefined, (query) => query.where('posts.state', '=', state!))
    .$if(connection !== undefined, (query) => query.where('posts.connection_id', '=', connection!))
    .$if(planned !== undefined, (query) =>
      query.where('posts.publish_at', planned === 'true' ? 'is not' : 'is', null),
    )
    .$if(hidden.length > 0, (query) => query.where('posts.instagram_user_id', 'not in', hidden))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<SqlBool>`(posts.created_at, posts.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`,
      ),
    )
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    posts: await presentPosts(ctx, workspaceId, page),
    next: rows.length > limit && last ? cursorOf({ at: last.created_text, id: last.id }) : null,
  };
}
