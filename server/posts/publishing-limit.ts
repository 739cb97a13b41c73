import type { PublishingLimit } from '#contract/schedule.ts';
import { dailyPosts } from '#rules/crowding.ts';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import { findAccountToken, type AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';

/** Meta raised the figure before and may again; a day old is young enough for a warning. */
const goodSeconds = 24 * 3600;
/** In an outage a person who tries one time after another does not wait for Instagram each time. */
const askAgainSeconds = 600;

/** While Instagram did not say: the documented figure. */
export const unknownLimit: PublishingLimit = { posts: dailyPosts, readAt: null };

/** What is known of several accounts, by connection. Asks nobody. */
export async function findPublishingLimits(
  ctx: Context,
  connectionIds: string[],
): Promise<Map<string, PublishingLimit>> {
  if (connectionIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('connections')
    .select(['id', 'publishing_limit', 'publishing_limit_read_at'])
    .where('id', 'in', connectionIds)
    .execute();
  return new Map(
    rows.map(({ id, publishing_limit: posts, publishing_limit_read_at: readAt }) => [
      id,
      posts === null || readAt === null ? unknownLimit : { posts, readAt: readAt.toISOString() },
    ]),
  );
}

/** The limit of one account; Instagram is asked when what is known is older than a day. An outage leaves what was known. */
export async function readPublishingLimit(ctx: Context, connectionId: string): Promise<PublishingLimit> {
  if (await mayAsk(ctx, connectionId)) {
    const account = await findAccountToken(ctx, connectionId);
    try {
      if (account) await askForRoom(ctx, account);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ctx.log.debug({ err: error }, 'publishing limit not read');
    }
  }
  return (await findPublishingLimits(ctx, [connectionId])).get(connectionId) ?? unknownLimit;
}

/** How much of the limit is used; the figure is kept for warnings. Throws as Instagram answers. */
export async function askForRoom(
  ctx: Context,
  { connectionId, login, token, instagramUserId }: AccountToken,
): Promise<{ used: number; total: number }> {
  const { used, total } = await ctx.instagram.readPublishingLimit(login, token, instagramUserId);
  await ctx.db
    .updateTable('connections')
    .set({ publishing_limit: total, publishing_limit_read_at: ctx.clock.now() })
    .where('id', '=', connectionId)
    .execute();
  return { used, total };
}

/** One of several that want to know asks; the others go on with what is known. */
async function mayAsk(ctx: Context, connectionId: string): Promise<boolean> {
  const now = ctx.clock.now();
  const { numUpdatedRows } = await ctx.db
    .updateTable('connections')
    .set({ publishing_limit_asked_at: now })
    .where('id', '=', connectionId)
    .where('state', '=', 'active')
    .where((eb) =>
      eb.and([
        eb.or([
          eb('publishing_limit_read_at', 'is', null),
          eb('publishing_limit_read_at', '<', plusSeconds(now, -goodSeconds)),
        ]),
        eb.or([
          eb('publishing_limit_asked_at', 'is', null),
          eb('publishing_limit_asked_at', '<', plusSeconds(now, -askAgainSeconds)),
        ]),
      ]),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
