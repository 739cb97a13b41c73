import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import { noteMissingScope } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { commentScope, whileHeld } from './comment-plan.ts';
import type { Round } from './read-media-comments.ts';
import { takeComments } from './take-comments.ts';

const everySeconds = 3600;
/** Where Instagram does not list them it may some day. */
const refusedSeconds = 86_400;

/** Takes the media of others that tag the account, when they are due. Answers when they are due again; undefined when they were not. */
export async function readTags(ctx: Context, round: Round): Promise<Date | undefined> {
  const { held, token, account } = round;
  const readAt = ctx.clock.now();
  if (held.tags_due_at > readAt) return undefined;
  try {
    const { tags, usage } = await ctx.instagram.listTags(token.login, token.token, held.instagram_user_id);
    round.noteUsage(usage);
    const comments = tags
      .filter((each) => each.username?.toLowerCase() !== account.username.toLowerCase())
      .map((each) => ({
        commentId: each.id,
        parentId: null,
        mediaId: each.id,
        authorId: null,
        username: each.username ?? null,
        text: each.text,
        postedAt: each.timestamp,
        likeCount: each.likeCount,
        readAt,
      }));
    await whileHeld(ctx, held, (ctx) => takeComments(ctx, { account, kind: 'tag', comments }));
    return plusSeconds(readAt, everySeconds);
  } catch (error) {
    if (error instanceof AppError && error.code === 'permission_missing')
      await noteMissingScope(ctx, { connectionId: held.connection_id, scope: commentScope[token.login] });
    const isRefused = ['permission_missing', 'media_missing', 'instagram_unexpected'];
    if (error instanceof AppError && isRefused.includes(error.code))
      return plusSeconds(readAt, refusedSeconds);
    throw error;
  }
}
