import type { Login } from './scopes.ts';

/**
 * What Instagram can tell, as data: each metric with its rules by kind, login and version. Meta: Account Insights (2026-06-16)
 * and Media Insights (2026-06-18), with what was seen in the field where the pages are silent. Asks nothing and reads no clock.
 */

export type Unit = 'count' | 'ms' | 'percent';
export type MetricKind = 'image' | 'video' | 'carousel' | 'reel' | 'image_story' | 'video_story';

interface MetricRule {
  metric: string;
  unit: Unit;
  /** Meta's own word: it counts people by a sample. */
  isEstimated: boolean;
  /** Days may be added up. Who was reached on two days counts once in a window, so reach may not. */
  isAdditive: boolean;
  logins: readonly Login[];
  /** Day from which Meta answers it; null when that is before anything of ours. */
  since: string | null;
  /** Below so many followers Meta leaves it out. */
  leastFollowers: number;
}

export interface AccountMetric extends MetricRule {
  subject: 'account';
  /** `day`: of Pacific days; `lifetime`: as it stands. */
  period: 'day' | 'lifetime';
  /** `series`: a value for each day; `total`: one for the window; `both`: whichever is asked for. */
  shape: 'series' | 'total' | 'both';
  /** What it can be split by. One request carries one split, and metrics that have it alone. */
  breakdowns: readonly string[];
  /** `follows_and_unfollows` has no number but its parts. */
  isPartsOnly: boolean;
}

export interface MediaMetric extends MetricRule {
  subject: 'media';
  kinds: readonly MetricKind[];
  breakdown: string | null;
  /** Refused, with all that is asked beside it, where the media was not shared to Facebook: asked for by itself. */
  isAskedAlone: boolean;
}

/** A metric that people may look for and that Meta answers no more. */
export interface RetiredMetric {
  metric: string;
  subject: 'account' | 'media';
  /** Day. */
  retiredOn: string;
  /** What tells about the same, where something does. */
  instead: string | null;
}

const both = ['instagram', 'facebook'] as const;
const everyMetric = {
  unit: 'count',
  isEstimated: false,
  isAdditive: true,
  logins: both,
  since: null,
  leastFollowers: 0,
} as const;

const total = {
  ...everyMetric,
  subject: 'account',
  period: 'day',
  shape: 'total',
  isPartsOnly: false,
} as const;
const byProduct = ['media_product_type'] as const;
const demographics = {
  ...total,
  period: 'lifetime',
  isAdditive: false,
  breakdowns: ['age', 'gender', 'age,gender', 'country', 'city'],
} as const;

/** In the order in which they are shown. */
export const accountMetrics: readonly AccountMetric[] = [
  {
    ...total,
    metric: 'reach',
    shape: 'both',
    isEstimated: true,
    isAdditive: false,
    breakdowns: ['media_product_type', 'follow_type'],
  },
  { ...total, metric: 'views', since: '2025-01-08', breakdowns: ['media_product_type', 'follow_type'] },
  { ...total, metric: 'accounts_engaged', isEstimated: true, isAdditive: false, breakdowns: [] },
  { ...total, metric: 'total_interactions', breakdowns: byProduct },
  // Its parts are told as `follows` and `unfollows`.
  {
    ...total,
    metric: 'follows_and_unfollows',
    breakdowns: ['follow_type'],
    isPartsOnly: true,
    leastFollowers: 100,
  },
  { ...total, metric: 'profile_links_taps', breakdowns: ['contact_button_type'] },
  { ...total, metric: 'likes', breakdowns: byProduct },
  { ...total, metric: 'comments', breakdowns: byProduct },
  { ...total, metric: 'saves', breakdowns: byProduct },
  { ...total, metric: 'shares', breakdowns: byProduct },
  { ...total, metric: 'replies', breakdowns: [] },
  { ...total, metric: 'reposts', since: '2025-12-03', breakdowns: [] },
  // New followers of the day; the last 30 days without today, and no longer.
  { ...total, metric: 'follower_count', shape: 'series', breakdowns: [], leastFollowers: 100 },
  {
    ...total,
    metric: 'online_followers',
    period: 'lifetime',
    shape: 'series',
    isAdditive: false,
    breakdowns: [],
    leastFollowers: 100,
  },
  { ...demographics, metric: 'follower_demographics', leastFollowers: 100 },
  // From 100 engagements in the frame on; how many there were is not told.
  { ...demographics, metric: 'engaged_audience_demographics' },
];

const feed = ['image', 'video', 'carousel'] as const;
const stories = ['image_story', 'video_story'] as const;
const posts = [...feed, 'reel'] as const;
const all = [...posts, ...stories] as const;
/** Totals since a media was posted: a later reading stands in place of an earlier one, and none is added to another. */
const ofMedia = {
  ...everyMetric,
  isAdditive: false,
  subject: 'media',
  breakdown: null,
  isAskedAlone: false,
} as const;
const alsoFacebook = { ...ofMedia, logins: ['facebook'] } as const;

/** In the order in which they are shown. */
export const mediaMetrics: readonly MediaMetric[] = [
  { ...ofMedia, metric: 'reach', kinds: all, isEstimated: true },
  { ...ofMedia, metric: 'views', kinds: all, since: '2025-01-08' },
  { ...ofMedia, metric: 'total_interactions', kinds: all },
  { ...ofMedia, metric: 'likes', kinds: posts },
  { ...ofMedia, metric: 'comments', kinds: posts },
  { ...ofMedia, metric: 'saved', kinds: posts },
  { ...ofMedia, metric: 'shares', kinds: all },
  { ...ofMedia, metric: 'reposts', kinds: all, since: '2025-12-03' },
  { ...ofMedia, metric: 'follows', kinds: [...feed, ...stories] },
  { ...ofMedia, metric: 'profile_visits', kinds: [...feed, ...stories] },
  { ...ofMedia, metric: 'profile_activity', kinds: [...feed, ...stories], breakdown: 'action_type' },
  { ...ofMedia, metric: 'ig_reels_avg_watch_time', kinds: ['reel'], unit: 'ms' },
  { ...ofMedia, metric: 'ig_reels_video_view_total_time', kinds: ['reel'], unit: 'ms' },
  { ...ofMedia, metric: 'reels_skip_rate', kinds: ['reel'], unit: 'percent', since: '2025-12-03' },
  { ...ofMedia, metric: 'replies', kinds: stories },
  { ...ofMedia, metric: 'navigation', kinds: stories, breakdown: 'story_navigation_action_type' },
  { ...alsoFacebook, metric: 'link_clicks', kinds: stories, since: '2026-06-22' },
  // With what came through advertisements and Facebook.
  { ...alsoFacebook, metric: 'total_views', kinds: all, since: '2026-04-22' },
  { ...alsoFacebook, metric: 'total_likes', kinds: posts, since: '2026-04-22' },
  { ...alsoFacebook, metric: 'total_comments', kinds: posts, since: '2026-04-22' },
  { ...ofMedia, metric: 'facebook_views', kinds: all, since: '2025-12-03', isAskedAlone: true },
  { ...ofMedia, metric: 'crossposted_views', kinds: ['reel'], since: '2025-12-03', isAskedAlone: true },
];

/** Meta: the changelog of the Instagram Platform. */
export const retiredMetrics: readonly RetiredMetric[] = [
  { metric: 'impressions', subject: 'account', retiredOn: '2025-04-21', instead: 'views' },
  { metric: 'profile_views', subject: 'account', retiredOn: '2025-01-08', instead: null },
  { metric: 'website_clicks', subject: 'account', retiredOn: '2025-01-08', instead: 'profile_links_taps' },
  { metric: 'email_contacts', subject: 'account', retiredOn: '2025-01-08', instead: 'profile_links_taps' },
  { metric: 'phone_call_clicks', subject: 'account', retiredOn: '2025-01-08', instead: 'profile_links_taps' },
  {
    metric: 'text_message_clicks',
    subject: 'account',
    retiredOn: '2025-01-08',
    instead: 'profile_links_taps',
  },
  {
    metric: 'get_directions_clicks',
    subject: 'account',
    retiredOn: '2025-01-08',
    instead: 'profile_links_taps',
  },
  { metric: 'impressions', subject: 'media', retiredOn: '2025-04-21', instead: 'views' },
  { metric: 'plays', subject: 'media', retiredOn: '2025-04-21', instead: 'views' },
  { metric: 'video_views', subject: 'media', retiredOn: '2025-01-08', instead: 'views' },
  { metric: 'engagement', subject: 'media', retiredOn: '2023-12-11', instead: 'total_interactions' },
  { metric: 'exits', subject: 'media', retiredOn: '2023-12-11', instead: 'navigation' },
  { metric: 'taps_forward', subject: 'media', retiredOn: '2023-12-11', instead: 'navigation' },
  { metric: 'taps_back', subject: 'media', retiredOn: '2023-12-11', instead: 'navigation' },
];

/** What a media of this kind has through this login. */
export function mediaMetricsOf(kind: MetricKind, login: Login): MediaMetric[] {
  return mediaMetrics.filter((each) => each.kinds.includes(kind) && each.logins.includes(login));
}

export function accountMetric(metric: string): AccountMetric | undefined {
  return accountMetrics.find((each) => each.metric === metric);
}

export function mediaMetric(metric: string): MediaMetric | undefined {
  return mediaMetrics.find((each) => each.metric === metric);
}

/** Meta holds Facebook's login to 30 days between `since` and `until`; Instagram's own answers more. Seen, 2026. */
export const longestWindowSeconds: Record<Login, number> = {
  instagram: Number.POSITIVE_INFINITY,
  facebook: 2_592_000,
};

/** How far back Instagram tells of an account, in days before today. Seen: 729 are answered, 730 are not. */
export const longestBackDays = 729;
