import type { Measure } from '#contract/metric.ts';
import { accountMetric, mediaMetric } from '#rules/metrics.ts';
import { insights as words, missing } from './strings.ts';

/** A figure in full: `48,210`, `12.4 s`, `38 %`. */
export function figure(value: number, metric: string): string {
  const unit = mediaMetric(metric)?.unit ?? accountMetric(metric)?.unit ?? 'count';
  if (unit === 'ms') return duration(value);
  if (unit === 'percent') return `${value.toLocaleString('en', { maximumFractionDigits: 1 })} %`;
  return value.toLocaleString('en', { maximumFractionDigits: 0 });
}

/** A figure that must be short, as on an axis: `4 k`, `1.2 m`. */
export function shortFigure(value: number, metric: string): string {
  const unit = mediaMetric(metric)?.unit ?? accountMetric(metric)?.unit ?? 'count';
  if (unit !== 'count' || Math.abs(value) < 10_000) return figure(value, metric);
  const [size, letter] = Math.abs(value) < 1_000_000 ? [1000, 'k'] : [1_000_000, 'm'];
  return `${(value / size).toLocaleString('en', { maximumFractionDigits: 1 })} ${letter}`;
}

/** What stands where a figure would: the dash has its reason beside it, never a zero. */
export function reasonOf(measure: Measure, days: number): string {
  if (measure.reason === 'some_days_not_sent' && measure.missingDays !== undefined)
    return words.missingDays(measure.missingDays, days);
  return measure.reason ? missing[measure.reason] : '';
}

/** How one period stands to another, in whole percent; undefined where either is not whole, or the one before was nothing. */
export function changeOf(now: Measure, before: Measure): number | undefined {
  if (now.value === null || before.value === null || before.value === 0) return undefined;
  return Math.round(((now.value - before.value) / before.value) * 100);
}

function duration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60).toLocaleString('en')} h ${minutes % 60} min`;
}
