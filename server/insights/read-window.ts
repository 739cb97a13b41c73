import type { Window } from '#contract/insights.ts';
import { plusDays, wallTimeAt } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import type { Clock } from '../clock.ts';

/** Instagram's account days are days of this zone, whatever the account's own. */
export const metaZone = 'America/Los_Angeles';

const longestDays = 731;
const usualDays = 28;

export interface WindowAsk {
  since?: string | undefined;
  days?: number | undefined;
  until?: string | undefined;
  before?: string | undefined;
}

export interface Windows {
  window: Window;
  before: Window;
}

/**
 * A window of Pacific days, the last so many that are over (28 unless said), and the one to compare with, as long, which ends
 * the day before unless it is told to begin earlier.
 * Throws `invalid_input` for one that is turned round, too long, not over yet, or overlaps with the other.
 */
export function windowsOf(clock: Clock, ask: WindowAsk): Windows {
  const today = metaDayAt(clock.now());
  const until = ask.until ?? plusMetaDays(today, -1);
  const since = ask.since ?? plusMetaDays(until, 1 - (ask.days ?? usualDays));
  if (until < since) throw refusal('until', 'The last day comes before the first.');
  if (until >= today) throw refusal('until', 'Name days that are over in Pacific time.');
  const length = lengthOf({ since, until });
  if (length > longestDays) throw refusal('since', `Name at most ${longestDays} days.`);
  const first = ask.before ?? plusMetaDays(since, -length);
  const last = plusMetaDays(first, length - 1);
  if (last >= since) throw refusal('before', 'The period to compare with must end before the other begins.');
  return { window: { since, until }, before: { since: first, until: last } };
}

/** The Pacific day of an instant. */
export function metaDayAt(at: Date): string {
  return wallTimeAt(at.getTime(), metaZone).slice(0, 10);
}

export function plusMetaDays(day: string, days: number): string {
  return plusDays(`${day}T00:00`, days).slice(0, 10);
}

/** Days of a window, both ends included. */
export function lengthOf({ since, until }: Window): number {
  return Math.round((Date.parse(until) - Date.parse(since)) / 86_400_000) + 1;
}

/** Every day of a window, in order. */
export function daysOf(window: Window): string[] {
  return Array.from({ length: lengthOf(window) }, (_, index) => plusMetaDays(window.since, index));
}

export function refusal(path: string, message: string): AppError {
  return new AppError('invalid_input', { details: { fields: [{ path, message }] } });
}
