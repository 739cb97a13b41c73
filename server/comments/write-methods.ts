import type { ErrorCode } from '#contract/errors.ts';
import { hasCode, type AppError } from '../app-error.ts';
import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { Comment } from '../instagram/index.ts';
import type { Look, WriteMethod, WriteMethods, WriteRow } from '../writes/index.ts';
import { findOwnWords } from './find-own-words.ts';
import { markHidden, markRemoved } from './mark-comment.ts';
import { mustBeServed } from './must-be-served.ts';
import { findComment } from './read-roots.ts';
import { saveOwnComment } from './save-own-comment.ts';

const commentScopes = {
  instagram: 'instagram_business_manage_comments',
  facebook: 'instagram_manage_comments',
} as const;

/** Of an endless list of answers as many pages are looked through as a minute allows; the rest cannot be told. */
const mostPages = 40;

const reply: WriteMethod = {
  isRepeatable: false,
  scopes: commentScopes,
  call: (ctx, { login, token }, write) =>
    ctx.instagram.createReply(login, token, { commentId: write.target_id, text: write.text ?? '' }),
  look: lookAmongReplies,
  explain: (ctx, account, { write, error }) => explainComment(ctx, account, write.target_id, error),
  settled: saveOwnComment,
};

const comment: WriteMethod = {
  isRepeatable: false,
  scopes: commentScopes,
  call: (ctx, { login, token }, write) =>
    ctx.instagram.createComment(login, token, { mediaId: write.target_id, text: write.text ?? '' }),
  async look(ctx, account, write) {
    const newest = await ctx.instagram.listComments(account.login, account.token, write.target_id);
    const found = await findOwnWords(ctx, account, { write, among: newest });
    if (found) return { seen: 'there', id: found.id };
    return { seen: newest.length < 50 || isOlder(newest.at(-1), write) ? 'absent' : 'unclear' };
  },
  explain: async (ctx, account, { write, error }) =>
    isPuzzling(error) && (await areCommentsOff(ctx, account, write.target_id)) ? 'comments_off' : undefined,
  settled: saveOwnComment,
};

/** Meta shows what stands under other people's media only as far as it is ours: often nobody can look. */
const mentionReply: WriteMethod = {
  isRepeatable: false,
  scopes: commentScopes,
  call: (ctx, { login, token, instagramUserId }, write) =>
    ctx.instagram.createMentionReply(login, token, {
      instagramUserId,
      mediaId: write.media_id ?? write.target_id,
      commentId: write.media_id === null || write.media_id === write.target_id ? undefined : write.target_id,
      text: write.text ?? '',
    }),
  look: lookAmongReplies,
  explain: async (_ctx, _account, { error }) => (error.code === 'media_missing' ? 'comment_gone' : undefined),
  settled: saveOwnComment,
};

/** Nothing shows a message; but Meta takes one for each comment, and says so to the second. */
const privateReply: WriteMethod = {
  isRepeatable: true,
  scopes: {
    instagram: 'instagram_business_manage_messages',
    facebook: 'instagram_manage_messages',
  },
  call: (ctx, { login, token, instagramUserId }, write) =>
    ctx.instagram.sendPrivateReply(login, token, {
      instagramUserId,
      commentId: write.target_id,
      text: write.text ?? '',
    }),
  explain: async (_ctx, _account, { write, error }) => {
    if (error.code === 'already_replied_privately' && write.calls > 1) return 'done';
    return error.code === 'media_missing' ? 'comment_gone' : undefined;
  },
  settled: async () => {},
};

function hiding(isHidden: boolean): WriteMethod {
  return {
    isRepeatable: true,
    scopes: commentScopes,
    call: (ctx, { login, token }, write) =>
      ctx.instagram.setCommentHidden(login, token, { commentId: write.target_id, isHidden }),
    async look(ctx, { login, token }, write) {
      const standing = await ctx.instagram.readComment(login, token, write.target_id);
      return { seen: standing.isHidden === isHidden ? 'there' : 'absent' };
    },
    explain: (ctx, account, { write, error }) => explainComment(ctx, account, write.target_id, error),
    settled: (ctx, write) => markHidden(ctx, write, isHidden),
  };
}

const deleteComment: WriteMethod = {
  isRepeatable: true,
  scopes: commentScopes,
  call: (ctx, { login, token }, write) => ctx.instagram.deleteComment(login, token, write.target_id),
  look: async (ctx, account, write) => ({
    seen: (await isGone(ctx, account, write.target_id)) ? 'there' : 'absent',
  }),
  explain: async (ctx, account, { write, error }) =>
    error.code === 'media_missing' && (await isGone(ctx, account, write.target_id)) ? 'done' : undefined,
  settled: markRemoved,
};

/** How what is written about comments is done, and how it is looked for; wired in main.ts. */
export const commentWrites = {
  reply,
  comment,
  mention_reply: mentionReply,
  private_reply: privateReply,
  hide: hiding(true),
  unhide: hiding(false),
  delete_comment: deleteComment,
} satisfies WriteMethods;

async function lookAmongReplies(ctx: Context, account: AccountToken, write: WriteRow): Promise<Look> {
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { comments, next } = await ctx.instagram.listReplies(account.login, account.token, {
      commentId: write.target_id,
      after,
    });
    const found = await findOwnWords(ctx, account, { write, among: comments });
    if (found) return { seen: 'there', id: found.id };
    if (!next) return { seen: 'absent' };
    after = next;
  }
  return { seen: 'unclear' };
}

function isOlder(oldest: Comment | undefined, write: WriteRow): boolean {
  return oldest !== undefined && write.intent_at !== null && oldest.timestamp < write.intent_at;
}

/** A refusal that does not say what it is about: the comment itself is asked how it stands. */
async function explainComment(
  ctx: Context,
  account: AccountToken,
  commentId: string,
  error: AppError,
): Promise<ErrorCode | undefined> {
  if (error.code !== 'media_missing' && !isPuzzling(error)) return undefined;
  try {
    const { isHidden, mediaId } = await ctx.instagram.readComment(account.login, account.token, commentId);
    if (isHidden && error.details.operation === 'create_reply') return 'comment_hidden';
    return mediaId && (await areCommentsOff(ctx, account, mediaId)) ? 'comments_off' : undefined;
  } catch (failure) {
    if (hasCode(failure, 'media_missing')) return 'comment_gone';
    throw failure;
  }
}

/** Meta tells apart by words alone why it takes no comment. */
function isPuzzling(error: AppError): boolean {
  return error.code === 'instagram_unexpected' || error.code === 'permission_missing';
}

async function areCommentsOff(ctx: Context, account: AccountToken, mediaId: string): Promise<boolean> {
  const media = await ctx.instagram.readLiveMedia(account.login, account.token, mediaId);
  return media.isCommentEnabled === false;
}

/** Throws `network_error` when it cannot be known. */
async function isGone(ctx: Context, account: AccountToken, commentId: string): Promise<boolean> {
  if (await findComment(ctx, account, commentId)) return false;
  await mustBeServed(ctx, account);
  return true;
}
