import type { Login } from '../../world/entities.ts';

/** Kinds of media that insights tell apart. */
export type InsightsKind = 'FEED' | 'REELS' | 'STORY';

export const mediaBreakdowns = [
  'action_type',
  'follow_type',
  'story_navigation_action_type',
  'surface_type',
] as const;
export type MediaBreakdown = (typeof mediaBreakdowns)[number];

export type MediaMetric = {
  on: readonly InsightsKind[];
  /** On this host alone. */
  only?: Login;
  breakdown?: MediaBreakdown;
  title: string;
  description: string;
};

const everywhere = ['FEED', 'REELS', 'STORY'] as const;
const posts = ['FEED', 'REELS'] as const;

/** Meta: Media Insights, 2026-06-18; titles and descriptions from answers seen and from memory. */
const mediaMetrics = {
  reach: {
    on: everywhere,
    title: 'Accounts reached',
    description:
      'The number of unique accounts that have seen this post, reel or story, at least once. This metric is estimated.',
  },
  views: {
    on: everywhere,
    title: 'Views',
    description: 'The number of times your post, reel or story was played or displayed.',
  },
  likes: { on: posts, title: 'Likes', description: 'The number of likes on your post, reel or video.' },
  comments: {
    on: posts,
    title: 'Comments',
    description: 'The number of comments on your post, reel or video.',
  },
  saved: { on: posts, title: 'Saved', description: 'The number of saves of your post, reel or video.' },
  shares: {
    on: everywhere,
    title: 'Shares',
    description: 'The number of shares of your post, story, reel or video.',
  },
  reposts: {
    on: everywhere,
    title: 'Reposts',
    description: 'The number of times your post, story or reel was reposted.',
  },
  total_interactions: {
    on: everywhere,
    title: 'Interactions',
    description:
      'The number of likes, saves, comments and shares on your post, reel or story minus the number of unlikes, unsaves and deleted comments.',
  },
  follows: {
    on: ['FEED', 'STORY'],
    title: 'Follows',
    description: 'The number of accounts that started following you from this post or story.',
  },
  profile_visits: {
    on: ['FEED', 'STORY'],
    title: 'Profile visits',
    description: 'The number of times your profile was visited from this post or story.',
  },
  profile_activity: {
    on: ['FEED', 'STORY'],
    breakdown: 'action_type',
    title: 'Profile activity',
    description:
      'The number of actions people take when they visit your profile after engaging with your post or story.',
  },
  ig_reels_avg_watch_time: {
    on: ['REELS'],
    title: 'Average watch time',
    description: 'The average amount of time spent playing your reel, in milliseconds.',
  },
  ig_reels_video_view_total_time: {
    on: ['REELS'],
    title: 'Watch time',
    description:
      'The total amount of time the reel was played, including any time spent replaying the reel, in milliseconds.',
  },
  reels_skip_rate: {
    on: ['REELS'],
    title: 'Skip rate',
    description: 'The percentage of initial views that were skipped within the first 3 seconds.',
  },
  crossposted_views: {
    on: ['REELS'],
    title: 'Crossposted views',
    description: 'The number of times your reel was played or displayed on Instagram and Facebook.',
  },
  facebook_views: {
    on: everywhere,
    title: 'Facebook views',
    description: 'The number of times your post, reel or story was played or displayed on Facebook.',
  },
  navigation: {
    on: ['STORY'],
    breakdown: 'story_navigation_action_type',
    title: 'Navigation',
    description: 'The number of actions taken from your story: exited, forward, back and next story.',
  },
  replies: { on: ['STORY'], title: 'Replies', description: 'The number of replies to your story.' },
  link_clicks: {
    on: ['STORY'],
    only: 'facebook',
    title: 'Link clicks',
    description: 'The number of taps on the links in your story.',
  },
  total_likes: {
    on: posts,
    only: 'facebook',
    title: 'Total likes',
    description: 'The number of likes, including those on ads and on Facebook.',
  },
  total_comments: {
    on: posts,
    only: 'facebook',
    title: 'Total comments',
    description: 'The number of comments, including those on ads and on Facebook.',
  },
  total_views: {
    on: everywhere,
    only: 'facebook',
    title: 'Total views',
    description: 'The number of views, including those of ads and on Facebook.',
  },
  impressions: {
    on: ['FEED', 'STORY'],
    title: 'Impressions',
    description: 'The number of times your post, story, reel or video was on screen.',
  },
} as const satisfies Record<string, MediaMetric>;

export type MediaMetricName = keyof typeof mediaMetrics;

export function mediaMetric(name: MediaMetricName): MediaMetric {
  return mediaMetrics[name];
}

/** The metrics that a version on a host lists. `impressions` is among them up to v21. */
export function listMediaMetrics(host: Login, version: string): MediaMetricName[] {
  const names = Object.keys(mediaMetrics) as MediaMetricName[];
  return names.filter((name) => {
    const { only } = mediaMetric(name);
    return (only === undefined || only === host) && (name !== 'impressions' || version === 'v21.0');
  });
}
