import type { SlotOccurrence } from '#contract/schedule.ts';
import { dayOf, inWords, timeOf } from './days.ts';
import { wordsOf, type PlacedEntry } from './entry.ts';
import { PostChip } from './post-chip.tsx';
import { SlotLink } from './slot-link.tsx';
import { calendar as words, move as moveWords } from './strings.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { longDay } from './use-move.ts';
import { usePostDrag, type PostDrag } from './use-post-drag.tsx';

export interface GridProps {
  view: 'month' | 'week';
  days: string[];
  day: string;
  /** What the wall shows now: `2026-10-14T10:00`. */
  now: string;
  slug: string;
  mayMove: (entry: PlacedEntry) => boolean;
  entriesOn: (day: string) => PlacedEntry[];
  slotsOn: (day: string) => SlotOccurrence[];
  usernameOf: (connectionId: string) => string;
  /** Whether a post may be written for an account. */
  mayWrite: (connectionId: string) => boolean;
  onDay: (day: string) => void;
  onOpen: (day: string) => void;
  onMove: (entry: PlacedEntry, wallTime: string) => void;
  say: (text: string) => void;
}

/** A month or a week of days. A post is dragged, or carried by the keyboard, to another day; its time of day stays. */
export function DayGrid(props: GridProps) {
  const today = dayOf(props.now);
  const keys = useGridKeys({ ...props, today });
  const weeks = Array.from({ length: props.days.length / 7 }, (_, i) => props.days.slice(i * 7, i * 7 + 7));
  const drag = usePostDrag({
    attribute: 'data-day',
    mayDrop: (day) => day >= today,
    onDrop(entry, day) {
      if (day < today) props.say(moveWords.past(longDay(day)));
      else props.onMove(entry, `${day}T${timeOf(entry.wallTime)}`);
    },
  });
  const target = drag.held?.over ?? keys.carried?.day;

  return (
    <>
      <p id="calendar-keys" className="sr-only">
        {moveWords.help}
      </p>
      <table
        className="calendar"
        data-view={props.view}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA in HTML allows it here: its cells take the focus
        role="grid"
        aria-label={words.title}
        aria-describedby="calendar-keys"
        onKeyDown={keys.onKeyDown}
        tabIndex={-1}
      >
        <thead>
          <tr>
            {props.days.slice(0, 7).map((day) => (
              <th key={day} scope="col" abbr={inWords(day, { weekday: 'long' })}>
                {inWords(day, { weekday: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <DayCell
                  key={day}
                  {...props}
                  cell={day}
                  today={today}
                  isTarget={target === day}
                  carried={keys.carried?.entry ?? drag.held?.entry}
                  onPointerDown={drag.onPointerDown}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {drag.ghost}
    </>
  );
}

interface CellProps extends GridProps {
  cell: string;
  today: string;
  isTarget: boolean;
  carried: PlacedEntry | undefined;
  onPointerDown: PostDrag['onPointerDown'];
}

function DayCell(props: CellProps) {
  const { cell, today, now, slug, view, carried } = props;
  const entries = props.entriesOn(cell);
  const slots = props.slotsOn(cell);
  const most = view === 'week' ? Number.POSITIVE_INFINITY : entries.length > 3 ? 2 : 3;
  const shown = entries.slice(0, most);
  const room = Math.max(0, (view === 'week' ? 12 : 2) - shown.length);
  const isToday = cell === today;
  const isCurrent = cell === props.day;
  const isQuiet = cell < today || (view === 'month' && !cell.startsWith(props.day.slice(0, 7)));
  // The line of the present stands between what is over and what is to come.
  const over = view === 'week' && isToday ? shown.filter(({ wallTime }) => wallTime <= now).length : -1;
  return (
    <td
      className="day"
      data-day={cell}
      data-today={isToday ? true : undefined}
      data-quiet={isQuiet ? true : undefined}
      data-target={props.isTarget ? true : undefined}
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isCurrent}
      aria-current={isToday ? 'date' : undefined}
      onFocus={(event) => event.target === event.currentTarget && !isCurrent && props.onDay(cell)}
      onDoubleClick={(event) => event.target === event.currentTarget && props.onOpen(cell)}
    >
      <span className="sr-only">{words.dayLabel(longDay(cell), entries.length, slots.length)}</span>
      <div className="day-body">
        <span className="day-date" aria-hidden="true">
          {cell.endsWith('-01') || (view === 'month' && cell === props.days[0])
            ? inWords(cell, { day: 'numeric', month: 'short' })
            : Number(cell.slice(8))}
          {isToday && <span>{words.today}</span>}
        </span>
        {shown.map((entry, i) => (
          <div key={entry.id} className="grid gap-[5px]">
            {i === over && <NowLine />}
            <PostChip
              entry={entry}
              slug={slug}
              tabIndex={isCurrent ? 0 : -1}
              isMoving={carried?.id === entry.id}
              mayMove={props.mayMove(entry)}
              onPointerDown={props.onPointerDown}
            />
          </div>
        ))}
        {over === shown.length && <NowLine />}
        {carried && props.isTarget && dayOf(carried.wallTime) !== cell && (
          <span className="slot" aria-hidden="true">
            {timeOf(carried.wallTime)} {wordsOf(carried)}
          </span>
        )}
        {entries.length > shown.length && (
          <button
            type="button"
            className="day-more"
            tabIndex={isCurrent ? 0 : -1}
            onClick={() => props.onOpen(cell)}
          >
            {words.more(entries.length - shown.length)}
            <span className="sr-only">, {longDay(cell)}</span>
          </button>
        )}
        {slots.slice(0, room).map((slot) => (
          <SlotLink
            key={`${slot.connectionId} ${slot.wallTime}`}
            slot={slot}
            slug={slug}
            username={props.usernameOf(slot.connectionId)}
            mayWrite={props.mayWrite(slot.connectionId)}
            tabIndex={isCurrent ? 0 : -1}
          />
        ))}
      </div>
    </td>
  );
}

function NowLine() {
  return <span className="now-line">{words.now}</span>;
}
