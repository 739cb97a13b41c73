import type { PointerEvent } from 'react';
import { Link } from '@tanstack/react-router';
import {
  Ban,
  Check,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  Clapperboard,
  Clock,
  Eye,
  GalleryHorizontal,
  History,
  Loader,
  Pencil,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { CalendarEntry } from '#contract/schedule.ts';
import { states } from '../posts/strings.ts';
import { timeOf } from './days.ts';
import { isMovable, wordsOf, type PlacedEntry } from './entry.ts';
import { calendar as words } from './strings.ts';
import { tellWarning } from './tell-warning.ts';

type Look = { icon: LucideIcon; tint?: 'light' | 'info' | 'warning' | 'danger'; mustAct?: true };
const looks: Record<CalendarEntry['state'] | 'paused', Look | undefined> = {
  draft: { icon: Pencil },
  in_review: { icon: Eye, tint: 'info' },
  approved: { icon: Check },
  scheduled: { icon: Clock },
  preparing: { icon: Loader, tint: 'light', mustAct: true },
  ready: { icon: Loader, tint: 'light', mustAct: true },
  publishing: { icon: Loader, tint: 'light', mustAct: true },
  // Live needs no sign: it is the one that has its colours.
  published: undefined,
  paused: { icon: CirclePause, tint: 'warning', mustAct: true },
  unconfirmed: { icon: CircleQuestionMark, tint: 'warning', mustAct: true },
  failed: { icon: CircleX, tint: 'danger', mustAct: true },
  cancelled: { icon: Ban },
};
const kinds: Partial<Record<CalendarEntry['kind'], LucideIcon>> = {
  carousel: GalleryHorizontal,
  reel: Clapperboard,
  trial_reel: Clapperboard,
  image_story: History,
  video_story: History,
};

interface ChipProps {
  entry: PlacedEntry;
  slug: string;
  /** In a grid one day at a time can be entered by the tab key. */
  tabIndex?: number;
  isMoving?: boolean;
  mayMove?: boolean;
  onPointerDown?: (event: PointerEvent, entry: PlacedEntry) => void;
}

/** A post of the calendar: its plate, its time, its state and kind, and its first words, or its state where someone must act. */
export function PostChip({ entry, slug, tabIndex, isMoving, mayMove, onPointerDown }: ChipProps) {
  const state = entry.paused ? 'paused' : entry.state;
  const look = looks[state];
  const Kind = kinds[entry.kind];
  const canDrag = mayMove && isMovable(entry);
  const isLive = entry.state === 'published';
  return (
    <Link
      className="chip"
      data-state={entry.state}
      data-moving={isMoving ? true : undefined}
      to="/w/$slug/posts/$postId"
      params={{ slug, postId: entry.id }}
      tabIndex={tabIndex}
      data-movable={canDrag ? true : undefined}
      // The system’s own dragging of links would take the pointer away.
      draggable={false}
      title={[wordsOf(entry), entry.username && `@${entry.username}`, entry.timeZone]
        .filter(Boolean)
        .join(', ')}
      onPointerDown={canDrag ? (event) => onPointerDown?.(event, entry) : undefined}
    >
      <span className={`clip chip-plate ${isLive ? 'live' : 'silver'}`}>
        {entry.pictureUrl && <img src={entry.pictureUrl} alt="" loading="lazy" draggable={false} />}
      </span>
      <span className="min-w-0">
        <span className="chip-time">
          {timeOf(entry.wallTime)}
          {look && (
            <look.icon
              size={13}
              data-tint={look.tint}
              className={look.icon === Loader ? 'turning' : ''}
              aria-hidden="true"
            />
          )}
          {Kind && <Kind size={13} aria-hidden="true" />}
          {entry.warnings.length > 0 && <TriangleAlert size={13} data-tint="warning" aria-hidden="true" />}
        </span>
        <span className="sr-only">{saidOf(entry)}</span>
        <span className={look?.mustAct ? 'sr-only' : 'chip-words'}>{wordsOf(entry)}</span>
        {look?.mustAct && (
          <span
            className="chip-words"
            data-tint={look.tint === 'light' ? undefined : look.tint}
            aria-hidden="true"
          >
            {states[state]}
          </span>
        )}
      </span>
    </Link>
  );
}

/** What the chip says in pictures, for those who hear it. */
function saidOf(entry: PlacedEntry): string {
  const parts = [
    states[entry.paused ? 'paused' : entry.state],
    words.kinds[entry.kind],
    entry.username ? `@${entry.username}` : words.noAccount,
    entry.isSeries ? words.isSeries : '',
    ...entry.warnings.map((warning) => tellWarning(warning, entry.publishingLimit)),
  ];
  return ` ${parts.filter(Boolean).join(', ')}, `;
}
