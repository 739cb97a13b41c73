import { ImagePlus, Plus } from 'lucide-react';
import { ProblemNote } from '../../app/problem-note.tsx';
import { Button } from '../../look/button.tsx';
import { strip as words } from './strings.ts';
import type { Uploads } from './use-uploads.ts';

const acceptedTypes =
  'image/jpeg,image/png,image/webp,image/heic,image/heif,video/mp4,video/quicktime,video/webm';

/** The way to files: large where there are none yet, one more plate behind them where there are. */
export function AddFiles(props: {
  isFirst: boolean;
  isOver: boolean;
  onFiles: (files: File[]) => void;
  onLibrary: () => void;
}) {
  const input = (
    <input
      type="file"
      multiple
      className="sr-only"
      accept={acceptedTypes}
      onChange={(event) => {
        props.onFiles([...(event.target.files ?? [])]);
        event.target.value = '';
      }}
    />
  );
  const look = `border border-dashed border-control rounded-2 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus hover:bg-hover ${props.isOver ? 'bg-select' : ''}`;
  if (!props.isFirst)
    return (
      <label className={`grid h-[105px] w-[84px] place-items-center ${look}`}>
        {input}
        <Plus size={19} strokeWidth={1.6} className="text-ink-3" aria-hidden="true" />
        <span className="sr-only">{words.more}</span>
      </label>
    );
  return (
    <>
      <label
        className={`flex min-h-[148px] flex-col items-center justify-center gap-2 px-4 py-5 text-center ${look}`}
      >
        {input}
        <ImagePlus size={21} strokeWidth={1.6} className="text-ink-3" aria-hidden="true" />
        <span className="strong">{words.add}</span>
        <span className="text-pretty text-ink-2">{words.drop}</span>
        <span className="small text-pretty text-ink-3">{words.limits}</span>
      </label>
      <Button kind="quiet" size="small" className="mt-2 -ml-2.5" onClick={props.onLibrary}>
        {words.fromLibrary}
      </Button>
    </>
  );
}

/** What is on its way, and what did not arrive. */
export function UploadsUnderWay({ uploads }: { uploads: Uploads }) {
  const { current, waiting, failed } = uploads;
  const percent = typeof current?.sent === 'number' ? Math.floor(current.sent * 100) : undefined;
  return (
    <>
      {current && (
        <div className="mt-3 grid gap-2 rounded-2 border border-line px-4 py-3">
          <p className="flex flex-wrap justify-between gap-x-4">
            <output className="min-w-0 truncate">{wordsFor(current.sent)(current.name)}</output>
            {percent !== undefined && <span className="text-ink-3">{words.percent(percent)}</span>}
          </p>
          <progress
            className="progress"
            max={100}
            // Without a value it only says that something happens.
            value={percent}
            aria-label={(current.sent === null ? words.reading : words.uploading)(current.name)}
          />
          <p className="flex items-center gap-3">
            <Button size="small" kind="quiet" className="-ml-2.5" onClick={uploads.cancel}>
              {words.cancel}
            </Button>
            {waiting > 0 && <span className="small text-ink-3">{words.waiting(waiting)}</span>}
          </p>
        </div>
      )}
      {failed.map(({ key, name, error }) => (
        <div key={key} className="mt-3">
          <p className="small mb-1 text-ink-2">{words.failed(name)}</p>
          <ProblemNote error={error} />
        </div>
      ))}
    </>
  );
}

function wordsFor(sent: number | null): (name: string) => string {
  if (sent === null) return words.reading;
  return sent < 1 ? words.uploading : words.preparing;
}
