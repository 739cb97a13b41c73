import { CircleAlert, CircleCheck, Copy } from 'lucide-react';
import { Button } from '../look/button.tsx';
import { upload as words } from './strings.ts';
import type { QueuedFile, UploadQueue } from './upload-queue.ts';

/** Rows of one sort in view at once; five hundred files are counted, not listed. */
const rowsInView = 8;

/** What is on its way into the library, and what needs a person; nothing when there is neither. */
export function UploadPanel({ queue, files }: { queue: UploadQueue; files: readonly QueuedFile[] }) {
  if (files.length === 0) return null;
  const stored = files.filter(({ state }) => state === 'stored').length;
  const waiting = files.filter(({ state }) => state === 'waiting').length;
  const moving = files.filter(({ state }) => ['reading', 'sending', 'storing'].includes(state));
  const asking = files.filter(({ state }) => state === 'duplicate' || state === 'failed');
  const isOver = waiting === 0 && moving.length === 0;
  return (
    <section className="card mb-8 max-w-[46rem] px-5 py-4" aria-label={words.title}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <output className="strong flex-1">{words.progress(stored, files.length)}</output>
        {isOver && asking.length === 0 ? (
          <Button size="small" kind="quiet" onClick={queue.clear}>
            {words.done}
          </Button>
        ) : (
          <Button size="small" kind="quiet" onClick={queue.stopAll}>
            {words.stopAll}
          </Button>
        )}
      </div>
      {!isOver && (
        <progress
          className="progress mt-2"
          max={files.length}
          value={stored + moving.reduce((sum, { sent }) => sum + sent, 0)}
          aria-label={words.title}
        />
      )}
      <ul>
        {moving.map((each) => (
          <Moving key={each.key} each={each} queue={queue} />
        ))}
      </ul>
      {waiting > 0 && <p className="small mt-2 text-ink-3">{words.waiting(waiting)}</p>}
      <ul>
        {asking.slice(0, rowsInView).map((each) => (
          <Asking key={each.key} each={each} queue={queue} />
        ))}
      </ul>
      {asking.length > rowsInView && (
        <p className="small mt-2 text-ink-3">{words.rest(asking.length - rowsInView)}</p>
      )}
      {isOver && asking.length === 0 && (
        <p className="status mt-1" data-tint="success">
          <CircleCheck size={15} aria-hidden="true" />
          {words.progress(stored, files.length)}
        </p>
      )}
    </section>
  );
}

function Moving({ each, queue }: { each: QueuedFile; queue: UploadQueue }) {
  const percent = Math.floor(each.sent * 100);
  const isReading = each.state === 'reading';
  return (
    <li className="mt-3 grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 gap-y-1.5">
      <span className="truncate">{each.file.name}</span>
      <span className="small text-ink-3">
        {isReading ? words.reading : each.state === 'storing' ? words.storing : words.percent(percent)}
      </span>
      <Button
        size="small"
        kind="quiet"
        aria-label={words.cancelNamed(each.file.name)}
        onClick={() => queue.remove(each.key)}
      >
        {words.cancel}
      </Button>
      <progress
        className="progress col-span-3"
        max={100}
        // Without a value it only says that something happens: how long a decoder needs nobody knows.
        value={isReading ? undefined : percent}
        aria-label={(isReading ? words.readingNamed : words.sending)(each.file.name)}
      />
    </li>
  );
}

function Asking({ each, queue }: { each: QueuedFile; queue: UploadQueue }) {
  const { key, file, asset, problem } = each;
  const isDuplicate = each.state === 'duplicate';
  // A judgement about the file stays the same; trouble on the way may pass.
  const mayPass = (problem?.status ?? 0) >= 500 || problem?.status === 409;
  return (
    <li className="mt-4 border-t border-line pt-3">
      <p className="flex items-baseline gap-2">
        {isDuplicate ? (
          <Copy size={15} className="translate-y-0.5 text-ink-3" aria-hidden="true" />
        ) : (
          <CircleAlert size={15} className="translate-y-0.5 text-danger" aria-hidden="true" />
        )}
        <span className="strong min-w-0 truncate">{file.name}</span>
      </p>
      <div className="small mt-1 text-pretty text-ink-2" role={isDuplicate ? undefined : 'alert'}>
        {isDuplicate
          ? words.duplicate(asset?.name ?? '')
          : `${problem?.title ?? ''} ${problem?.detail ?? ''}`}
      </div>
      <div className="mt-2 flex flex-wrap gap-2">
        {isDuplicate ? (
          <>
            <Button
              size="small"
              aria-label={words.takeOlderNamed(file.name)}
              onClick={() => queue.remove(key)}
            >
              {words.takeOlder}
            </Button>
            <Button
              size="small"
              kind="quiet"
              aria-label={words.keepBothNamed(file.name)}
              onClick={() => void queue.keepBoth(key)}
            >
              {words.keepBoth}
            </Button>
          </>
        ) : (
          <>
            <Button size="small" aria-label={words.dismissNamed(file.name)} onClick={() => queue.remove(key)}>
              {words.dismiss}
            </Button>
            {mayPass && (
              <Button
                size="small"
                kind="quiet"
                aria-label={words.retryNamed(file.name)}
                onClick={() => queue.retry(key)}
              >
                {words.retry}
              </Button>
            )}
          </>
        )}
      </div>
    </li>
  );
}
