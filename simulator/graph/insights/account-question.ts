import { requiredParameter } from '../errors.ts';
import type { Ask } from '../fields/node-type.ts';
import {
  accountBreakdowns,
  type AccountBreakdown,
  accountMetric,
  type AccountMetricName,
  listAccountMetrics,
} from './account-metrics.ts';
import { endedTimeframes, type Timeframe, timeframeDays } from './demographics.ts';
import * as refuse from './errors.ts';
import { readBreakdowns, readMetricNames, readWord } from './question.ts';
import { type AskedWindow, readWindow } from './window.ts';

/** What a client asks of account insights, once it is known that Meta answers it. */
export type AccountQuestion = {
  metrics: AccountMetricName[];
  /** `metric_type=total_value`. */
  isTotal: boolean;
  breakdowns: AccountBreakdown[];
  timeframe: Timeframe | undefined;
  window: AskedWindow;
};

const periods = ['day', 'week', 'days_28', 'month', 'lifetime', 'total_over_range'] as const;
const metricTypes = ['default', 'time_series', 'total_value'] as const;

/** Reads and judges the whole question: one metric that does not fit fails all of them. */
export function readAccountQuestion(ask: Ask): AccountQuestion {
  const metrics = readMetrics(ask);
  const period = readWord(ask, 'period', periods);
  if (period === undefined) throw requiredParameter('period');
  const isTotal = readWord(ask, 'metric_type', metricTypes) === 'total_value';
  const wrong = metrics.find((name) => accountMetric(name).period !== period);
  if (wrong !== undefined) throw refuse.wrongPeriod(wrong, period);
  judgeShapes(metrics, isTotal);
  const breakdowns = readBreakdowns(ask, accountBreakdowns) as AccountBreakdown[];
  // A series has no breakdowns: Meta drops them without a word.
  if (isTotal) judgeBreakdowns(metrics, breakdowns);
  return {
    metrics,
    isTotal,
    breakdowns,
    timeframe: readTimeframe(ask, metrics),
    window: readWindow(ask),
  };
}

function readMetrics(ask: Ask): AccountMetricName[] {
  const known = listAccountMetrics(ask.call.app.flags.profileMetrics);
  return readMetricNames(ask).map((name, index) => {
    const metric = known.find((each) => each === name);
    if (metric !== undefined) return metric;
    if (name === 'impressions' && ask.call.version !== 'v21.0') throw refuse.impressionsRetired();
    throw refuse.metricUnknown(index, known);
  });
}

function judgeShapes(metrics: AccountMetricName[], isTotal: boolean): void {
  const seriesOnly = metrics.find((name) => accountMetric(name).shape === 'series');
  if (isTotal && seriesOnly !== undefined) throw refuse.seriesOnly(seriesOnly);
  const totalOnly = metrics.filter((name) => accountMetric(name).shape === 'total');
  if (!isTotal && totalOnly.length > 0) throw refuse.needsTotalValue(totalOnly);
}

function judgeBreakdowns(metrics: AccountMetricName[], breakdowns: AccountBreakdown[]): void {
  for (const metric of metrics.map(accountMetric)) {
    const areKnown = breakdowns.every((each) => metric.breakdowns.includes(each));
    if (!areKnown || breakdowns.length > (metric.mostBreakdowns ?? 1)) throw refuse.unknownError();
  }
}

/** Demographics need one; other metrics pass it over. */
function readTimeframe(ask: Ask, metrics: AccountMetricName[]): Timeframe | undefined {
  const current = Object.keys(timeframeDays) as Timeframe[];
  const timeframe = readWord(ask, 'timeframe', [...endedTimeframes, ...current]);
  if (!metrics.some((name) => name.endsWith('_demographics'))) return undefined;
  if (timeframe === undefined) throw requiredParameter('timeframe');
  const found = current.find((each) => each === timeframe);
  if (found === undefined) throw refuse.timeframeEnded(timeframe);
  return found;
}
