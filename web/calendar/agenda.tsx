import type { SlotOccurrence } from '#contract/schedule.ts';
import { addDays, dayOf, inWords, timeOf } from './days.ts';
import type { PlacedEntry } from './entry.ts';
import { PostChip } from './post-chip.tsx';
import { SlotLink } from './slot-link.tsx';
import { calendar as words } from './strings.ts';
import { usePostDrag } from './use-post-drag.tsx';

/**
 * Days with something on them, one below the other; today stands among them always. What `mayMove` allows is carried to another of
 * them, or to a day of the strip above.
 */
export function Agenda(props: {
  days: string[];
  today: string;
  slug: string;
  entriesOn: (day: string) => PlacedEntry[];
  slotsOn: (day: string) => SlotOccurrence[];
  usernameOf: (connectionId: string) => string;
  mayWrite: (connectionId: string) => boolean;
  mayMove?: (entry: PlacedEntry) => boolean;
  onMove?: (entry: PlacedEntry, wallTime: string) => void;
}) {
  const { today, slug, onMove } = props;
  const drag = usePostDrag({
    attribute: 'data-day',
    mayDrop: (day) => day >= today,
    onDrop(entry, day) {
      if (day >= today) onMove?.(entry, `${day}T${timeOf(entry.wallTime)}`);
    },
  });
  const days = props.days.filter(
    (day) => day === today || props.entriesOn(day).length > 0 || props.slotsOn(day).length > 0,
  );
  if (days.every((day) => props.entriesOn(day).length === 0 && props.slotsOn(day).length === 0))
    return (
      <div className="border-t border-line py-6">
        <p className="voice">{words.emptyMonth}</p>
        <p className="mt-1 max-w-[34rem] text-pretty text-ink-2">{words.emptyMeaning}</p>
      </div>
    );
  return (
    <div className="agenda max-w-[42rem]">
      {days.map((day) => (
        <section
          key={day}
          id={`day-${day}`}
          data-day={day}
          data-target={drag.held?.over === day ? true : undefined}
          aria-label={inWords(day, { day: 'numeric', month: 'long' })}
        >
          <h2 data-today={day === today ? true : undefined}>
            {inWords(day, { weekday: 'long', day: 'numeric' })}{' '}
            {day.slice(0, 4) === today.slice(0, 4) ? '' : day.slice(0, 4)}
            <span>{nearness(day, today)}</span>
          </h2>
          {props.entriesOn(day).map((entry) => (
            <PostChip
              key={entry.id}
              entry={entry}
              slug={slug}
              mayMove={props.mayMove?.(entry) ?? false}
              isMoving={drag.held?.entry.id === entry.id}
              onPointerDown={drag.onPointerDown}
            />
          ))}
          {props.slotsOn(day).map((slot) => (
            <SlotLink
              key={`${slot.connectionId} ${slot.wallTime}`}
              slot={slot}
              slug={slug}
              username={props.usernameOf(slot.connectionId)}
              mayWrite={props.mayWrite(slot.connectionId)}
            />
          ))}
        </section>
      ))}
      {drag.ghost}
    </div>
  );
}

function nearness(day: string, today: string): string {
  if (day === today) return words.today;
  if (day === addDays(today, -1)) return words.yesterday;
  if (day === addDays(today, 1)) return words.tomorrow;
  return inWords(day, { month: 'long' });
}

/** Days that a list of posts names, each once, in order. */
export function daysOf(entries: PlacedEntry[]): string[] {
  return [...new Set(entries.map(({ wallTime }) => dayOf(wallTime)))].sort();
}
