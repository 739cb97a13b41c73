import { accountMetric, mediaMetric, mediaMetricsOf, type MetricKind } from '#rules/metrics.ts';
import type { Login } from '../database/index.ts';

/** Figures of an account that have a column, in the order of the page. */
export const accountColumns = [
  'reach',
  'views',
  'accounts_engaged',
  'total_interactions',
  'follows',
  'unfollows',
  'profile_links_taps',
  'likes',
  'comments',
  'saves',
  'shares',
  'replies',
  'reposts',
] as const;
export type AccountColumn = (typeof accountColumns)[number];

/** Figures of a media that have a column in lists. */
export const listedColumns = [
  'reach',
  'views',
  'likes',
  'comments',
  'saved',
  'shares',
  'total_interactions',
] as const;

/** Whether days add up to the window: people who came on two days count once in it. */
export function isAdditive(column: AccountColumn): boolean {
  return accountMetric(metaNameOf(column))?.isAdditive ?? false;
}

/** What Instagram calls a column: followers gained and lost are two halves of one of its metrics. */
export function metaNameOf(column: AccountColumn): string {
  return column === 'follows' || column === 'unfollows' ? 'follows_and_unfollows' : column;
}

/** What Instagram breaks a column down by; the two halves above are parts themselves. */
export function dimensionsOf(column: AccountColumn): readonly string[] {
  const rule = accountMetric(column);
  return rule && !rule.isPartsOnly ? rule.breakdowns : [];
}

/** Why a media of this kind never has the metric through this login; undefined for one that it has. */
export function neverFor(
  metric: string,
  kind: MetricKind,
  login: Login,
): 'not_for_kind' | 'not_through_login' | undefined {
  if (mediaMetricsOf(kind, login).some((each) => each.metric === metric)) return undefined;
  return mediaMetric(metric)?.kinds.includes(kind) ? 'not_through_login' : 'not_for_kind';
}
