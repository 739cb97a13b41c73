/**
 * Time as the clock on the wall of a place shows it: `2026-10-14T10:00`, always with a zone of the IANA database beside
 * it. Reads no clock and no zone of its own process. Built on Intl alone, because not every browser knows Temporal yet.
 */

/** What a wall time means in a zone. Where the clock skips or doubles it there are two instants near it, and a person chooses. */
export type WallReading =
  | { is: 'exact'; at: number }
  | { is: 'skipped' | 'doubled'; earlier: number; later: number };

const dayMs = 86_400_000;
const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/**
 * Reads a wall time in a zone. `doubled`: both instants show it. `skipped`: none does; `earlier` and `later` lie as far
 * before and after the gap as the clock jumped. Undefined for what is no wall time, like 30 February.
 */
export function readWallTime(wallTime: string, timeZone: string): WallReading | undefined {
  const local = asIfUtc(wallTime);
  if (local === undefined) return undefined;
  const before = offsetMs(local - dayMs, timeZone);
  const after = offsetMs(local + dayMs, timeZone);
  const [earlier, later] = [local - Math.max(before, after), local - Math.min(before, after)];
  const isRight = (at: number) => at + offsetMs(at, timeZone) === local;
  if (isRight(earlier) && isRight(later))
    return earlier === later ? { is: 'exact', at: earlier } : { is: 'doubled', earlier, later };
  if (isRight(earlier)) return { is: 'exact', at: earlier };
  if (isRight(later)) return { is: 'exact', at: later };
  return { is: 'skipped', earlier, later };
}

/** How a clock that has no one to ask reads it: after a gap, and the first of two. */
export function readPlainly(reading: WallReading): number {
  if (reading.is === 'exact') return reading.at;
  return reading.is === 'skipped' ? reading.later : reading.earlier;
}

/** What the wall shows at an instant (unix ms), to the minute. */
export function wallTimeAt(at: number, timeZone: string): string {
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16);
}

/** The same time of day, that many days on; of a wall time, so no clock change touches it. */
export function plusDays(wallTime: string, days: number): string {
  return new Date((asIfUtc(wallTime) ?? Number.NaN) + days * dayMs).toISOString().slice(0, 16);
}

/** 1 is Monday, 7 is Sunday, as ISO 8601 counts. */
export function weekdayOf(wallTime: string): number {
  return new Date(asIfUtc(wallTime) ?? Number.NaN).getUTCDay() || 7;
}

/** `UTC+1`, `UTC+5:30`: what tells the two instants of a doubled hour apart. */
export function offsetName(at: number, timeZone: string): string {
  const minutes = Math.round(offsetMs(at, timeZone) / 60_000);
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Unix ms that a clock in Greenwich would show; undefined for a day or minute that does not exist. */
function asIfUtc(wallTime: string): number | undefined {
  const [, year, month, day, hour, minute] = shape.exec(wallTime) ?? [];
  if (year === undefined) return undefined;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00.000Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 16) !== wallTime) return undefined;
  return ms;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clock is ahead of UTC at an instant. Throws `RangeError` for what is no zone. */
function offsetMs(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - (at - (((at % 1000) + 1000) % 1000));
}
