import { readPlainly, readWallTime } from '#rules/wall-time.ts';
import { plusSeconds } from '../clock.ts';
import type { InsightWindow } from '../instagram/index.ts';
import { metaDayAt, metaZone, plusMetaDays } from './read-window.ts';

/** Meta fills a day within 48 hours of its end. */
const settlingSeconds = 48 * 3600;
/** Yesterday's figures are mostly there by then. */
const readingTime = '06:00';

/** Midnight at its beginning, by the clock in California: days have 23 or 25 hours where it is changed. */
export function startOfMetaDay(day: string): Date {
  return instantOf(`${day}T00:00`);
}

/**
 * Whole days, both included, as Meta is asked for them: from the first midnight to a second before the one after the last.
 * Exactly these instants give exactly these days.
 */
export function instantsOf({ since, until }: { since: string; until: string }): InsightWindow {
  return { since: startOfMetaDay(since), until: plusSeconds(startOfMetaDay(plusMetaDays(until, 1)), -1) };
}

/** Whether a day's figures change no more when they are read at `now`. */
export function isSettled(day: string, now: Date): boolean {
  return plusSeconds(startOfMetaDay(plusMetaDays(day, 1)), settlingSeconds) <= now;
}

/** The last six o'clock of a Californian morning, and the next. */
export function readingTimesAround(now: Date): { last: Date; next: Date } {
  const today = metaDayAt(now);
  const at = instantOf(`${today}T${readingTime}`);
  const other = (days: number) => instantOf(`${plusMetaDays(today, days)}T${readingTime}`);
  return at <= now ? { last: at, next: other(1) } : { last: other(-1), next: at };
}

/**
 * The days of a series' points. A point bears one of the two midnights of its day: Meta was seen to use the first, and says
 * that it uses the second. A point that lies behind the window tells which.
 */
export function daysOfPoints<P extends { endTime: Date }>(
  points: readonly P[],
  window: InsightWindow,
): { day: string; point: P }[] {
  const isSecond = points.some(({ endTime }) => endTime > window.until);
  return points.map((point) => {
    const day = metaDayAt(point.endTime);
    return { day: isSecond ? plusMetaDays(day, -1) : day, point };
  });
}

function instantOf(wallTime: string): Date {
  const reading = readWallTime(wallTime, metaZone);
  if (!reading) throw new Error(`${wallTime} is no time of a day.`);
  return new Date(readPlainly(reading));
}
