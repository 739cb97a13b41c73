import { Link } from '@tanstack/react-router';
import { states } from '../posts/strings.ts';
import { inWords, dayOf, timeOf } from './days.ts';
import { wordsOf, type PlacedEntry } from './entry.ts';
import { calendar as words } from './strings.ts';

/** The profile as it will look: what is planned in silver above what is live in its colours, newest first, three in a row. */
export function GridPlanner({ entries, slug }: { entries: PlacedEntry[]; slug: string }) {
  const squares = entries
    .filter(({ kind, state }) => !kind.endsWith('_story') && state !== 'failed' && state !== 'cancelled')
    .toSorted((one, other) => (other.publishAt ?? '').localeCompare(one.publishAt ?? ''));
  if (squares.length === 0) return <p className="voice border-t border-line py-6">{words.gridEmpty}</p>;
  return (
    <>
      <p className="small mb-3 max-w-[34rem] text-pretty text-ink-3">{words.gridMeaning}</p>
      <ol className="planner">
        {squares.map((entry) => (
          <li key={entry.id}>
            <Link to="/w/$slug/posts/$postId" params={{ slug, postId: entry.id }}>
              <span
                className={`clip ${entry.state === 'published' ? 'live' : 'silver'} ${entry.state === 'draft' ? 'opacity-50' : ''}`}
              >
                {entry.pictureUrl && <img src={entry.pictureUrl} alt="" loading="lazy" />}
              </span>
              <span className="planner-label">
                {inWords(dayOf(entry.wallTime), { day: 'numeric', month: 'short' })}
                {entry.state === 'published' ? '' : `, ${timeOf(entry.wallTime)}`}
              </span>
              <span className="sr-only">
                {states[entry.paused ? 'paused' : entry.state]}, {wordsOf(entry)}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}
