import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PublishMoment } from '#contract/moment.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { isOver } from '../posts/pace.ts';
import { shortMoment, timeOf } from './days.ts';
import { isMovable, wordsOf, type PlacedEntry } from './entry.ts';
import { MoveForm } from './move-form.tsx';
import { RepeatForm } from './repeat-form.tsx';
import { day as words } from './strings.ts';

export interface DayDeedsProps {
  entry: PlacedEntry;
  workspaceId: string;
  slug: string;
  onMove: (entry: PlacedEntry, wallTime: string) => void;
  /** Told where the dialog can say it: what is done may take the post to another day. */
  onDone: (sentence: string) => void;
}

/** What can be done with one post of a day. One deed at a time, so that a second press does not do the next thing. */
export function DayDeeds({ entry, workspaceId, slug, onMove, onDone }: DayDeedsProps) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'move' | 'repeat'>();
  const params = { workspaceId, postId: entry.id };
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] });
  const [key] = useState(() => crypto.randomUUID());
  const mutationKey = ['day-deed', entry.id];
  const copy = useMutation({
    mutationKey,
    mutationFn: () => client.schedule.copy({ params, key }),
    onSettled,
  });
  const send = useMutation({
    mutationKey,
    mutationFn: (moment: PublishMoment) => client.posts.publish({ params, body: moment }),
    onSuccess: ({ wallTime }) => {
      if (wallTime) onDone(words.scheduledFor(wordsOf(entry), shortMoment(wallTime)));
    },
    onSettled,
  });
  const takeOff = useMutation({
    mutationKey,
    mutationFn: () =>
      entry.state === 'draft'
        ? client.schedule.plan({ params, body: { wallTime: null } })
        : client.posts.unschedule({ params }),
    onSuccess: () =>
      onDone((entry.state === 'draft' ? words.isOffCalendar : words.isBackInDrafts)(wordsOf(entry))),
    onSettled,
  });
  // Asked at the press: a second one may come before the first is drawn.
  const isFree = () => queryClient.isMutating({ mutationKey }) === 0;
  const sends = (moment: PublishMoment) => () => isFree() && send.mutate(moment);
  const takesSlot = send.isPending && send.variables.slot !== undefined;
  return (
    <div className="mt-1 grid gap-2">
      <div className="flex flex-wrap gap-2">
        {isMovable(entry) && (
          <Button
            size="small"
            aria-expanded={open === 'move'}
            onClick={() => setOpen(open === 'move' ? undefined : 'move')}
          >
            {words.move}
            <Named entry={entry} />
          </Button>
        )}
        {entry.paused && isMovable(entry) && entry.publishAt && !isOver(entry.publishAt) && (
          <Button
            size="small"
            working={send.isPending && words.scheduling}
            onClick={sends({ publishAt: entry.publishAt })}
          >
            {words.sendAsPlanned}
            <Named entry={entry} />
          </Button>
        )}
        {entry.state === 'draft' && entry.connectionId && (
          <>
            <Button
              size="small"
              working={send.isPending && !takesSlot && words.scheduling}
              onClick={sends({ wallTime: entry.wallTime })}
            >
              {words.schedule(timeOf(entry.wallTime))}
              <Named entry={entry} />
            </Button>
            <Button size="small" working={takesSlot && words.takingSlot} onClick={sends({ slot: 'next' })}>
              {words.nextSlot}
              <Named entry={entry} />
            </Button>
          </>
        )}
        {entry.connectionId && (
          <Button
            size="small"
            working={copy.isPending && words.duplicating}
            onClick={() => isFree() && copy.mutate()}
          >
            {words.duplicate}
            <Named entry={entry} />
          </Button>
        )}
        {entry.state === 'scheduled' && !entry.paused && (
          <Button
            size="small"
            aria-expanded={open === 'repeat'}
            onClick={() => setOpen(open === 'repeat' ? undefined : 'repeat')}
          >
            {words.repeat}
            <Named entry={entry} />
          </Button>
        )}
        {(entry.state === 'scheduled' || entry.state === 'draft') && (
          <Button
            size="small"
            kind="quiet"
            working={takeOff.isPending && words.takingOff}
            onClick={() => isFree() && takeOff.mutate()}
          >
            {entry.state === 'draft' ? words.removePlan : words.takeOff}
            <Named entry={entry} />
          </Button>
        )}
      </div>
      {open === 'move' && <MoveForm entry={entry} workspaceId={workspaceId} onMove={onMove} />}
      {open === 'repeat' && <RepeatForm entry={entry} workspaceId={workspaceId} />}
      <output className="small text-ink-2">
        {copy.isSuccess && (
          <>
            {words.duplicated}{' '}
            <Link to="/w/$slug/posts/$postId" params={{ slug, postId: copy.data.id }}>
              {words.openCopy}
            </Link>
          </>
        )}
      </output>
      <ProblemNote error={send.error ?? copy.error ?? takeOff.error} />
    </div>
  );
}

/** Several posts have the same deeds: which one is meant is heard. */
function Named({ entry }: { entry: PlacedEntry }) {
  return <span className="sr-only">, {wordsOf(entry)}</span>;
}
