import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { insights, Overview } from '#contract/insights.ts';
import type { MediaKind } from '#contract/media.ts';
import { client } from '../app/client.ts';

/** Which account and which days; it stands in the address, so that it can be gone back to and sent to a colleague. */
export interface InsightsSearch {
  /** A connection's id; without it the first account. */
  account?: string | undefined;
  /** The last so many days; 28 unless said. */
  days?: Days | undefined;
  /** A period of one's own, both days included. */
  since?: string | undefined;
  until?: string | undefined;
  /** First day of the period to compare with; the days just before unless said. */
  before?: string | undefined;
}

export const spans = [7, 28, 90] as const;
export type Days = (typeof spans)[number];

export const mediaKinds = [
  'image',
  'video',
  'carousel',
  'reel',
  'image_story',
  'video_story',
] as const satisfies MediaKind[];

export const mediaSorts = [
  'posted_at',
  'reach',
  'views',
  'likes',
  'comments',
  'saved',
  'shares',
  'total_interactions',
] as const;
export type MediaSort = (typeof mediaSorts)[number];

export interface MediaInsightsSearch {
  account?: string | undefined;
  /** Posted within these Pacific days. */
  since?: string | undefined;
  until?: string | undefined;
  kind?: MediaKind | undefined;
  sort?: MediaSort | undefined;
}

export const timeframes = ['this_week', 'this_month'] as const;
export type Timeframe = (typeof timeframes)[number];
export interface AudienceSearch {
  account?: string | undefined;
  timeframe?: Timeframe | undefined;
}

/** Whose insights: an account of a workspace. */
export interface At {
  workspaceId: string;
  connectionId: string;
}

export type MediaPageAnswer = z.output<typeof insights.media.response>;
export type MediumAnswer = z.output<typeof insights.medium.response>;
export type AudienceAnswer = z.output<typeof insights.audience.response>;
export type BestTimeAnswer = z.output<typeof insights.bestTime.response>;

const pageSize = 50;
/** While an account is being read, more comes by itself. */
const readingMs = 5000;

export const windowOf = ({ days, since, until, before }: InsightsSearch) =>
  since && until ? { since, until, before } : { days: days ?? 28, before };

const key = ({ workspaceId, connectionId }: At) => ['insights', workspaceId, connectionId] as const;

export const overviewQuery = (at: At, search: InsightsSearch) =>
  queryOptions({
    queryKey: [...key(at), 'overview', windowOf(search)],
    queryFn: () => client.insights.overview({ params: at, query: windowOf(search) }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? readingMs : false),
  });

/**
 * Asks Instagram for what of the window was not read yet. A query, not a deed: it is asked once for each window, by whoever
 * looks at it, and its answer stands in for the overview.
 */
export const readingQuery = (at: At, search: InsightsSearch, isUnread: boolean) =>
  queryOptions({
    queryKey: [...key(at), 'reading', windowOf(search)],
    queryFn: () => client.insights.read({ params: at, body: windowOf(search) }),
    enabled: isUnread,
    staleTime: 60_000,
    retry: false,
  });

export const bestTimeQuery = (at: At) =>
  queryOptions({
    queryKey: [...key(at), 'best-time'],
    queryFn: () => client.insights.bestTime({ params: at }),
  });

export const mediaInsightsQuery = (at: At, query: Omit<MediaInsightsSearch, 'account'>, limit = pageSize) =>
  infiniteQueryOptions({
    queryKey: [...key(at), 'media', query, limit],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      client.insights.media({
        params: at,
        query: { ...query, sort: query.sort ?? 'posted_at', limit, after: pageParam },
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const mediumInsightsQuery = (at: At, mediaId: string) =>
  queryOptions({
    queryKey: [...key(at), 'medium', mediaId],
    queryFn: () => client.insights.medium({ params: { ...at, mediaId } }),
  });

export const audienceQuery = (at: At, timeframe: Timeframe) =>
  queryOptions({
    queryKey: [...key(at), 'audience', timeframe],
    queryFn: () => client.insights.audience({ params: at, query: { timeframe } }),
  });

/** The same question as CSV. */
export function csvAddress({ workspaceId, connectionId }: At, file: string, query: object = {}): string {
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  const path = `/api/v1/workspaces/${workspaceId}/connections/${connectionId}/insights/${file}.csv`;
  return asked.size > 0 ? `${path}?${asked}` : path;
}

function isUnderWay(overview: Overview | undefined): boolean {
  if (!overview) return false;
  const { state, isBackfilling } = overview.collection;
  return state === 'reading' || (state === 'current' && isBackfilling);
}
