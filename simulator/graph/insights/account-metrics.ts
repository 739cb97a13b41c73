/** What an account metric can be broken down by. */
export const accountBreakdowns = [
  'media_product_type',
  'follow_type',
  'contact_button_type',
  'age',
  'gender',
  'country',
  'city',
] as const;
export type AccountBreakdown = (typeof accountBreakdowns)[number];

export type AccountMetric = {
  period: 'day' | 'lifetime';
  /** `series`: a value for each day; `total`: one for the window; `both`: whichever is asked for. */
  shape: 'series' | 'total' | 'both';
  breakdowns: readonly AccountBreakdown[];
  /** Breakdowns that go together; 1 unless told. */
  mostBreakdowns?: number;
  title: string;
  /** Where the total is called otherwise. */
  totalTitle?: string;
  description: string;
};

const byProduct = ['media_product_type'] as const;
const demographics = {
  period: 'lifetime',
  shape: 'total',
  breakdowns: ['age', 'gender', 'country', 'city'],
  mostBreakdowns: 2,
} as const;

/** Meta: Account Insights, 2026-06-16; titles and descriptions from answers seen and from memory. In the order Meta lists them. */
const accountMetrics = {
  reach: {
    period: 'day',
    shape: 'both',
    breakdowns: ['media_product_type', 'follow_type'],
    mostBreakdowns: 2,
    title: 'Reach',
    totalTitle: 'Accounts reached',
    description:
      'The number of unique accounts that have seen your content, at least once, including in ads. Content includes posts, stories, reels, videos and live videos. Reach is different from impressions, which may include multiple views of your content by the same accounts. This metric is estimated.',
  },
  follower_count: {
    period: 'day',
    shape: 'series',
    breakdowns: [],
    title: 'Follower Count',
    description: 'Total number of unique accounts following this profile',
  },
  website_clicks: {
    period: 'day',
    shape: 'total',
    breakdowns: [],
    title: 'Website Clicks',
    description: 'Total number of taps on the website link in this profile',
  },
  profile_views: {
    period: 'day',
    shape: 'total',
    breakdowns: [],
    title: 'Profile Views',
    description: "Total number of users who have viewed the Business Account's profile",
  },
  online_followers: {
    period: 'lifetime',
    shape: 'series',
    breakdowns: [],
    title: 'Online Followers',
    description: "Total number of this profile's followers that were online during the specified range",
  },
  accounts_engaged: {
    period: 'day',
    shape: 'total',
    breakdowns: [],
    title: 'Accounts engaged',
    description:
      'The number of accounts that have interacted with your content, including in ads. Content includes posts, stories, reels, videos and live videos. Interactions can include actions such as likes, saves, comments, shares or replies. These metrics are estimated.',
  },
  total_interactions: {
    period: 'day',
    shape: 'total',
    breakdowns: byProduct,
    title: 'Content interactions',
    description:
      'The total number of post interactions, story interactions, reels interactions, video interactions and live video interactions, including any interactions on boosted content.',
  },
  likes: {
    period: 'day',
    shape: 'total',
    breakdowns: byProduct,
    title: 'Likes',
    description: 'The number of likes on your posts, reels and videos.',
  },
  comments: {
    period: 'day',
    shape: 'total',
    breakdowns: byProduct,
    title: 'Comments',
    description: 'The number of comments on your posts, reels, videos and live videos.',
  },
  shares: {
    period: 'day',
    shape: 'total',
    breakdowns: byProduct,
    title: 'Shares',
    description: 'The number of shares of your posts, stories, reels, videos and live videos.',
  },
  saves: {
    period: 'day',
    shape: 'total',
    breakdowns: byProduct,
    title: 'Saves',
    description: 'The number of saves of your posts, reels and videos.',
  },
  replies: {
    period: 'day',
    shape: 'total',
    breakdowns: [],
    title: 'Replies',
    description:
      'The number of replies you received from your story, including text replies and quick reaction replies.',
  },
  engaged_audience_demographics: {
    ...demographics,
    title: 'Engaged audience demographics',
    description:
      'The demographic characteristics of the engaged audience, including countries, cities and gender distribution.',
  },
  reached_audience_demographics: {
    ...demographics,
    title: 'Reached audience demographics',
    description:
      'The demographic characteristics of the reached audience, including countries, cities and gender distribution.',
  },
  follower_demographics: {
    ...demographics,
    title: 'Follower demographics',
    description:
      'The demographic characteristics of followers, including countries, cities and gender distribution.',
  },
  follows_and_unfollows: {
    period: 'day',
    shape: 'total',
    breakdowns: ['follow_type'],
    title: 'Follows and unfollows',
    description:
      'The number of accounts that followed you and the number of accounts that unfollowed you or left Instagram in the selected time period.',
  },
  profile_links_taps: {
    period: 'day',
    shape: 'total',
    breakdowns: ['contact_button_type'],
    title: 'Profile links taps',
    description:
      'The number of taps on your business address, call button, email button and text button on your profile.',
  },
  views: {
    period: 'day',
    shape: 'total',
    breakdowns: ['media_product_type', 'follow_type'],
    mostBreakdowns: 2,
    title: 'Views',
    description:
      'The number of times your content was played or displayed. Content includes reels, posts, stories.',
  },
  reposts: {
    period: 'day',
    shape: 'total',
    breakdowns: [],
    title: 'Reposts',
    description: 'The number of times your content was reposted.',
  },
} as const satisfies Record<string, AccountMetric>;

export type AccountMetricName = keyof typeof accountMetrics;

export function accountMetric(name: AccountMetricName): AccountMetric {
  return accountMetrics[name];
}

/** The metrics there are, for a world in which `profile_views` and `website_clicks` still are or are gone. */
export function listAccountMetrics(profileMetrics: 'answered' | 'retired'): AccountMetricName[] {
  const names = Object.keys(accountMetrics) as AccountMetricName[];
  const isRetired = (name: string) => name === 'profile_views' || name === 'website_clicks';
  return names.filter((name) => profileMetrics === 'answered' || !isRetired(name));
}
