import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { states } from '../posts/strings.ts';
import { inWords, dayOf, timeOf } from './days.ts';
import { isMovable, wordsOf, type PlacedEntry } from './entry.ts';
import { calendar as words, swap as swapWords } from './strings.ts';
import { usePostDrag, type PostDrag } from './use-post-drag.tsx';
import { useSwap } from './use-swap.ts';

interface PlannerProps {
  entries: PlacedEntry[];
  workspaceId: string;
  slug: string;
  mayMove: (entry: PlacedEntry) => boolean;
}

/**
 * The profile as it will look: what is planned in silver above what is live in its colours, newest first, three in a row. Two that are
 * planned change places by drag, or by the buttons beneath.
 */
export function GridPlanner({ entries, workspaceId, slug, mayMove }: PlannerProps) {
  const swapping = useSwap(workspaceId);
  const squares = inPlace(entries, swapping.pending)
    .filter(({ kind, state }) => !kind.endsWith('_story') && state !== 'failed' && state !== 'cancelled')
    .toSorted((one, other) => (other.publishAt ?? '').localeCompare(one.publishAt ?? ''));
  const movable = squares.filter((entry) => isMovable(entry) && !entry.paused && mayMove(entry));
  const movableOf = (id: string) => movable.find((entry) => entry.id === id);
  const drag = usePostDrag({
    attribute: 'data-square',
    mayDrop: (id) => movableOf(id) !== undefined,
    onDrop(entry, id) {
      const other = movableOf(id);
      if (other && other.id !== entry.id) swapping.swap(entry, other);
    },
  });
  const swapBack = ({ one, other }: { one: PlacedEntry; other: PlacedEntry }) =>
    swapping.swap(movableOf(one.id) ?? one, movableOf(other.id) ?? other);
  if (squares.length === 0) return <p className="voice border-t border-line py-6">{words.gridEmpty}</p>;
  return (
    <>
      <p className="small mb-3 max-w-[34rem] text-pretty text-ink-3">
        {words.gridMeaning} {movable.length > 1 && swapWords.meaning}
      </p>
      <ProblemNote error={swapping.error} />
      <ol className="planner">
        {squares.map((entry) => {
          const nth = movable.indexOf(entry);
          return (
            <Square
              key={entry.id}
              entry={entry}
              slug={slug}
              isMovable={nth !== -1}
              // It stands first that goes out last.
              later={nth === -1 ? undefined : movable[nth - 1]}
              earlier={nth === -1 ? undefined : movable[nth + 1]}
              drag={drag}
              onSwap={(other) => !swapping.pending && swapping.swap(entry, other)}
            />
          );
        })}
      </ol>
      {drag.ghost}
      <div className="sr-only" aria-live="assertive">
        {swapping.said}
      </div>
      {swapping.done && (
        <div className="toast">
          <span className="min-w-0 truncate">
            {swapWords.done(wordsOf(swapping.done.one), wordsOf(swapping.done.other))}
          </span>
          <Button size="small" onClick={() => swapBack(swapping.done!)}>
            {swapWords.undo}
          </Button>
          <Button size="small" kind="quiet" onClick={swapping.forget}>
            {swapWords.close}
          </Button>
        </div>
      )}
    </>
  );
}

function Square(props: {
  entry: PlacedEntry;
  slug: string;
  isMovable: boolean;
  earlier: PlacedEntry | undefined;
  later: PlacedEntry | undefined;
  drag: PostDrag;
  onSwap: (other: PlacedEntry) => void;
}) {
  const { entry, slug, drag, earlier, later } = props;
  const isHeld = drag.held?.entry.id === entry.id;
  return (
    <li
      data-square={entry.id}
      data-target={drag.held?.over === entry.id && !isHeld ? true : undefined}
      data-held={isHeld ? true : undefined}
    >
      <Link
        to="/w/$slug/posts/$postId"
        params={{ slug, postId: entry.id }}
        data-movable={props.isMovable ? true : undefined}
        // The system’s own dragging of links would take the pointer away.
        draggable={false}
        onPointerDown={props.isMovable ? (event) => drag.onPointerDown(event, entry) : undefined}
      >
        <span
          className={`clip ${entry.state === 'published' ? 'live' : 'silver'} ${entry.state === 'draft' ? 'opacity-50' : ''}`}
        >
          {entry.pictureUrl && <img src={entry.pictureUrl} alt="" loading="lazy" draggable={false} />}
        </span>
        <span className="planner-label">
          {inWords(dayOf(entry.wallTime), { day: 'numeric', month: 'short' })}
          {entry.state === 'published' ? '' : `, ${timeOf(entry.wallTime)}`}
        </span>
        <span className="sr-only">
          {states[entry.paused ? 'paused' : entry.state]}, {wordsOf(entry)}
        </span>
      </Link>
      {(earlier ?? later) && (
        <span className="-ml-2.5 flex">
          <SwapButton
            entry={entry}
            with={later}
            icon={ChevronLeft}
            label={swapWords.later}
            onSwap={props.onSwap}
          />
          <SwapButton
            entry={entry}
            with={earlier}
            icon={ChevronRight}
            label={swapWords.earlier}
            onSwap={props.onSwap}
          />
        </span>
      )}
    </li>
  );
}

/** Where there is nobody to change places with it stays, dimmed, so that the focus of a person who presses on is not lost. */
function SwapButton(props: {
  entry: PlacedEntry;
  with: PlacedEntry | undefined;
  icon: typeof ChevronLeft;
  label: (words: string) => string;
  onSwap: (other: PlacedEntry) => void;
}) {
  const { with: other, icon: Icon } = props;
  return (
    <button
      type="button"
      className="button-icon"
      aria-label={props.label(wordsOf(props.entry))}
      aria-disabled={other === undefined}
      onClick={() => other && props.onSwap(other)}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  );
}

/** Two that are changing places each stand at the moment of the other. */
function inPlace(
  entries: PlacedEntry[],
  pair: { one: PlacedEntry; other: PlacedEntry } | undefined,
): PlacedEntry[] {
  if (!pair) return entries;
  const at = ({ wallTime, publishAt }: PlacedEntry) => ({ wallTime, publishAt });
  return entries.map((entry) => {
    if (entry.id === pair.one.id) return { ...entry, ...at(pair.other) };
    if (entry.id === pair.other.id) return { ...entry, ...at(pair.one) };
    return entry;
  });
}
