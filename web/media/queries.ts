import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { media, MediaKind } from '#contract/media.ts';
import { readPlainly, readWallTime } from '#rules/wall-time.ts';
import { client } from '../app/client.ts';

export const sorts = [
  'posted_at',
  'reach',
  'views',
  'likes',
  'comments',
  'saved',
  'shares',
  'total_interactions',
] as const;
export type Sort = (typeof sorts)[number];

/** What of the live media is looked at; it stands in the address, so that it can be gone back to and sent to a colleague. */
export interface MediaSearch {
  /** A connection's id; without it the first account. */
  account?: string | undefined;
  shape?: 'list' | undefined;
  kind?: MediaKind | undefined;
  /** Days by the account's clock, `2026-10-14`, both included. */
  since?: string | undefined;
  until?: string | undefined;
  search?: string | undefined;
  sort?: Sort | undefined;
  unanswered?: true | undefined;
  /** Those that were found gone in place of those that are there. */
  gone?: true | undefined;
}

export type MediaView = z.output<typeof media.read.response>;
export type Listed = z.output<typeof media.list.response>['media'][number];

const pageSize = 48;
const dayMs = 86_400_000;

/** While the whole account is read for the first time, more comes by itself. */
const readingMs = 4000;
/** A write that is on its way is worth another look. */
const writingMs = 2000;

/** What is live on an account, page by page. */
export const mediaQuery = (
  { workspaceId, connectionId, timeZone }: { workspaceId: string; connectionId: string; timeZone: string },
  search: MediaSearch,
) =>
  infiniteQueryOptions({
    queryKey: ['media', workspaceId, connectionId, 'list', { ...search, account: connectionId, shape: null }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      client.media.list({
        params: { workspaceId, connectionId },
        query: {
          kind: search.kind,
          since: search.since && midnight(search.since, timeZone, 0),
          until: search.until && midnight(search.until, timeZone, 1),
          search: search.search,
          unanswered: search.unanswered && 'true',
          gone: search.gone ? 'true' : 'false',
          sort: search.sort ?? 'posted_at',
          limit: pageSize,
          after: pageParam,
        },
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.isReading ? readingMs : false),
  });

export const mediumQuery = (at: { workspaceId: string; connectionId: string; mediaId: string }) =>
  queryOptions({
    queryKey: ['media', at.workspaceId, at.connectionId, at.mediaId],
    queryFn: () => client.media.read({ params: at }),
    refetchInterval: ({ state }) => (state.data?.writes.some(isOnItsWay) ? writingMs : false),
  });

export function isOnItsWay({ state }: { state: string }): boolean {
  return state === 'waiting' || state === 'writing';
}

/** Whether a story's 24 hours are over. */
export function hasEnded(endsAt: string): boolean {
  return Date.parse(endsAt) <= Date.now();
}

/** When a day of the account's clock begins, or the one so many days after it. */
function midnight(day: string, timeZone: string, daysOn: number): string | undefined {
  const then = new Date(Date.parse(`${day}T00:00:00Z`) + daysOn * dayMs).toISOString().slice(0, 10);
  const reading = readWallTime(`${then}T00:00`, timeZone);
  return reading && new Date(readPlainly(reading)).toISOString();
}
