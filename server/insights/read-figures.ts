import type { Measure, NamedMetric } from '#contract/metric.ts';
import { mediaMetricsOf, type MetricKind } from '#rules/metrics.ts';
import type { Login } from '../database/index.ts';
import { listedColumns, neverFor } from './read-metrics.ts';
import { reasonOf } from './read-refused.ts';

/** What figures need of a row of `media`. */
export const figureColumns = [...listedColumns, 'kind', 'insights_read_at', 'missing'] as const;

/** Of a row of `media`: what decides why a figure is not there. */
export interface FiguredMedia {
  kind: MetricKind;
  insights_read_at: Date | null;
  missing: Record<string, string>;
}
type Listed = Record<(typeof listedColumns)[number], number | null>;

/** The figures of a media that lists show, by metric; one without a value has the reason. */
export function listFigures(row: FiguredMedia & Listed, login: Login): Record<string, Measure> {
  return Object.fromEntries(
    listedColumns.map((metric) => [metric, measureFigure(metric, row[metric], { row, login, refused: [] })]),
  );
}

/** All that Instagram has for a media of this kind, by metric, from what was told last. */
export function allFigures(
  row: FiguredMedia & Listed,
  told: ReadonlyMap<string, number>,
  { login, refused }: { login: Login; refused: NamedMetric[] },
): Record<string, Measure> {
  const listed: Record<string, number | null> = Object.fromEntries(
    listedColumns.map((each) => [each, row[each]]),
  );
  return Object.fromEntries(
    mediaMetricsOf(row.kind, login).map(({ metric }) => [
      metric,
      measureFigure(metric, listed[metric] ?? told.get(metric) ?? null, { row, login, refused }),
    ]),
  );
}

function measureFigure(
  metric: string,
  value: number | null,
  { row, login, refused }: { row: FiguredMedia; login: Login; refused: NamedMetric[] },
): Measure {
  const readAt = row.insights_read_at?.toISOString() ?? null;
  if (value !== null) return { value, reason: null, readAt };
  const kept = row.missing[metric];
  const reason =
    neverFor(metric, row.kind, login) ??
    (kept === undefined ? undefined : reasonOf(kept)) ??
    refused.find((each) => each.metric === metric && each.subject === row.kind)?.reason ??
    (row.insights_read_at ? 'not_sent' : 'not_read');
  return { value, reason, readAt };
}
