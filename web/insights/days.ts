/** Meta's days as text, `2026-10-14`. They are Pacific; here they are only counted and written. */

const dayMs = 86_400_000;
const utc = (day: string) => new Date(`${day}T00:00:00Z`);

export function addDays(day: string, days: number): string {
  return new Date(utc(day).getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** Whole days, both included. */
export function daysOf({ since, until }: { since: string; until: string }): number {
  return Math.round((utc(until).getTime() - utc(since).getTime()) / dayMs) + 1;
}

/** The last so many days that are over, in Meta's zone. */
export function lastDays(days: number, now = new Date()): { since: string; until: string } {
  const today = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'America/Los_Angeles',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
  const until = addDays(today, -1);
  return { since: addDays(until, 1 - days), until };
}

/** `15 Sep`. */
export function shortDay(day: string): string {
  return written(day, { day: 'numeric', month: 'short' });
}

/** `15 Sep 2026`. */
export function fullDay(day: string): string {
  return written(day, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `Tue 6 Oct`. */
export function weekDay(day: string): string {
  return written(day, { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
}

function written(day: string, how: Intl.DateTimeFormatOptions): string {
  const at = utc(day);
  return Number.isNaN(at.getTime())
    ? day
    : new Intl.DateTimeFormat('en-GB', { ...how, timeZone: 'UTC' }).format(at);
}
