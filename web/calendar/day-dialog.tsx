import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { timeOf } from './days.ts';
import { isMovable, wordsOf, type PlacedEntry } from './entry.ts';
import { MoveForm } from './move-form.tsx';
import { PostChip } from './post-chip.tsx';
import { RepeatForm } from './repeat-form.tsx';
import { day as words } from './strings.ts';
import { tellWarning } from './tell-warning.ts';
import { longDay } from './use-move.ts';

interface DayProps {
  day: string;
  entries: PlacedEntry[];
  workspaceId: string;
  slug: string;
  mayChange: (entry: PlacedEntry) => boolean;
  onMove: (entry: PlacedEntry, wallTime: string) => void;
  onClose: () => void;
}

/** Everything of one day, and what can be done with each: the twin of drag and drop for everybody. */
export function DayDialog(props: DayProps) {
  return (
    <Modal
      title={longDay(props.day)}
      onClose={props.onClose}
      foot={<Button onClick={props.onClose}>{words.close}</Button>}
    >
      {props.entries.length === 0 && <p className="mt-3 text-ink-2">{words.nothing}</p>}
      <ul className="day-posts mt-3">
        {props.entries.map((entry) => (
          <li key={entry.id} className="border-t border-line py-2">
            <PostChip entry={entry} slug={props.slug} />
            {entry.warnings.map((warning) => (
              <p key={warning} className="small text-ink-2" aria-hidden="true">
                {tellWarning(warning, entry.publishingLimit)}
              </p>
            ))}
            {props.mayChange(entry) && <Deeds {...props} entry={entry} />}
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function Deeds({ entry, workspaceId, slug, onMove }: DayProps & { entry: PlacedEntry }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'move' | 'repeat'>();
  const params = { workspaceId, postId: entry.id };
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] });
  const [key] = useState(() => crypto.randomUUID());
  const copy = useMutation({ mutationFn: () => client.schedule.copy({ params, key }), onSettled });
  const send = useMutation({
    mutationFn: (moment: { wallTime: string } | { slot: 'next' }) =>
      client.posts.publish({ params, body: moment }),
    onSettled,
  });
  const takeOff = useMutation({
    mutationFn: () =>
      entry.state === 'draft'
        ? client.schedule.plan({ params, body: { wallTime: null } })
        : client.posts.unschedule({ params }),
    onSettled,
  });
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
        {entry.state === 'draft' && entry.connectionId && (
          <>
            <Button
              size="small"
              working={send.isPending && words.scheduling}
              onClick={() => send.mutate({ wallTime: entry.wallTime })}
            >
              {words.schedule(timeOf(entry.wallTime))}
              <Named entry={entry} />
            </Button>
            <Button size="small" onClick={() => send.mutate({ slot: 'next' })}>
              {words.nextSlot}
              <Named entry={entry} />
            </Button>
          </>
        )}
        {entry.connectionId && (
          <Button size="small" working={copy.isPending && words.duplicating} onClick={() => copy.mutate()}>
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
            onClick={() => takeOff.mutate()}
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
