const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** A day of Meta's insights, from one Pacific midnight to the next; `end` is outside. 23 or 25 hours where summer time changes. */
export type Day = { start: number; end: number };

/** The day that an instant lies in. */
export function dayOf(at: number): Day {
  const local = at + pacificOffset(at);
  return dayFrom(local - (((local % DAY_MS) + DAY_MS) % DAY_MS));
}

/** The day of a calendar date, given as its midnight in UTC. */
export function dayFrom(utcMidnight: number): Day {
  return { start: midnightOf(utcMidnight), end: midnightOf(utcMidnight + DAY_MS) };
}

/** The days that begin between two instants, both included, oldest first. */
export function daysWithin(since: number, until: number): Day[] {
  const days: Day[] = [];
  let day = dayOf(since);
  if (day.start < since) day = dayOf(day.end);
  while (day.start <= until) {
    days.push(day);
    day = dayOf(day.end);
  }
  return days;
}

function midnightOf(utcMidnight: number): number {
  const standard = utcMidnight + 8 * HOUR_MS;
  return pacificOffset(standard) === -8 * HOUR_MS ? standard : standard - HOUR_MS;
}

/** Pacific time as the law has it since 2007: summer time from the second Sunday of March to the first of November, at two o'clock. */
function pacificOffset(at: number): number {
  const year = new Date(at).getUTCFullYear();
  const summer = sunday(year, 2, 8) + 10 * HOUR_MS;
  const winter = sunday(year, 10, 1) + 9 * HOUR_MS;
  return (at >= summer && at < winter ? -7 : -8) * HOUR_MS;
}

/** The first Sunday on or after a date, as its midnight in UTC. */
function sunday(year: number, month: number, date: number): number {
  const from = new Date(Date.UTC(year, month, date));
  return from.getTime() + ((7 - from.getUTCDay()) % 7) * DAY_MS;
}
