import { Link } from '@tanstack/react-router';
import type { SlotOccurrence } from '#contract/schedule.ts';
import { timeOf } from './days.ts';
import { calendar as words } from './strings.ts';

/** A free hour of the queue: where a post could stand. */
export function SlotLink({
  slot,
  slug,
  username,
  mayWrite,
  tabIndex,
}: {
  slot: SlotOccurrence;
  slug: string;
  username: string;
  mayWrite: boolean;
  tabIndex?: number;
}) {
  if (!mayWrite) return <span className="slot">{words.open(timeOf(slot.wallTime))}</span>;
  return (
    <Link
      className="slot"
      to="/w/$slug/posts/new"
      params={{ slug }}
      search={{ account: slot.connectionId, at: slot.wallTime }}
      tabIndex={tabIndex}
    >
      {words.open(timeOf(slot.wallTime))}
      <span className="sr-only">, {words.writeFor(username)}</span>
    </Link>
  );
}
