import { isStorable } from './storable.ts';

/** Metrics with a column of whole numbers in media_insights. */
export const counts = [
  'reach',
  'views',
  'likes',
  'comments',
  'saved',
  'shares',
  'total_interactions',
  'reposts',
  'follows',
  'profile_visits',
  'profile_activity',
  'replies',
  'navigation',
  'link_clicks',
  'ig_reels_avg_watch_time',
] as const;
/** Milliseconds of everybody together, in a wider column. */
export const totalTime = 'ig_reels_video_view_total_time';
/** Percent, with fractions. */
export const skipRate = 'reels_skip_rate';

const ownColumn = new Set<string>([...counts, totalTime, skipRate]);

/** What has none goes into `extra`. */
export function hasColumn(metric: string): boolean {
  return ownColumn.has(metric);
}

/** Whether a figure fits where it is kept. */
export function fits(metric: string, value: number): boolean {
  const whole = Math.round(value);
  return metric === totalTime || !hasColumn(metric) ? Number.isSafeInteger(whole) : isStorable(whole);
}
