import type { CommentAnchor, ReviewComment } from '#contract/reviews.ts';
import { placeQuote } from '#rules/place-quote.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { getPost } from '../posts/index.ts';
import { personOf } from './person.ts';

const most = 500;

/** The conversation about a post, oldest first, each comment where its place is by now. Throws `not_found`. */
export async function listComments(
  ctx: Context,
  workspaceId: string,
  postId: string,
): Promise<ReviewComment[]> {
  const rows = await selectComments(ctx, workspaceId).where('post_id', '=', postId).limit(most).execute();
  const post = await getPost(ctx, workspaceId, postId);
  return rows.map((row) => present(row, post));
}

/** Adds a comment of a member, or of whoever holds a link. Throws `not_found`. */
export async function addComment(
  ctx: Context,
  member: Member,
  input: { postId: string; body: string; anchor: CommentAnchor | null },
): Promise<ReviewComment> {
  const { viaLink } = member;
  const post = await getPost(ctx, member.workspaceId, input.postId);
  const id = newId();
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insertInto('review_comments')
      .values({
        id,
        workspace_id: member.workspaceId,
        post_id: post.id,
        author_id: viaLink ? null : member.userId,
        link_id: viaLink?.linkId ?? null,
        link_name: viaLink?.name ?? null,
        created_at: ctx.clock.now(),
        body: input.body,
        anchor: input.anchor && JSON.stringify(input.anchor),
      })
      .execute();
    await recordDeed(ctx, member, {
      action: 'review.commented',
      subject: post.id,
      details: { commentId: id, instagramUserId: post.instagramUserId },
    });
  });
  return getComment(ctx, member.workspaceId, { postId: post.id, commentId: id });
}

/** Settles a comment, or opens it again; safe to repeat. Throws `not_found`. */
export async function resolveComment(
  ctx: Context,
  member: Member,
  input: { postId: string; commentId: string; resolved: boolean },
): Promise<ReviewComment> {
  const before = await getComment(ctx, member.workspaceId, input);
  const { instagramUserId } = await getPost(ctx, member.workspaceId, input.postId);
  if ((before.resolved !== null) !== input.resolved)
    await inTransaction(ctx, async (ctx) => {
      await ctx.db
        .updateTable('review_comments')
        .set(
          input.resolved
            ? { resolved_at: ctx.clock.now(), resolved_by: member.userId }
            : { resolved_at: null, resolved_by: null },
        )
        .where('id', '=', input.commentId)
        .execute();
      await recordDeed(ctx, member, {
        action: input.resolved ? 'review.comment_resolved' : 'review.comment_reopened',
        subject: input.postId,
        details: { commentId: input.commentId, instagramUserId },
      });
    });
  return getComment(ctx, member.workspaceId, input);
}

/** Removes a comment of one's own. Throws `not_allowed` for another's, `not_found`. */
export async function removeComment(
  ctx: Context,
  member: Member,
  input: { postId: string; commentId: string },
): Promise<void> {
  const { author } = await getComment(ctx, member.workspaceId, input);
  if (author.userId !== member.userId) throw new AppError('not_allowed');
  const { instagramUserId } = await getPost(ctx, member.workspaceId, input.postId);
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.deleteFrom('review_comments').where('id', '=', input.commentId).execute();
    await recordDeed(ctx, member, {
      action: 'review.comment_removed',
      subject: input.postId,
      details: { commentId: input.commentId, instagramUserId },
    });
  });
}

async function getComment(
  ctx: Context,
  workspaceId: string,
  { postId, commentId }: { postId: string; commentId: string },
): Promise<ReviewComment> {
  const row = await selectComments(ctx, workspaceId)
    .where('post_id', '=', postId)
    .where('review_comments.id', '=', commentId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return present(row, await getPost(ctx, workspaceId, postId));
}

function selectComments(ctx: Context, workspaceId: string) {
  return ctx.db
    .selectFrom('review_comments')
    .leftJoin('users as author', 'author.id', 'review_comments.author_id')
    .leftJoin('users as resolver', 'resolver.id', 'review_comments.resolved_by')
    .selectAll('review_comments')
    .select(['author.name as author_name', 'resolver.name as resolver_name'])
    .where('review_comments.workspace_id', '=', workspaceId)
    .orderBy('review_comments.created_at')
    .orderBy('review_comments.id');
}

type Row = Awaited<ReturnType<ReturnType<typeof selectComments>['execute']>>[number];

function present(row: Row, post: { caption: string; items: { assetId: string }[] }): ReviewComment {
  return {
    id: row.id,
    author: personOf({ userId: row.author_id, userName: row.author_name, linkName: row.link_name }),
    at: row.created_at.toISOString(),
    body: row.body,
    anchor: row.anchor && placeOf(row.anchor, post),
    resolved: row.resolved_at && {
      ...personOf({ userId: row.resolved_by, userName: row.resolver_name, linkName: null }),
      at: row.resolved_at.toISOString(),
    },
  };
}

function placeOf(
  anchor: CommentAnchor,
  { caption, items }: { caption: string; items: { assetId: string }[] },
): ReviewComment['anchor'] {
  if (anchor.on === 'picture')
    return { ...anchor, isThere: items.some(({ assetId }) => assetId === anchor.assetId) };
  const place = placeQuote(caption, anchor);
  return { ...anchor, ...place, isThere: place !== undefined };
}
