import { useState, type KeyboardEvent } from 'react';
import { addDays, addMonths, dayOf, timeOf, weekOf } from './days.ts';
import { isMovable, wordsOf, type PlacedEntry } from './entry.ts';
import { longDay } from './use-move.ts';
import { move as words } from './strings.ts';

/** A post taken up by the keyboard and the day it is held over. */
export interface Carried {
  entry: PlacedEntry;
  day: string;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * The keys of a grid of days: arrows move the day, Enter opens it, M takes a post up (again M: the next of that day), then the arrows carry
 * it, Enter puts it down and Escape leaves it. Everything is said as well as shown.
 */
export function useGridKeys(props: {
  day: string;
  today: string;
  mayMove: (entry: PlacedEntry) => boolean;
  entriesOn: (day: string) => PlacedEntry[];
  onDay: (day: string) => void;
  onOpen: (day: string) => void;
  onMove: (entry: PlacedEntry, wallTime: string) => void;
  say: (text: string) => void;
}) {
  const [carried, setCarried] = useState<Carried>();

  function goTo(grid: HTMLElement, day: string) {
    props.onDay(day);
    // The day may stand in another month: it is there after the next rendering.
    requestAnimationFrame(() => grid.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus());
  }

  function takeUp(day: string) {
    const movable = props.entriesOn(day).filter((entry) => isMovable(entry) && props.mayMove(entry));
    const at = carried ? movable.findIndex(({ id }) => id === carried.entry.id) : -1;
    const entry = movable[(at + 1) % Math.max(1, movable.length)];
    if (!entry) return props.say(words.nothing);
    setCarried({ entry, day });
    props.say(words.taken(`${timeOf(entry.wallTime)} ${wordsOf(entry)}`, longDay(day)));
  }

  function putDown({ entry, day }: Carried) {
    if (day < props.today) return props.say(words.past(longDay(day)));
    setCarried(undefined);
    if (day === dayOf(entry.wallTime)) props.say(words.left(wordsOf(entry), longDay(day)));
    else props.onMove(entry, `${day}T${timeOf(entry.wallTime)}`);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Keys of a chip or a button inside a day are theirs.
    if (!(event.target as HTMLElement).matches('[data-day]')) return;
    const { day } = props;
    const next = nextDay(event, day);
    if (next) {
      event.preventDefault();
      goTo(event.currentTarget, next);
      if (carried) {
        setCarried({ ...carried, day: next });
        props.say(words.over(longDay(next), timeOf(carried.entry.wallTime)));
      }
    } else if (event.key === 'Enter' || (event.key === ' ' && !carried)) {
      event.preventDefault();
      if (carried) putDown(carried);
      else props.onOpen(day);
    } else if (event.key.toLowerCase() === 'm') {
      event.preventDefault();
      takeUp(carried ? dayOf(carried.entry.wallTime) : day);
    } else if (event.key === 'Escape' && carried) {
      const home = dayOf(carried.entry.wallTime);
      props.say(words.left(wordsOf(carried.entry), longDay(home)));
      setCarried(undefined);
      goTo(event.currentTarget, home);
    }
  }

  return { carried, onKeyDown };
}

function nextDay({ key }: KeyboardEvent, day: string): string | undefined {
  const step = steps[key];
  if (step !== undefined) return addDays(day, step);
  if (key === 'Home') return weekOf(day)[0];
  if (key === 'End') return weekOf(day)[6];
  if (key === 'PageUp') return addMonths(day, -1);
  if (key === 'PageDown') return addMonths(day, 1);
  return undefined;
}
