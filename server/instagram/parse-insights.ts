import { AppError } from '../app-error.ts';
import { recordOf, textOf } from './parse-json.ts';
import { timeOf } from './time-of.ts';

/** What Meta told of a metric. Left out of an answer means not told; it is never a zero. */
export interface InsightFigure {
  /** Undefined where Meta gives parts alone. */
  value: number | undefined;
  /** Undefined where no parts were asked for or none came. Meta leaves out parts of zero. */
  parts: InsightPart[] | undefined;
}

export interface InsightPart {
  /** In the order of the dimensions that were asked for. */
  keys: string[];
  value: number;
}

export interface InsightFigures {
  figures: Map<string, InsightFigure>;
  /** Metrics that came in a shape that nobody knows: told apart from what did not come. */
  unreadable: string[];
}

export interface InsightPoint {
  endTime: Date;
  value: number;
}

export interface HoursOnline {
  endTime: Date;
  hours: { hour: number; value: number }[];
}

/** The rows of an answer. Throws `network_error` when it holds no list: "nothing" would be told as a fact. */
export function rowsOf(operation: string, body: Record<string, unknown>): Record<string, unknown>[] {
  if (!Array.isArray(body.data))
    throw new AppError('network_error', { details: { operation, reason: 'incomplete' } });
  return body.data.map(recordOf);
}

/** By metric. A total stands in `total_value`, a media's also as the one entry of `values`. */
export function figuresOf(rows: Record<string, unknown>[], breakdown: string | undefined): InsightFigures {
  const figures = new Map<string, InsightFigure>();
  const unreadable: string[] = [];
  for (const row of rows) {
    const metric = textOf(row.name);
    if (metric === undefined) continue;
    const figure = figureOf(row, breakdown?.split(',') ?? []);
    if (figure === 'unreadable') unreadable.push(metric);
    else if (figure) figures.set(metric, figure);
  }
  return { figures, unreadable };
}

function figureOf(
  row: Record<string, unknown>,
  dimensions: string[],
): InsightFigure | 'unreadable' | undefined {
  const entry = Array.isArray(row.values) ? recordOf(row.values.at(-1)) : {};
  const total = recordOf(row.total_value ?? entry);
  if (row.total_value === undefined && entry.value === undefined) return undefined;
  const parts = dimensions.length > 0 ? partsOf(total.breakdowns, dimensions) : undefined;
  const value = total.value ?? entry.value;
  if (value === undefined) return parts ? { value, parts } : undefined;
  return isCount(value) ? { value, parts } : 'unreadable';
}

/**
 * Undefined when nothing was told by these dimensions; without rows when each of them is zero. A row that cannot be read is
 * left out.
 */
function partsOf(breakdowns: unknown, dimensions: string[]): InsightPart[] | undefined {
  const told = (Array.isArray(breakdowns) ? breakdowns.map(recordOf) : []).flatMap(
    ({ dimension_keys: names, results }) => {
      if (!Array.isArray(names)) return [];
      // Meta names the timeframe among them, which is no part of the question.
      const places = dimensions.map((dimension) => names.indexOf(dimension));
      return places.includes(-1)
        ? []
        : [{ places, results: Array.isArray(results) ? results.map(recordOf) : [] }];
    },
  );
  if (told.length === 0) return undefined;
  return told.flatMap(({ places, results }) =>
    results.flatMap(({ dimension_values: values, value }) => {
      const keys = places.map((place) => (Array.isArray(values) ? textOf(values[place]) : undefined));
      return isCount(value) && keys.every((key) => key !== undefined) ? [{ keys, value }] : [];
    }),
  );
}

/** Oldest first; a day whose value is missing or no number is left out. */
export function pointsOf(rows: Record<string, unknown>[], metric: string): InsightPoint[] {
  return valuesOf(rows, metric)
    .flatMap(({ endTime, value }) => (isCount(value) ? [{ endTime, value }] : []))
    .toSorted((a, b) => a.endTime.getTime() - b.endTime.getTime());
}

export function hoursOf(rows: Record<string, unknown>[]): HoursOnline[] {
  return valuesOf(rows, 'online_followers')
    .map(({ endTime, value }) => ({
      endTime,
      hours: Object.entries(recordOf(value)).flatMap(([key, count]) => {
        const hour = Number(key);
        return Number.isInteger(hour) && hour >= 0 && hour < 24 && isCount(count)
          ? [{ hour, value: count }]
          : [];
      }),
    }))
    .toSorted((a, b) => a.endTime.getTime() - b.endTime.getTime());
}

function valuesOf(rows: Record<string, unknown>[], metric: string): { endTime: Date; value: unknown }[] {
  return rows
    .filter(({ name }) => name === metric)
    .flatMap(({ values }) => (Array.isArray(values) ? values.map(recordOf) : []))
    .flatMap(({ value, end_time: time }) => {
      const endTime = timeOf(time);
      return endTime ? [{ endTime, value }] : [];
    });
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
