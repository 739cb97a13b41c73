import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Connection } from '#contract/connections.ts';
import { offsetName, readWallTime, wallTimeAt } from '#rules/wall-time.ts';
import { client } from '../../app/client.ts';
import { ProblemNote } from '../../app/problem-note.tsx';
import { queueQuery } from '../../calendar/queries.ts';
import { tellWarning } from '../../calendar/tell-warning.ts';
import { Button } from '../../look/button.tsx';
import { Wrong } from '../../look/field.tsx';
import { Modal } from '../../look/modal.tsx';
import { fullMoment } from '../../look/moments.ts';
import { ask } from '../../reviews/strings.ts';
import { schedule as words } from './strings.ts';

const soonMs = 60 * 60_000;

/** A day and a time on the wall of the account's place. Where the clock skips or doubles it, it is said and asked. */
export function ScheduleDialog(props: {
  workspaceId: string;
  account: Connection;
  postId: string | undefined;
  /** The wall time to begin with; without it, the full hour after the next. */
  at: string | undefined;
  working: boolean;
  /** Why it was refused: what was chosen stays, to be changed. */
  error: unknown;
  onDone: (moment: { publishAt: string } | { slot: 'next' }) => void;
  /** With it the moment is a wish, asked of whoever approves; called for asking for no moment, or for at once. */
  onAskWithout?: (wish: null | Record<string, never>) => void;
  onClose: () => void;
}) {
  const { workspaceId, account, onAskWithout } = props;
  const { timeZone } = account;
  const id = useId();
  const [now] = useState(() => Date.now());
  const [wall, setWall] = useState(() => props.at ?? `${wallTimeAt(now + soonMs, timeZone).slice(0, 14)}00`);
  const [second, setSecond] = useState(false);
  const reading = readWallTime(wall, timeZone);
  const at =
    reading?.is === 'exact'
      ? reading.at
      : reading?.is === 'doubled'
        ? second
          ? reading.later
          : reading.earlier
        : undefined;
  const isPast = at !== undefined && at <= now;
  const { data: queue } = useQuery(queueQuery(workspaceId, account.id));
  const nextSlot = queue?.upcoming.find(({ state }) => state === 'open');
  const { data: known } = useQuery({
    queryKey: ['posts', workspaceId, 'check', account.id, wall],
    queryFn: () =>
      client.schedule.check({
        params: { workspaceId, connectionId: account.id },
        query: { wallTime: wall, post: props.postId },
      }),
    enabled: at !== undefined && !isPast,
  });
  return (
    <Modal
      title={onAskWithout ? ask.title : words.title}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button
            kind="light"
            disabled={at === undefined || isPast}
            working={props.working && (onAskWithout ? ask.working : words.working)}
            onClick={() => at !== undefined && props.onDone({ publishAt: new Date(at).toISOString() })}
          >
            {onAskWithout ? ask.ask : words.done}
          </Button>
        </>
      }
    >
      <label className="label mt-5" htmlFor={id}>
        {onAskWithout ? ask.when : words.when}
      </label>
      <input
        id={id}
        type="datetime-local"
        className="input"
        value={wall}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setWall(event.target.value.slice(0, 16));
          setSecond(false);
        }}
      />
      <span className="hint" id={`${id}-hint`}>
        {words.zone(timeZone)}
      </span>
      <div aria-live="polite">
        {isPast && <Wrong>{words.past}</Wrong>}
        {known?.warnings.map((warning) => (
          <p key={warning} className="small mt-1.5 text-warning">
            {tellWarning(warning, known.publishingLimit)}
          </p>
        ))}
        {reading?.is === 'skipped' && (
          <>
            <Wrong>{words.gap}</Wrong>
            <Button
              size="small"
              className="mt-2"
              onClick={() => setWall(wallTimeAt(reading.later, timeZone))}
            >
              {words.gapUse(wallTimeAt(reading.later, timeZone).slice(11))}
            </Button>
          </>
        )}
        {reading?.is === 'doubled' && (
          <fieldset className="mt-3 grid gap-2">
            <legend className="small text-ink-2">{words.twice}</legend>
            {([false, true] as const).map((isSecond) => (
              <label key={String(isSecond)} className="flex items-center gap-2.5">
                <input
                  type="radio"
                  name={id}
                  checked={second === isSecond}
                  onChange={() => setSecond(isSecond)}
                />
                {isSecond ? words.second : words.first},{' '}
                {offsetName(isSecond ? reading.later : reading.earlier, timeZone)}
              </label>
            ))}
          </fieldset>
        )}
      </div>
      {nextSlot && (
        <p className="mt-5 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
          <span className="small text-ink-2">{words.nextSlot(fullMoment(nextSlot.publishAt, timeZone))}</span>
          <Button size="small" onClick={() => !props.working && props.onDone({ slot: 'next' })}>
            {words.takeSlot}
          </Button>
        </p>
      )}
      {onAskWithout && (
        <p className="mt-5 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
          <span className="small text-ink-2">{ask.without}</span>
          <span className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => onAskWithout({})}>
              {ask.atOnce}
            </Button>
            <Button size="small" onClick={() => onAskWithout(null)}>
              {ask.noMoment}
            </Button>
          </span>
        </p>
      )}
      <ProblemNote error={props.error} />
    </Modal>
  );
}
