import type { SlotOccurrence } from '#contract/schedule.ts';
import { addDays, dayOf, inWords } from './days.ts';
import type { PlacedEntry } from './entry.ts';
import { PostChip } from './post-chip.tsx';
import { SlotLink } from './slot-link.tsx';
import { calendar as words } from './strings.ts';
/** Days with something on them, one below the other; today stands among them always. */
export function Agenda(props: {
  days: string[];
  today: string;
  slug: string;
  entriesOn: (day: string) => PlacedEntry[];
  slotsOn: (day: string) => SlotOccurrence[];
  usernameOf: (connectionId: string) => string;
}) {
  const { today, slug } = props;
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
        <section key={day} id={`day-${day}`} aria-label={inWords(day, { day: 'numeric', month: 'long' })}>
          <h2 data-today={day === today ? true : undefined}>
            {inWords(day, { weekday: 'long', day: 'numeric' })}{' '}
            {day.slice(0, 4) === today.slice(0, 4) ? '' : day.slice(0, 4)}
            <span>{nearness(day, today)}</span>
          </h2>
          {props.entriesOn(day).map((entry) => (
            <PostChip key={entry.id} entry={entry} slug={slug} />
          ))}
          {props.slotsOn(day).map((slot) => (
            <SlotLink
              key={`${slot.connectionId} ${slot.wallTime}`}
              slot={slot}
              slug={slug}
              username={props.usernameOf(slot.connectionId)}
            />
          ))}
        </section>
      ))}
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
