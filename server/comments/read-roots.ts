import { AppError } from '../app-error.ts';
import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { ReadComment } from '../instagram/index.ts';
import type { CommentFacts, CommentedAccount } from './comment-facts.ts';
import { takeComments } from './take-comments.ts';

/**
 * Reads the first comments of conversations that begin with a reply. One that Instagram does not show is left out: it was deleted, and
 * its replies with it. Throws `network_error`, `throttled`, `reconnect_needed`.
 */
export async function readRoots(
  ctx: Context,
  input: { account: CommentedAccount; token: AccountToken; roots: { rootId: string; mediaId: string }[] },
): Promise<void> {
  const { account, token } = input;
  for (const { rootId, mediaId } of input.roots) {
    const readAt = ctx.clock.now();
    const root = await findComment(ctx, token, rootId);
    if (!root) continue;
    await takeComments(ctx, {
      account,
      kind: 'comment',
      // A reply to a reply: it is told with the parent that Instagram gives it, and moved there.
      comments: factsOf(root, { mediaId: root.mediaId ?? mediaId, readAt }),
    });
  }
}

/** Undefined when Instagram says that there is no such comment for this account. */
export async function findComment(
  ctx: Context,
  token: AccountToken,
  commentId: string,
): Promise<(ReadComment & { mediaId: string | undefined }) | undefined> {
  try {
    return await ctx.instagram.readComment(token.login, token.token, commentId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'media_missing') return undefined;
    throw error;
  }
}

/** A comment and the answers that came with it, as facts. */
export function factsOf(
  comment: ReadComment,
  { mediaId, readAt }: { mediaId: string; readAt: Date },
): CommentFacts[] {
  const factOf = (each: ReadComment, parentId: string | null): CommentFacts => ({
    commentId: each.id,
    parentId,
    mediaId,
    authorId: each.authorId ?? null,
    username: each.username ?? null,
    text: each.text,
    postedAt: each.timestamp,
    likeCount: each.likeCount,
    isHidden: each.isHidden,
    readAt,
  });
  return [
    factOf(comment, comment.parentId ?? null),
    ...comment.replies.map((each) => factOf(each, comment.id)),
  ];
}
