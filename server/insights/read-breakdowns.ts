import type { Breakdown, Measure, NamedMetric } from '#contract/metric.ts';
import { isSumOfDays } from './read-measures.ts';
import { accountColumns, dimensionsOf, type AccountColumn } from './read-metrics.ts';
import type { Period } from './read-period.ts';
import { whyNotParted } from './read-refused.ts';
import { lengthOf } from './read-window.ts';

type Parts = Record<string, number>;

/**
 * The parts of an account's figures over a period: as Instagram told them for the window, else the sum of its days where
 * a sum is true. Instagram leaves out parts of zero, so a figure without parts is one of zero, or one whose parts were not told.
 */
export function breakDown(
  period: Period,
  measureOf: (metric: AccountColumn) => Measure,
  refused: readonly NamedMetric[],
): Breakdown[] {
  const all = accountColumns.flatMap((metric) =>
    dimensionsOf(metric).map((dimension) => ({ metric, dimension })),
  );
  return all.map(({ metric, dimension }) => {
    const measure = measureOf(metric);
    const missing = (reason: Breakdown['reason']) => ({
      metric,
      dimension,
      rows: [],
      reason,
      readAt: measure.readAt,
    });
    if (measure.value === null) return missing(measure.reason);
    const told = ofTotals(period, metric, dimension) ?? ofDays(period, metric, dimension);
    if (told) return { metric, dimension, rows: largestFirst(told.parts), reason: null, readAt: told.readAt };
    return missing(measure.value === 0 ? null : (whyNotParted(refused, { metric, dimension }) ?? 'not_read'));
  });
}

export function largestFirst(parts: Parts): Breakdown['rows'] {
  return Object.entries(parts)
    .map(([key, value]) => ({ keys: [key], value }))
    .sort((one, other) => other.value - one.value || one.keys[0]!.localeCompare(other.keys[0]!));
}

interface Told {
  parts: Parts;
  readAt: string;
}

function ofTotals({ totals }: Period, metric: AccountColumn, dimension: string): Told | undefined {
  const parts = totals?.breakdowns?.[metric]?.[dimension];
  return totals && parts ? { parts, readAt: totals.read_at.toISOString() } : undefined;
}

function ofDays({ window, days }: Period, metric: AccountColumn, dimension: string): Told | undefined {
  if (!isSumOfDays(metric, window) || days.size < lengthOf(window)) return undefined;
  const sums = new Map<string, number>();
  let oldest = Number.POSITIVE_INFINITY;
  for (const row of days.values()) {
    const value = row[metric];
    const parts = row.breakdowns?.[metric]?.[dimension];
    if (value === null || (value > 0 && !parts)) return undefined;
    for (const [key, part] of Object.entries(parts ?? {})) sums.set(key, (sums.get(key) ?? 0) + part);
    oldest = Math.min(oldest, row.read_at.getTime());
  }
  return { parts: Object.fromEntries(sums), readAt: new Date(oldest).toISOString() };
}
