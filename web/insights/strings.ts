import type { MissingReason } from '#contract/metric.ts';

const metrics: Record<string, string> = {
  reach: 'Reach',
  views: 'Views',
  accounts_engaged: 'Accounts engaged',
  total_interactions: 'Interactions',
  follows: 'New followers',
  unfollows: 'Unfollows',
  follower_count: 'New followers per day',
  followers: 'Followers',
  profile_links_taps: 'Profile taps',
  likes: 'Likes',
  comments: 'Comments',
  saves: 'Saves',
  saved: 'Saves',
  shares: 'Shares',
  replies: 'Replies',
  reposts: 'Reposts',
  profile_visits: 'Profile visits',
  profile_activity: 'Taps on the profile',
  navigation: 'Navigation',
  link_clicks: 'Link taps',
  ig_reels_avg_watch_time: 'Average watch time',
  ig_reels_video_view_total_time: 'Watch time in all',
  reels_skip_rate: 'Skipped within 3 seconds',
  total_views: 'Views with Facebook and ads',
  total_likes: 'Likes with Facebook and ads',
  total_comments: 'Comments with Facebook and ads',
  facebook_views: 'Views on Facebook',
  crossposted_views: 'Views on both',
  follower_demographics: 'Followers',
  engaged_audience_demographics: 'People who engaged',
  online_followers: 'Followers online',
  posted_at: 'Newest',
};

const dimensions: Record<string, string> = {
  media_product_type: 'by kind',
  follow_type: 'by followers and others',
  contact_button_type: 'by button',
  action_type: 'by action',
  story_navigation_action_type: 'by movement',
  age: 'by age',
  gender: 'by gender',
  'age,gender': 'by age and gender',
  country: 'by country',
  city: 'by city',
};

const keys: Record<string, string> = {
  AD: 'Ad',
  STORY: 'Story',
  REEL: 'Reel',
  POST: 'Image',
  FEED: 'Feed',
  CAROUSEL_CONTAINER: 'Carousel',
  FOLLOWER: 'Followers',
  NON_FOLLOWER: 'Others',
  UNKNOWN: 'Unknown',
  BOOK_NOW: 'Book now',
  CALL: 'Call',
  DIRECTION: 'Directions',
  EMAIL: 'E-mail',
  TEXT: 'Text',
  INSTANT_EXPERIENCE: 'Instant experience',
  UNDEFINED: 'Other',
  M: 'Men',
  F: 'Women',
  U: 'Not told',
  tap_forward: 'Tapped on',
  tap_back: 'Tapped back',
  tap_exit: 'Left',
  swipe_forward: 'Swiped on',
  bio_link_clicked: 'Link in the profile',
  email: 'E-mail',
  text: 'Text',
  direction: 'Directions',
  call: 'Call',
  other: 'Other',
};

/** Meta's names as people read them; one that is new is shown as Meta writes it. */
export const metricName = (metric: string) => metrics[metric] ?? metric;
export const dimensionName = (dimension: string) => dimensions[dimension] ?? dimension;
const keyName = (key: string) => keys[key] ?? key;

/** A part's name within its split: countries come as codes of two letters, which elsewhere may be anything. */
export function partName(dimension: string, key: string): string {
  return dimension === 'country' && /^[A-Z]{2}$/.test(key) ? (countries.of(key) ?? key) : keyName(key);
}
const countries = new Intl.DisplayNames('en', { type: 'region' });

/** As a heading of its own: `By age`. */
export const splitName = (dimension: string) =>
  dimensionName(dimension).replace(/^./, (first) => first.toUpperCase());

/** Why a figure is a dash. */
export const missing: Record<MissingReason, string> = {
  not_read: 'Not read yet.',
  not_sent: 'Instagram sent no value.',
  some_days_not_sent: 'Instagram sent no value for some of the days.',
  too_large: 'Larger than what is kept here: more than 2,147,483,647.',
  below_threshold: 'Instagram tells it from 100 on.',
  too_few_viewers: 'Too few people saw it for Instagram to tell.',
  retired: 'Meta retired it.',
  refused: 'Instagram refuses it just now. It is asked for again.',
  not_for_kind: 'Instagram has none for this kind.',
  not_through_login: 'Not told through this login.',
  permission_missing: 'The permission for insights was not given.',
  before_business: 'Posted before the account became a professional one.',
  not_on_facebook: 'It was not shared to Facebook.',
  window_too_long: 'Through Facebook, Instagram answers 30 days at most.',
  too_long_ago: 'Further back than Instagram tells.',
  no_full_period: 'No full period before to compare with.',
};

export const insights = {
  title: 'Insights',
  zone: 'in Meta\u2019s Pacific days',
  window: (since: string, until: string) => `${since} to ${until}`,
  readAt: (moment: string) => `read ${moment}`,
  readTitle: (moment: string) => `Told by Instagram, read ${moment}`,
  neverRead: 'not read yet',
  account: 'Account',
  views: 'Views of insights',
  overview: 'Overview',
  media: 'Posts',
  audience: 'Audience',
  period: 'Period',
  days: (n: number) => `${n} days`,
  own: 'Own period',
  since: 'From',
  until: 'Until',
  compare: 'Compared with the days from',
  apply: 'Show',
  report: 'Report',
  csv: 'CSV',
  csvOf: (what: string) => `${what} as CSV`,
  totals: 'Totals',
  more: (percent: number) => `${percent} % more`,
  fewer: (percent: number) => `${percent} % fewer`,
  same: 'As many',
  than: (days: number) => (days === 1 ? ' than the day before' : ` than the ${days} days before`),
  thanOwn: (since: string, until: string) => ` than ${since} to ${until}`,
  beforeWas: (value: string) => `${value} before`,
  missingDays: (missing: number, days: number) =>
    days === 1
      ? 'Instagram sent no value for the day.'
      : `Instagram sent no value for ${missing} of the ${days} days.`,
  reading: 'Reading from Instagram',
  backfilling: 'Earlier days are still being read, newest first.',
  held: (until: string) =>
    `Instagram is asked again ${until}: the calls it allows are used up, or it is out of reach.`,
  soon: 'before long',
  reconnect: 'Go to Integrations',
  compareHint:
    'Days are Meta\u2019s Pacific days. Without a day to compare from, it is the days just before.',
  asBefore: (days: number) => (days === 1 ? ' as on the day before' : ` as in the ${days} days before`),
  noParts: 'It is zero, so there are no parts.',
  ofMedia: 'of posts',
  retired: (n: number) => `${n} that Meta retired`,
  stopped: 'Nothing new is read until this account is connected again. What was read stays.',
  perDay: (metric: string) => `${metric} per day`,
  chartMetric: 'Chart of',
  thisPeriod: 'This period',
  beforePeriod: (days: number) => (days === 1 ? 'The day before' : `${days} days before`),
  showTable: 'Show as table',
  showChart: 'Show as chart',
  day: 'Day',
  value: 'Value',
  noSeries: 'Instagram tells no daily values here.',
  by: 'Split',
  named: 'Not shown, and why',
  since_: (day: string) => `since ${day}`,
  noAccounts: 'No account is connected.',
  noAccountsMeaning:
    'Connect one, and its insights are read from then on, and backwards as far as Instagram tells.',
  connect: 'Connect Instagram',
  topPosts: 'Posts',
  topPostsBy: 'by reach',
  allPosts: 'All posts',
  noPosts: 'Nothing was posted in this period.',
  post: 'Post',
  untitled: 'Without words',
};

export const chart = {
  role: 'chart',
  legend: (line: string, dots: string) => `Line: ${line.toLowerCase()}. Dots: ${dots}.`,
  summary: (what: string, high: string, on: string) => `${what}. Highest on ${on}, ${high}.`,
  keys: 'Use the arrow keys to read the points one by one.',
  none: 'no value',
};

export const mediaPage = {
  kind: 'Kind',
  anyKind: 'Every kind',
  sort: 'Sorted by',
  sortBy: (metric: string) => `By ${metric.toLowerCase()}`,
  newest: 'Newest first',
  since: 'Posted from',
  until: 'until',
  more: 'Show more',
  loadingMore: 'Loading',
  facts: 'as Instagram told it last, posted on Meta\u2019s Pacific days',
  none: 'Nothing here was posted then.',
  noneYet: 'No figures of posts were read yet.',
  noneYetMeaning: 'What is posted is read within the hour, and again more and more seldom as it grows older.',
};

export const medium = {
  back: 'Posts',
  posted: (moment: string) => `posted ${moment}`,
  ends: (moment: string) => `Its 24 hours end ${moment}. It is read once more just before.`,
  ended: (moment: string) =>
    `It ended ${moment}. Instagram tells nothing more of it; what was read before then stays.`,
  next: (moment: string) => `Read again ${moment}.`,
  live: 'See it under Live',
  figures: 'Figures',
  growth: (metric: string) => `${metric} as it grew`,
  growthOnce: 'It was read once so far. A line needs two readings.',
  readings: (n: number) => (n === 1 ? 'from 1 reading' : `from ${n} readings`),
  at: 'Read',
};

export const audience = {
  facts: 'as Instagram told it last',
  timeframe: 'People who engaged',
  timeframes: { this_week: 'This week', this_month: 'This month' },
  rule: 'Instagram tells who they are from 100 followers, or 100 engagements, on, and of the 45 largest parts of each split.',
  online: 'Followers online',
  onlineZone: (zone: string) => `by hour, ${zone}`,
  onlineHour: (hour: number) => `${hour} to ${hour + 1}`,
  hour: 'Hour',
  followers: 'Followers',
};

export const report = {
  title: (username: string) => `Report of @${username}`,
  print: 'Print, or save as PDF',
  back: 'Back to insights',
  compared: (since: string, until: string) => `compared with ${since} to ${until}`,
  figure: 'Figure',
  change: 'Change',
  totals: 'Totals',
  breakdowns: 'In parts',
  madeWith: (moment: string) => `Told by Instagram, put together by Tintype ${moment}.`,
  estimated: 'Reach and accounts engaged are counted by Instagram from a sample.',
};

export const bestTime = {
  title: 'Best time to post',
  hour: 'h',
  best: (day: string, from: number, to: number) => `${day}, ${from} to ${to}.`,
  from: (posts: number, zone: string) => `From ${posts} of your posts, ${zone}.`,
  confidence: {
    none: 'No hours stand out yet.',
    low: 'A first hint, no more: few posts, or far apart.',
    fair: 'Fairly sure.',
    good: 'Sure, as far as the past tells.',
  },
  needed: (needed: number) =>
    `${needed === 1 ? '1 more post is' : `${needed} more posts are`} needed to say anything.`,
  how: {
    reach:
      'The reach of each post is compared with your usual for its kind. Hours with few posts are drawn towards the usual.',
    views:
      'The views of each post are compared with your usual for its kind, for Instagram told no reach. Hours with few posts are drawn towards the usual.',
    'reach,views':
      'The reach of each post, or its views where Instagram told no reach, is compared with your usual for its kind. Hours with few posts are drawn towards the usual.',
  },
  cell: (day: string, from: number, to: number, posts: number, times: string) =>
    `${day}, ${from} to ${to}: ${posts === 1 ? '1 post' : `${posts} posts`}, ${times} times the usual`,
  empty: (day: string, from: number, to: number) => `${day}, ${from} to ${to}: no posts`,
};

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const longWeekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
