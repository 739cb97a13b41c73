import type { QueueSlot } from '#contract/schedule.ts';
import { plusDays, readPlainly, readWallTime, wallTimeAt, weekdayOf } from '#rules/wall-time.ts';

/** An hour of a queue on a day: the wall time that its week names, and the instant. */
export interface Occurrence {
  wallTime: string;
  at: number;
}

/**
 * When the hours of a week come round within a window (unix ms, `to` excluded), earliest first. On a day whose clock skips
 * the hour it comes after the gap; where the clock shows it twice, the first counts.
 */
export function occurrencesOf(
  slots: QueueSlot[],
  timeZone: string,
  window: { from: number; to: number },
): Occurrence[] {
  if (slots.length === 0) return [];
  const found: Occurrence[] = [];
  const firstDay = wallTimeAt(window.from, timeZone).slice(0, 10);
  const lastDay = wallTimeAt(window.to, timeZone).slice(0, 10);
  for (let day = `${firstDay}T00:00`; day.slice(0, 10) <= lastDay; day = plusDays(day, 1))
    for (const { weekday, time } of slots) {
      if (weekday !== weekdayOf(day)) continue;
      const wallTime = `${day.slice(0, 10)}T${time}`;
      const reading = readWallTime(wallTime, timeZone);
      if (!reading) continue;
      const at = readPlainly(reading);
      if (at >= window.from && at < window.to) found.push({ wallTime, at });
    }
  return found.sort((one, other) => one.at - other.at);
}
