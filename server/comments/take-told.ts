import { AppError } from '../app-error.ts';
import { findAccountToken, type AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { CommentFacts, CommentedAccount } from './comment-facts.ts';
import { readRoots } from './read-roots.ts';
import { takeComments } from './take-comments.ts';

/** A comment as a webhook tells it. */
export type ToldComment = Omit<CommentFacts, 'postedAt' | 'readAt'> & { at: Date };
export interface ToldMention {
  mediaId: string;
  /** Null for a mention in a caption. */
  commentId: string | null;
}

type ToldAccount = CommentedAccount & { connectionId: string };

/**
 * Takes what a webhook told of an account. Where it says too little, Instagram is asked: the first comment of a conversation that
 * begins with a reply, and what was written where we were mentioned. Safe to repeat. Throws `network_error` and `throttled`
 * when that should be asked again.
 */
export async function takeTold(
  ctx: Context,
  account: ToldAccount,
  told: { comments: ToldComment[]; mentions: ToldMention[] },
): Promise<void> {
  const elsewhere = await findMentions(ctx, account, told.comments);
  const comments = told.comments
    .filter((each) => !elsewhere.has(each.commentId))
    .map((each): CommentFacts => ({ ...each, postedAt: each.at, readAt: null }));
  const { missingRoots } = await takeComments(ctx, { account, kind: 'comment', comments });
  const token = await findAccountToken(ctx, account.connectionId);
  if (!token) return;
  await readRoots(ctx, { account, token, roots: missingRoots });
  for (const mention of told.mentions) await takeMention(ctx, account, token, mention);
  for (const each of elsewhere.values())
    await takeComments(ctx, { account, kind: 'mention', comments: [{ ...each, parentId: null }] });
}

/**
 * Instagram Login tells of a mention in somebody else's comments as it tells of a comment. A media that we know is ours; of
 * another, the account's own media can be read and somebody else's cannot.
 */
async function findMentions(
  ctx: Context,
  account: ToldAccount,
  comments: ToldComment[],
): Promise<Map<string, CommentFacts>> {
  const found = new Map<string, CommentFacts>();
  const naming = comments.filter((each) =>
    each.text.toLowerCase().includes(`@${account.username.toLowerCase()}`),
  );
  if (naming.length === 0) return found;
  const known = await ctx.db
    .selectFrom('media')
    .select('media_id')
    .where('workspace_id', '=', account.workspaceId)
    .where(
      'media_id',
      'in',
      naming.map(({ mediaId }) => mediaId),
    )
    .execute();
  const strange = naming.filter(({ mediaId }) => !known.some((each) => each.media_id === mediaId));
  const token = strange.length > 0 ? await findAccountToken(ctx, account.connectionId) : null;
  if (!token) return found;
  for (const each of strange) {
    if (await isOurs(ctx, token, each.mediaId)) continue;
    found.set(each.commentId, { ...each, postedAt: each.at, readAt: null });
  }
  return found;
}

async function isOurs(ctx: Context, token: AccountToken, mediaId: string): Promise<boolean> {
  try {
    await ctx.instagram.readMedia(token.login, token.token, mediaId);
    return true;
  } catch (error) {
    if (error instanceof AppError && ['media_missing', 'permission_missing'].includes(error.code))
      return false;
    throw error;
  }
}

async function takeMention(
  ctx: Context,
  account: ToldAccount,
  token: AccountToken,
  mention: ToldMention,
): Promise<void> {
  const readAt = ctx.clock.now();
  const read = await ctx.instagram.readMention(token.login, token.token, {
    instagramUserId: account.instagramUserId,
    ...mention,
  });
  if (!read) return;
  await takeComments(ctx, {
    account,
    kind: 'mention',
    comments: [
      {
        commentId: mention.commentId ?? mention.mediaId,
        parentId: null,
        mediaId: mention.mediaId,
        authorId: null,
        username: read.username ?? null,
        text: read.text,
        postedAt: read.timestamp,
        likeCount: read.likeCount,
        readAt,
      },
    ],
  });
}
