import { sql, type SqlBool } from 'kysely';
import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
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
    // Of instants a database keeps more than ours can: a cursor must not lose what lies between.
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
        sql<SqlBool>`(posts.created_at, posts.id) < (${after?.createdAt}::timestamptz, ${after?.id}::uuid)`,
      ),
    )
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    posts: await presentPosts(ctx, workspaceId, page),
    next: rows.length > limit && last ? cursorOf(last) : null,
  };
}

function cursorOf({ created_text, id }: { created_text: string; id: string }): string {
  return Buffer.from(`${created_text} ${id}`).toString('base64url');
}

function readCursor(after: string): { createdAt: string; id: string } {
  const text = Buffer.from(after, 'base64url').toString();
  const [, createdAt, id] =
    /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-][\d:]+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
      text,
    ) ?? [];
  if (createdAt && id && !Number.isNaN(Date.parse(createdAt))) return { createdAt, id };
  throw new AppError('invalid_input', {
    details: { fields: [{ path: 'after', message: 'This page does not exist.' }] },
  });
}
