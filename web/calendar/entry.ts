import type { CalendarEntry } from '#contract/schedule.ts';
import { calendar as words } from './strings.ts';

/** An entry that stands somewhere on the calendar. */
export type PlacedEntry = CalendarEntry & { wallTime: string };

export function isPlaced(entry: CalendarEntry): entry is PlacedEntry {
  return entry.wallTime !== null;
}

/** Whether a person may still give it another time; a paused one goes on with it. The server decides, this hides what it would refuse. */
export function isMovable({ state, paused, connectionId }: CalendarEntry): boolean {
  if (connectionId === null) return false;
  return (
    state === 'scheduled' || state === 'draft' || (paused && (state === 'preparing' || state === 'ready'))
  );
}

/** The caption's first line, for a chip and for those who hear it. */
export function wordsOf({ words: text }: Pick<CalendarEntry, 'words'>): string {
  return text.trim().split('\n')[0] || words.untitled;
}
