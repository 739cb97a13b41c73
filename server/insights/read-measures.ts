import type { Window } from '#contract/insights.ts';
import type { Measure, MissingReason } from '#contract/metric.ts';
import { longestBackDays, longestWindowSeconds } from '#rules/metrics.ts';
import type { Login } from '../database/index.ts';
import { isAdditive, metaNameOf, type AccountColumn } from './read-metrics.ts';
import type { DayRow, Period } from './read-period.ts';
import { reasonOf } from './read-refused.ts';
import { daysOf, lengthOf, plusMetaDays } from './read-window.ts';

/** What is known of an account beside its rows, and decides why a figure is not there. */
export interface Circumstances {
  login: Login;
  /** Why the metric is refused for this account now; absent for one that is not. */
  refused: Map<string, MissingReason>;
  /** The Pacific day it is. */
  today: string;
}

/**
 * A metric over a period: the sum of its days where a sum is true and every day is there, else the total that Instagram
 * told for exactly this window, else why there is none.
 */
export function measurePeriod(metric: AccountColumn, period: Period, around: Circumstances): Measure {
  const sum = isSumOfDays(metric, period.window) ? sumOfDays(metric, period) : undefined;
  const told = sum ?? totalOf(metric, period);
  return told ?? missingPeriod(metric, period, around);
}

/** The same for a period that another is compared with: days that are missing mean that there is no whole one. */
export function measureBefore(metric: AccountColumn, period: Period, around: Circumstances): Measure {
  const measure = measurePeriod(metric, period, around);
  return isOfDays(measure.reason) ? { ...measure, reason: 'no_full_period' } : measure;
}

/** One day of a metric. */
export function measureDay(metric: AccountColumn, row: DayRow | undefined, around: Circumstances): Measure {
  const readAt = row?.read_at.toISOString() ?? null;
  const value = row?.[metric] ?? null;
  if (value !== null) return { value, reason: null, readAt };
  return {
    value,
    reason: keptReason(metric, row) ?? around.refused.get(metaNameOf(metric)) ?? 'not_read',
    readAt,
  };
}

/** Whether Instagram would tell the total of a period, and was not asked yet. */
export function isUnread(metric: AccountColumn, period: Period, around: Circumstances): boolean {
  const { value, reason } = measurePeriod(metric, period, around);
  if (value !== null || refusedReason(metric, period, around)) return false;
  return reason === 'not_read' || (period.totals === undefined && isOfDays(reason));
}

/** A day alone is its own total, also of people. */
export function isSumOfDays(metric: AccountColumn, window: Window): boolean {
  return isAdditive(metric) || lengthOf(window) === 1;
}

function isOfDays(reason: MissingReason | null): boolean {
  return reason === 'some_days_not_sent' || reason === 'not_sent';
}

function sumOfDays(metric: AccountColumn, { window, days }: Period): Measure | undefined {
  let [sum, oldest] = [0, Number.POSITIVE_INFINITY];
  if (days.size < lengthOf(window)) return undefined;
  for (const row of days.values()) {
    const value = row[metric];
    if (value === null) return undefined;
    sum += value;
    oldest = Math.min(oldest, row.read_at.getTime());
  }
  return { value: sum, reason: null, readAt: new Date(oldest).toISOString() };
}

function totalOf(metric: AccountColumn, { totals }: Period): Measure | undefined {
  const value = totals?.[metric] ?? null;
  return totals && value !== null ? { value, reason: null, readAt: totals.read_at.toISOString() } : undefined;
}

function missingPeriod(metric: AccountColumn, period: Period, around: Circumstances): Measure {
  const readAt = period.totals?.read_at.toISOString() ?? null;
  const plain = (reason: MissingReason): Measure => ({ value: null, reason, readAt });
  const kept = keptReason(metric, period.totals) ?? refusedReason(metric, period, around);
  if (kept) return plain(kept);
  if (!isSumOfDays(metric, period.window)) return plain('not_read');
  const missing = daysOf(period.window).filter((day) => (period.days.get(day)?.[metric] ?? null) === null);
  const reasons = new Set(missing.map((day) => keptReason(metric, period.days.get(day)) ?? 'not_read'));
  const [only] = reasons;
  if (missing.length === lengthOf(period.window) && reasons.size === 1 && only) return plain(only);
  return { ...plain('some_days_not_sent'), missingDays: missing.length };
}

/** Why nothing would come of asking. */
function refusedReason(
  metric: AccountColumn,
  { window }: Period,
  around: Circumstances,
): MissingReason | undefined {
  const refused = around.refused.get(metaNameOf(metric));
  if (refused) return refused;
  if (window.since < plusMetaDays(around.today, -longestBackDays)) return 'too_long_ago';
  if (lengthOf(window) * 86_400 > longestWindowSeconds[around.login]) return 'window_too_long';
  return undefined;
}

/** Instagram's columns of followers gained and lost are two halves of one metric. */
function keptReason(
  metric: AccountColumn,
  row: { missing: Record<string, string> } | undefined,
): MissingReason | undefined {
  const kept = row?.missing[metric] ?? row?.missing[metaNameOf(metric)];
  return kept === undefined ? undefined : reasonOf(kept);
}
