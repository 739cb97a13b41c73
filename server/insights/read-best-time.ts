import { findBestTime, type TimeCell, type TimedPost } from '#rules/best-time.ts';
import type { Context } from '../context.ts';
import { getInsightsAccount, type InsightsAccount } from './read-account.ts';

const yearMs = 365 * 86_400_000;
/** Of accounts that post more than ten times a day, the newest. */
const mostPosts = 4000;

export interface BestTimeAnswer {
  timeZone: string;
  /** What was compared: of posts whose reach is not known, their views. */
  metric: 'reach' | 'views' | 'reach,views';
  posts: number;
  since: string | null;
  cells: TimeCell[];
  best: TimeCell | null;
  confidence: 'none' | 'low' | 'fair' | 'good';
  needed: number;
}

/** When posts of the last twelve months did well, stories aside; in the account's zone. Throws `not_found`. */
export async function readBestTime(
  ctx: Context,
  workspaceId: string,
  { connectionId }: { connectionId: string },
): Promise<BestTimeAnswer> {
  const account = await getInsightsAccount(ctx, workspaceId, connectionId);
  const found = findBestTime(await selectPosts(ctx, account), account.timeZone);
  return {
    ...found,
    timeZone: account.timeZone,
    since: found.since === null ? null : new Date(found.since).toISOString(),
  };
}

async function selectPosts(
  ctx: Context,
  { workspaceId, instagramUserId }: InsightsAccount,
): Promise<TimedPost[]> {
  const rows = await ctx.db
    .selectFrom('media')
    .select(['kind', 'posted_at', 'insights_read_at', 'reach', 'views'])
    .where('workspace_id', '=', workspaceId)
    .where('instagram_user_id', '=', instagramUserId)
    .where('posted_at', '>', new Date(ctx.clock.now().getTime() - yearMs))
    .where('kind', 'in', ['image', 'video', 'carousel', 'reel'])
    .where((eb) => eb.or([eb('reach', 'is not', null), eb('views', 'is not', null)]))
    .where('insights_read_at', 'is not', null)
    .orderBy('posted_at', 'desc')
    .limit(mostPosts)
    .execute();
  return rows.map(({ kind, posted_at, insights_read_at, reach, views }) => ({
    kind,
    metric: reach === null ? 'views' : 'reach',
    postedAt: posted_at.getTime(),
    readAt: insights_read_at!.getTime(),
    value: reach ?? views!,
  }));
}
