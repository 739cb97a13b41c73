import type { Post, PostStep, PostView } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { findAssets } from '../library/index.ts';
import { findItems, settingsOf } from './post-items.ts';

/** Those of these posts that are in the workspace, newest first. */
export async function findPosts(
  ctx: Context,
  workspaceId: string,
  postIds: readonly string[],
): Promise<Post[]> {
  if (postIds.length === 0) return [];
  const rows = await selectPosts(ctx)
    .where('posts.workspace_id', '=', workspaceId)
    .where('posts.id', 'in', postIds)
    .execute();
  return presentPosts(ctx, workspaceId, rows);
}

/** One post. Throws `not_found`, also for a post of another workspace. */
export async function getPost(ctx: Context, workspaceId: string, postId: string): Promise<Post> {
  const rows = await selectPosts(ctx)
    .where('posts.workspace_id', '=', workspaceId)
    .where('posts.id', '=', postId)
    .execute();
  const [post] = await presentPosts(ctx, workspaceId, rows);
  if (!post) throw new AppError('not_found');
  return post;
}

/**
 * A post with its timeline, oldest step first. Throws `not_found`. The steps are read first: a post that moves in between is then
 * newer than its timeline, and whoever follows it looks again. The other way round a step could be told whose effect the post
 * does not show, and a follower that takes it for the last one would stop too early.
 */
export async function getPostView(ctx: Context, workspaceId: string, postId: string): Promise<PostView> {
  const rows = await ctx.db
    .selectFrom('post_steps')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('id')
    .execute();
  const post = await getPost(ctx, workspaceId, postId);
  const steps = rows.map((row): PostStep => ({
    id: row.id,
    at: row.at.toISOString(),
    step: row.step,
    outcome: row.outcome,
    details: row.details,
  }));
  return { post, steps };
}

/** Posts with the name of their account, newest first. */
export function selectPosts(ctx: Context) {
  return ctx.db
    .selectFrom('posts')
    .leftJoin('connections', 'connections.id', 'posts.connection_id')
    .selectAll('posts')
    .select('connections.username')
    .orderBy('posts.created_at', 'desc')
    .orderBy('posts.id', 'desc');
}

type Row = Awaited<ReturnType<ReturnType<typeof selectPosts>['execute']>>[number];

/** Rows as they cross the wire, each with its files. */
export async function presentPosts(ctx: Context, workspaceId: string, rows: Row[]): Promise<Post[]> {
  const items = await findItems(
    ctx,
    rows.map((row) => row.id),
  );
  const assetIds = [...items.values()].flatMap((each) => each.map(({ assetId }) => assetId));
  const assets = await findAssets(ctx, workspaceId, [...new Set(assetIds)]);
  return rows.map((row) => ({
    id: row.id,
    connectionId: row.connection_id,
    instagramUserId: row.instagram_user_id,
    username: row.username,
    kind: row.kind,
    caption: row.caption,
    firstComment: row.first_comment,
    items: (items.get(row.id) ?? []).map((item) => ({ ...item, asset: assets.get(item.assetId) ?? null })),
    settings: settingsOf(row.settings),
    state: row.state,
    paused: row.paused_at !== null,
    publishAt: row.publish_at?.toISOString() ?? null,
    wallTime: row.wall_time,
    timeZone: row.time_zone,
    publishedAt: row.published_at?.toISOString() ?? null,
    mediaId: row.media_id,
    permalink: row.permalink,
    failure: row.failure_code ? { code: row.failure_code, details: row.failure_details ?? {} } : null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }));
}
