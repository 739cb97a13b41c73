import { plusDays, readPlainly, readWallTime, wallTimeAt } from '#rules/wall-time.ts';

/** A person's hours, by their own clock. */
export interface Hours {
  timeZone: string;
  /** `HH:MM`; no mail from then until `quietUntil`, over midnight where that is earlier. */
  quietFrom: string | null;
  quietUntil: string | null;
  digestAt: string;
}

export const defaultHours: Hours = { timeZone: 'UTC', quietFrom: null, quietUntil: null, digestAt: '08:00' };

/** When a mail about something of `now` goes out: at once but never in quiet hours, or with the next digest. */
export function mailMoment(now: Date, mail: 'at_once' | 'digest', hours: Hours): Date {
  return mail === 'digest' ? next(now, hours.digestAt, hours.timeZone) : afterQuiet(now, hours);
}

function afterQuiet(now: Date, { timeZone, quietFrom, quietUntil }: Hours): Date {
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return now;
  const time = wallTimeAt(now.getTime(), timeZone).slice(11);
  const isQuiet =
    quietFrom < quietUntil ? quietFrom <= time && time < quietUntil : time >= quietFrom || time < quietUntil;
  return isQuiet ? next(now, quietUntil, timeZone) : now;
}

/** The next time that the clock shows `time`; where a clock change skips it, right after. */
function next(now: Date, time: string, timeZone: string): Date {
  const today = `${wallTimeAt(now.getTime(), timeZone).slice(0, 10)}T${time}`;
  for (const wallTime of [today, plusDays(today, 1)]) {
    const reading = readWallTime(wallTime, timeZone);
    if (reading && readPlainly(reading) > now.getTime()) return new Date(readPlainly(reading));
  }
  return now;
}
