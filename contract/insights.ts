import { z } from 'zod';
import { inWorkspace, instant } from './identity.ts';
import { liveMedia, mediaKind } from './media.ts';
import { breakdown, measure, metaDay, namedMetric } from './metric.ts';
import { op } from './op.ts';

const inConnection = inWorkspace.extend({ connectionId: z.uuid() });
const prefix = '/api/v1/workspaces/:workspaceId/connections/:connectionId/insights';

/** Whole Pacific days, both included; at most 731. Until yesterday, for today is not over. */
const window = z.object({ since: metaDay, until: metaDay });
export type Window = z.output<typeof window>;

/** How the collection of an account stands. */
export const collection = z.object({
  /** held: the calls that Meta allows are used up, or Instagram is out of reach; `until` says when it goes on. */
  state: z.enum(['current', 'reading', 'held', 'stopped']),
  until: instant.nullable(),
  lastReadAt: instant.nullable(),
  /** The earliest day that was read; null before the first. */
  firstDay: metaDay.nullable(),
  isBackfilling: z.boolean(),
});

export const tile = z.object({
  metric: z.string(),
  now: measure,
  /** The same over the period to compare with; `no_full_period` where days of it are missing. */
  before: measure,
});
export type Tile = z.output<typeof tile>;

export const daySeries = z.object({
  metric: z.string(),
  days: z.array(measure.extend({ day: metaDay })),
  before: z.array(measure.extend({ day: metaDay })),
});
export type DaySeries = z.output<typeof daySeries>;

const overview = z.object({
  window,
  before: window,
  /** Always Meta's: its account days are Pacific. */
  zone: z.literal('America/Los_Angeles'),
  /** In the order of the page. */
  tiles: z.array(tile),
  /** Of metrics that were told for a day at least; every day of the window, in order. */
  series: z.array(daySeries),
  breakdowns: z.array(breakdown),
  named: z.array(namedMetric),
  collection,
  /** Metrics whose total for one of the two windows Instagram was not asked for yet, and would tell: `read` asks. */
  unread: z.array(z.string()),
});
export type Overview = z.output<typeof overview>;

const figures = z.record(z.string(), measure);

/** What one cell of weekday and hours tells: how posts of that time did, beside this account's usual. */
const timeCell = z.object({
  /** 1 is Monday. */
  weekday: z.number().int(),
  /** First hour, of two. */
  hour: z.number().int(),
  posts: z.number().int(),
  /** 1 is this account's usual; drawn towards 1 where posts are few. Null without posts. */
  score: z.number().nullable(),
});

export const windowQuery = z.object({
  /** First day; so many days up to `until` unless said. */
  since: metaDay.optional(),
  /** How many, without `since`: 28 unless said. */
  days: z.coerce.number().int().min(1).max(731).optional(),
  /** Yesterday, in Pacific time, unless said. */
  until: metaDay.optional(),
  /** First day of the period to compare with, of the same length; the days just before unless said. */
  before: metaDay.optional(),
});
const mediaSort = z.enum([
  'posted_at',
  'reach',
  'views',
  'likes',
  'comments',
  'saved',
  'shares',
  'total_interactions',
]);
/** Which media of an account; a table of them as CSV has all pages. */
export const mediaQuery = z.object({
  /** Posted within these Pacific days; all of them unless said. */
  since: metaDay.optional(),
  until: metaDay.optional(),
  kind: mediaKind.optional(),
  sort: mediaSort.default('posted_at'),
});
export const audienceQuery = z.object({
  timeframe: z.enum(['this_week', 'this_month']).default('this_month'),
});

/** What Instagram told, when, and for which window. CSV of each: the same path with `.csv`, beside the table (text/csv). */
export const insights = {
  overview: op({
    method: 'get',
    path: `${prefix}/overview`,
    summary: 'An account over a window of Pacific days beside the period before, as it was read',
    access: 'viewer',
    params: inConnection,
    query: windowQuery,
    response: overview,
  }),
  read: op({
    method: 'post',
    path: `${prefix}/readings`,
    summary:
      'Ask Instagram now for the totals of a window that were not read yet; within the calls that Meta allows',
    access: 'viewer',
    params: inConnection,
    body: windowQuery,
    response: overview,
  }),
  media: op({
    method: 'get',
    path: `${prefix}/media`,
    summary: 'Media of an account with their latest figures, in pages',
    access: 'viewer',
    params: inConnection,
    query: mediaQuery.extend({
      limit: z.coerce.number().int().min(1).max(100).default(50),
      after: z.string().max(200).optional(),
    }),
    response: z.object({
      media: z.array(z.object({ media: liveMedia, figures })),
      next: z.string().nullable(),
      named: z.array(namedMetric),
    }),
  }),
  medium: op({
    method: 'get',
    path: `${prefix}/media/:mediaId`,
    summary: 'One media: every figure, its parts, and how it grew from reading to reading',
    access: 'viewer',
    params: inConnection.extend({ mediaId: z.string().regex(/^\d{1,30}$/) }),
    response: z.object({
      media: liveMedia,
      figures,
      breakdowns: z.array(breakdown),
      readings: z.array(z.object({ at: instant, figures: z.record(z.string(), z.number().nullable()) })),
      named: z.array(namedMetric),
      nextReadingAt: instant.nullable(),
    }),
  }),
  audience: op({
    method: 'get',
    path: `${prefix}/audience`,
    summary: 'Who follows and who engages, by age, gender, country and city, and when followers are online',
    access: 'viewer',
    params: inConnection,
    query: audienceQuery,
    response: z.object({
      followers: measure,
      breakdowns: z.array(breakdown),
      /** Followers online by hour of the day, in the account's zone; `hour` 0 to 23. */
      online: z.object({ hours: z.array(measure.extend({ hour: z.number().int() })), timeZone: z.string() }),
      named: z.array(namedMetric),
    }),
  }),
  bestTime: op({
    method: 'get',
    path: `${prefix}/best-time`,
    summary: 'When posts of this account did well, with how many there were and how sure that is',
    access: 'viewer',
    params: inConnection,
    response: z.object({
      timeZone: z.string(),
      /** Metric that is compared: `reach`; of posts whose reach is not known `views`; `reach,views` where there are both. */
      metric: z.enum(['reach', 'views', 'reach,views']),
      posts: z.number().int(),
      since: instant.nullable(),
      cells: z.array(timeCell),
      best: timeCell.nullable(),
      /** none: too few posts to say anything; `needed` is how many more. */
      confidence: z.enum(['none', 'low', 'fair', 'good']),
      needed: z.number().int(),
    }),
  }),
};
