import type { ClientPost, ClientView } from '#contract/review-links.ts';
import { postItem, type Post } from '#contract/posts.ts';
import type { ReviewComment, ReviewPerson } from '#contract/reviews.ts';
import { plusDays, readPlainly, readWallTime } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { PostState } from '../database/index.ts';
import { readPicture, readVideo, type PublicMedia } from '../library/index.ts';
import { findPosts } from '../posts/index.ts';
import type { Client } from './client-session.ts';
import { findOwn } from './may-decide.ts';
import { listComments } from './review-comments.ts';

const most = 100;

/** What somebody outside sees of a post's way; whatever is not here is not shown: drafts, and what went wrong. */
const shown: Partial<Record<PostState, ClientPost['state']>> = {
  in_review: 'in_review',
  approved: 'approved',
  scheduled: 'scheduled',
  preparing: 'scheduled',
  ready: 'scheduled',
  publishing: 'publishing',
  published: 'published',
};
const shownStates = Object.keys(shown) as PostState[];

/** What a link shows. */
export async function readClientView(ctx: Context, client: Client): Promise<ClientView> {
  const { link, name } = client;
  const posts = await findShown(ctx, client);
  const told: ClientPost[] = [];
  const inReview = posts.filter(({ state }) => state === 'in_review').map(({ id }) => id);
  const own = await findOwn(ctx, client.member, inReview);
  for (const post of posts)
    told.push(
      await present(ctx, client, post, link.mayDecide && inReview.includes(post.id) && !own.has(post.id)),
    );
  return {
    workspaceName: link.workspaceName,
    username: link.username,
    of: link.postId ? 'post' : 'week',
    monday: link.monday,
    label: link.label,
    name,
    mayDecide: link.mayDecide,
    expiresAt: link.expiresAt.toISOString(),
    posts: told,
  };
}

/** A post that a link shows. Throws `not_found` for any other. */
export async function getShown(ctx: Context, client: Client, postId: string): Promise<Post> {
  const post = (await findShown(ctx, client)).find(({ id }) => id === postId);
  if (!post) throw new AppError('not_found');
  return post;
}

/** The picture of a file of a post that a link shows, or undefined for a video without one. Throws `not_found`. */
export async function readClientPicture(ctx: Context, client: Client, assetId: string) {
  await refuseOtherFile(ctx, client, assetId);
  return readPicture(ctx, client.link.workspaceId, assetId);
}

/** The video of such a file. Throws `not_found`. */
export async function readClientVideo(ctx: Context, client: Client, assetId: string): Promise<PublicMedia> {
  await refuseOtherFile(ctx, client, assetId);
  return readVideo(ctx, client.link.workspaceId, assetId);
}

/** A comment as somebody outside sees it: names, and no ids of people. */
export function withoutIds({ author, resolved, ...comment }: ReviewComment): ReviewComment {
  const nameOnly = <P extends ReviewPerson>(person: P): P => ({ ...person, userId: null });
  return { ...comment, author: nameOnly(author), resolved: resolved && nameOnly(resolved) };
}

async function refuseOtherFile(ctx: Context, client: Client, assetId: string): Promise<void> {
  const posts = await findShown(ctx, client);
  const isShown = posts.some(
    ({ items, settings: { cover } }) =>
      items.some((item) => item.assetId === assetId) ||
      (cover?.from === 'picture' && cover.assetId === assetId),
  );
  if (!isShown) throw new AppError('not_found');
}

async function findShown(ctx: Context, { link }: Client): Promise<Post[]> {
  const week = link.monday === null ? undefined : weekOf(link.monday, link.timeZone);
  const rows = await ctx.db
    .selectFrom('posts')
    .select('id')
    .where('workspace_id', '=', link.workspaceId)
    // A post that was given to another account is not this link's any more.
    .where('connection_id', '=', link.connectionId)
    .where('state', 'in', shownStates)
    .$if(link.postId !== null, (query) => query.where('id', '=', link.postId))
    .$if(week !== undefined, (query) =>
      query.where('publish_at', '>=', week!.from).where('publish_at', '<', week!.to),
    )
    .orderBy('publish_at')
    .orderBy('id')
    .limit(most)
    .execute();
  const posts = await findPosts(
    ctx,
    link.workspaceId,
    rows.map(({ id }) => id),
  );
  const byId = new Map(posts.map((post) => [post.id, post]));
  return rows.flatMap(({ id }) => byId.get(id) ?? []);
}

/** From midnight on a Monday to the next, by the account's clock. */
function weekOf(monday: string, timeZone: string): { from: Date; to: Date } {
  const midnight = (wallTime: string) => {
    const reading = readWallTime(wallTime, timeZone);
    return new Date(reading ? readPlainly(reading) : 0);
  };
  const start = `${monday}T00:00`;
  return { from: midnight(start), to: midnight(plusDays(start, 7)) };
}

async function present(ctx: Context, { link }: Client, post: Post, mayDecide: boolean): Promise<ClientPost> {
  const comments = await listComments(ctx, link.workspaceId, post.id);
  const state = shown[post.state]!;
  return {
    id: post.id,
    username: post.username ?? link.username,
    kind: post.kind,
    caption: post.caption,
    firstComment: post.firstComment,
    items: post.items.map(({ asset, ...item }) => ({
      ...postItem.parse(item),
      file: asset && {
        kind: asset.kind,
        width: asset.rendition.width,
        height: asset.rendition.height,
        pictureUrl: `/api/v1/review/pictures/${asset.id}`,
        videoUrl: asset.kind === 'video' ? `/api/v1/review/videos/${asset.id}` : null,
      },
    })),
    settings: post.settings,
    state,
    paused: post.paused,
    publishAt: post.publishAt,
    wallTime: post.wallTime,
    timeZone: post.timeZone,
    permalink: state === 'published' ? post.permalink : null,
    version: post.version,
    mayDecide,
    comments: comments.map(withoutIds),
  };
}
