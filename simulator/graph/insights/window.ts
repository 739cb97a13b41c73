import { readTime } from '../request/read-time.ts';
import { edgeAddress } from '../fields/read-edge.ts';
import type { Ask } from '../fields/node-type.ts';
import { dayFrom, type Day, daysWithin } from './day.ts';
import * as refuse from './errors.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_MS = 30 * DAY_MS;
/** 729 days back are answered, 730 are not. */
const KEPT_MS = 730 * DAY_MS;

/** `since` and `until` of a question, unix milliseconds of whole seconds, both included. */
export type AskedWindow = {
  since: number;
  until: number;
  /** Nobody said which: the last 24 hours. */
  isUsual: boolean;
};

/** Reads `since` and `until` in any spelling of a time. A bare date is a Pacific day: its begin for `since`, its end for `until`. */
export function readWindow({ modifiers, call }: Ask): AskedWindow {
  const now = Math.floor(call.world.now() / 1000) * 1000;
  const given = { since: readEnd('since'), until: readEnd('until') };
  const until = given.until ?? now;
  const since = given.since ?? until - DAY_MS;
  if (since > until) throw refuse.untilBeforeSince();
  const isHeld = call.family === 'facebook' || call.app.flags.insightsWindow === 'both';
  if (isHeld && until - since > LONGEST_MS) throw refuse.windowTooLong();
  if (since > now || now - since >= KEPT_MS) throw refuse.sinceInvalid();
  return { since, until, isUsual: given.since === undefined && given.until === undefined };

  function readEnd(name: 'since' | 'until'): number | undefined {
    const text = modifiers.get(name)?.trim() ?? '';
    if (text === '') return undefined;
    const at = readTime(text, now);
    if (at === undefined) throw refuse.notATime(name);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return at;
    const day = dayFrom(at);
    return name === 'since' ? day.start : day.end - 1000;
  }
}

/** The days that a window asks for: those that begin in it and have begun. */
export function daysOf({ since, until }: AskedWindow, now: number): Day[] {
  return daysWithin(since, Math.min(until, now));
}

/** Links to the windows of the same length before and after. */
export function windowLinks(ask: Ask, { since, until }: AskedWindow): Record<string, string> {
  const [from, to] = [since / 1000, until / 1000];
  const length = to - from;
  const link = (first: number, last: number) =>
    edgeAddress(ask, { since: String(Math.max(0, first)), until: String(Math.max(0, last)) });
  return { previous: link(from - 1 - length, from - 1), next: link(to + 1, to + 1 + length) };
}
