import type { Context } from '../../../server/context.ts';
import { readBestTime, readMediaPage, readMedium, readOverview } from '../../../server/insights/index.ts';
import { connectionOf, mediaOf, workspaceId, type InsightsSize } from './fill-insights.ts';

/** Something a page of insights asks, with the index that it is meant to be answered from. */
export interface InsightsQuestion {
  name: string;
  index: RegExp;
  /** `draw`, from 0 to 1, says whose. */
  ask(ctx: Context, size: InsightsSize, draw: number): Promise<unknown>;
}

const sorts = {
  posted_at: /^media_posted_idx$/,
  reach: /^media_reach_idx$/,
  views: /^media_views_idx$/,
  likes: /^media_likes_idx$/,
  comments: /^media_comments_idx$/,
  saved: /^media_saved_idx$/,
  shares: /^media_shares_idx$/,
  total_interactions: /^media_interactions_idx$/,
} as const;
type Sort = keyof typeof sorts;

const drawn = (count: number, draw: number) => Math.min(count - 1, Math.floor(count * draw));
const whose = (size: InsightsSize, draw: number) => ({
  connectionId: connectionOf(drawn(size.accounts, draw)),
});

export const insightsQuestions: InsightsQuestion[] = [
  {
    name: 'overview of 28 days',
    index: /^account_insights_pkey$/,
    ask: (ctx, size, draw) => readOverview(ctx, workspaceId, whose(size, draw)),
  },
  ...(Object.keys(sorts) as Sort[]).map((sort) => ({
    name: `first page of media by ${sort}`,
    index: sorts[sort],
    ask: (ctx: Context, size: InsightsSize, draw: number) =>
      readMediaPage(ctx, workspaceId, { ...whose(size, draw), sort, limit: 50 }),
  })),
  {
    name: 'a page from the middle, by reach',
    index: sorts.reach,
    ask: (ctx, size, draw) => {
      const after = Buffer.from(JSON.stringify(['reach', '2500', '9000000000'])).toString('base64url');
      return readMediaPage(ctx, workspaceId, { ...whose(size, draw), sort: 'reach', limit: 50, after });
    },
  },
  {
    name: 'the page where figures end, by reach',
    index: sorts.reach,
    ask: (ctx, size, draw) => {
      const after = Buffer.from(JSON.stringify(['reach', '0', '1'])).toString('base64url');
      return readMediaPage(ctx, workspaceId, { ...whose(size, draw), sort: 'reach', limit: 50, after });
    },
  },
  {
    name: 'one media with its growth',
    index: /^media_insights_.*pkey$/,
    ask: (ctx, size, draw) =>
      readMedium(ctx, workspaceId, {
        ...whose(size, draw),
        mediaId: mediaOf(drawn(size.accounts, draw), drawn(size.media, draw)),
      }),
  },
  {
    name: 'best time',
    index: /^media_(posted|kind)_idx$/,
    ask: (ctx, size, draw) => readBestTime(ctx, workspaceId, whose(size, draw)),
  },
];
