import { plusDays, readWallTime, weekdayOf } from '#rules/wall-time.ts';

/** Days as calendars write them, `2026-10-14`, without a zone: a day is where the wall of a post's zone shows it. */

export function dayOf(wallTime: string): string {
  return wallTime.slice(0, 10);
}

export function timeOf(wallTime: string): string {
  return wallTime.slice(11, 16);
}

export function addDays(day: string, days: number): string {
  return dayOf(plusDays(`${day}T00:00`, days));
}

/** The same day of another month, or its last where that month is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, '0')}`;
}

/** Monday to Sunday around a day. */
export function weekOf(day: string): string[] {
  const monday = addDays(day, 1 - weekdayOf(`${day}T00:00`));
  return Array.from({ length: 7 }, (_, i) => addDays(monday, i));
}

/** Whole weeks that show all of a day's month: five, or six where it needs them, or four. */
export function monthOf(day: string): string[] {
  const days: string[] = [];
  const month = day.slice(0, 7);
  for (let week = weekOf(`${month}-01`); ; week = weekOf(addDays(week[6]!, 1))) {
    if (days.length > 0 && !week.some((each) => each.startsWith(month))) return days;
    days.push(...week);
  }
}

export function isDay(text: unknown): text is string {
  return typeof text === 'string' && readWallTime(`${text}T00:00`, 'UTC') !== undefined;
}

/** `14 October 2026`, `October`, `Wed`: a day in words, in no zone. */
export function inWords(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));
}

/** The instants between which all posts of some days lie, in whatever zone they were written: no zone is farther from UTC than 14 hours. */
export function windowOf(days: string[]): { from: string; to: string } {
  const hours = 14 * 3_600_000;
  return {
    from: new Date(Date.parse(`${days[0]}T00:00Z`) - hours).toISOString(),
    to: new Date(Date.parse(`${addDays(days.at(-1)!, 1)}T00:00Z`) + hours).toISOString(),
  };
}

/** A moment of a wall's clock, `Fri 14 Oct, 18:30`. */
export function shortMoment(wallTime: string): string {
  return `${inWords(dayOf(wallTime), { weekday: 'short', day: 'numeric', month: 'short' })}, ${timeOf(wallTime)}`;
}
