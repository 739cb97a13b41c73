import type { Overview } from '#contract/insights.ts';
import type { Breakdown, Measure } from '#contract/metric.ts';
import { csvLine, type Cell } from '../csv.ts';
import type { Audience } from './read-audience.ts';
import type { BestTimeAnswer } from './read-best-time.ts';
import type { Medium } from './read-medium.ts';

/*
 * Each answer as one table, a figure a line, so that a program reads it without knowing the page: `part` says what a line is. A
 * figure that is missing is an empty value with its reason.
 */

export function overviewCsv({ window, before, tiles, series, breakdowns }: Overview): string {
  const lines: Cell[][] = [];
  for (const { metric, now, before: then } of tiles) {
    lines.push(['total', 'now', window.since, window.until, metric, null, null, ...measureCells(now)]);
    lines.push(['total', 'before', before.since, before.until, metric, null, null, ...measureCells(then)]);
  }
  for (const { metric, days, before: daysBefore } of series) {
    for (const each of days)
      lines.push(['day', 'now', each.day, each.day, metric, null, null, ...measureCells(each)]);
    for (const each of daysBefore)
      lines.push(['day', 'before', each.day, each.day, metric, null, null, ...measureCells(each)]);
  }
  for (const { metric, cells } of breakdowns.flatMap(breakdownCells))
    lines.push(['breakdown', 'now', window.since, window.until, metric, ...cells]);
  return table(['part', 'period', 'since', 'until', 'metric', 'dimension', 'key', ...measureNames], lines);
}

export function mediumCsv({ media, figures, breakdowns, readings }: Medium): string {
  const lines: Cell[][] = [];
  for (const [metric, measure] of Object.entries(figures))
    lines.push(['figure', media.mediaId, metric, null, null, ...measureCells(measure)]);
  for (const { metric, cells } of breakdowns.flatMap(breakdownCells))
    lines.push(['breakdown', media.mediaId, metric, ...cells]);
  for (const { at, figures: told } of readings)
    for (const [metric, value] of Object.entries(told))
      if (value !== null) lines.push(['reading', media.mediaId, metric, null, null, value, null, null, at]);
  return table(['part', 'media_id', 'metric', 'dimension', 'key', ...measureNames], lines);
}

export function audienceCsv({ followers, breakdowns, online }: Audience): string {
  const lines: Cell[][] = [['total', 'followers', null, null, ...measureCells(followers)]];
  for (const { metric, cells } of breakdowns.flatMap(breakdownCells))
    lines.push(['breakdown', metric, ...cells]);
  for (const each of online.hours)
    lines.push(['hour', 'online_followers', online.timeZone, each.hour, ...measureCells(each)]);
  return table(['part', 'metric', 'dimension', 'key', ...measureNames], lines);
}

export function bestTimeCsv({ timeZone, metric, cells }: BestTimeAnswer): string {
  const lines = cells.map(({ weekday, hour, posts, score }) => [
    timeZone,
    metric,
    weekday,
    hour,
    posts,
    score,
    score === null ? 'no_posts' : null,
  ]);
  return table(['time_zone', 'metric', 'weekday', 'first_hour', 'posts', 'score', 'reason'], lines);
}

const measureNames = ['value', 'reason', 'missing_days', 'read_at'];

function measureCells({ value, reason, missingDays, readAt }: Measure): Cell[] {
  return [value, reason, missingDays, readAt];
}

/** A line for each part; one line with the reason where there are none. */
function breakdownCells({
  metric,
  dimension,
  rows,
  reason,
  readAt,
}: Breakdown): { metric: string; cells: Cell[] }[] {
  if (rows.length === 0 && reason) return [{ metric, cells: [dimension, null, null, reason, null, readAt] }];
  return rows.map(({ keys, value }) => ({
    metric,
    cells: [dimension, keys.join(' / '), value, null, null, readAt],
  }));
}

function table(names: string[], lines: Cell[][]): string {
  return [names, ...lines].map(csvLine).join('');
}
