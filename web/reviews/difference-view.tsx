import type { ReactNode } from 'react';
import type { ContentDifference, WordRun } from '#contract/reviews.ts';
import { words as look } from '../look/strings.ts';
import { difference as words, settings } from './strings.ts';

/** What changed from one content to another: words as they came and went, all else as before and now. */
export function DifferenceView({ changed }: { changed: ContentDifference }) {
  const { caption, firstComment, kind, files } = changed;
  return (
    <dl className="difference grid gap-3">
      {caption && (
        <Part name={words.caption}>
          <WordRuns runs={caption} />
        </Part>
      )}
      {firstComment && (
        <Part name={words.firstComment}>
          <WordRuns runs={firstComment} />
        </Part>
      )}
      {kind && (
        <Part name={words.kind}>
          <BeforeAfter before={words.kinds[kind.before]} after={words.kinds[kind.after]} />
        </Part>
      )}
      {changed.settings.map(({ name, before, after }) => (
        <Part key={name} name={settings.names[name] ?? name}>
          <BeforeAfter before={told(before)} after={told(after)} />
        </Part>
      ))}
      {files.length > 0 && (
        <Part name={words.files}>
          <ul className="grid gap-1">
            {files.map((file) => (
              <FileChange key={`${file.assetId} ${file.before} ${file.after}`} file={file} />
            ))}
          </ul>
        </Part>
      )}
    </dl>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="small text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** Words that came are underlined, words that went are struck through; both are said to who hears them. */
function WordRuns({ runs }: { runs: readonly WordRun[] }) {
  return (
    <p className="read whitespace-pre-line" dir="auto">
      {runs.map(({ is, text }, i) => {
        if (is === 'same') return <span key={i}>{text}</span>;
        const Tag = is === 'added' ? 'ins' : 'del';
        return (
          <Tag key={i}>
            <span className="sr-only">{words[is]}</span>
            {text}
            <span className="sr-only">{words.end}</span>
          </Tag>
        );
      })}
    </p>
  );
}

function BeforeAfter({ before, after }: { before: string; after: string }) {
  return (
    <span dir="auto">
      <del>
        <span className="sr-only">{words.was}: </span>
        {before}
      </del>
      <span aria-hidden="true"> → </span>
      <ins>
        <span className="sr-only">{words.is}: </span>
        {after}
      </ins>
    </span>
  );
}

function FileChange({ file }: { file: ContentDifference['files'][number] }) {
  const before = (file.before ?? 0) + 1;
  const after = (file.after ?? 0) + 1;
  return (
    <>
      {file.is === 'added' && <li>{words.fileAdded(after)}</li>}
      {file.is === 'removed' && <li>{words.fileRemoved(before)}</li>}
      {file.is === 'moved' && <li>{words.fileMoved(before, after)}</li>}
      {file.cropChanged && <li>{words.crop(after)}</li>}
      {file.tagsChanged && <li>{words.tags(after)}</li>}
      {file.altText && (
        <li>
          {words.altText(after)}
          <WordRuns runs={file.altText} />
        </li>
      )}
    </>
  );
}

/** A setting's value in words. */
function told(value: unknown): string {
  if (value === null || value === undefined || value === '') return words.nothing;
  if (typeof value === 'boolean') return value ? settings.on : settings.off;
  if (Array.isArray(value)) return value.length === 0 ? words.nothing : value.map(told).join(', ');
  if (typeof value === 'string') return settings.values[value] ?? value;
  if (typeof value === 'object') {
    if ('name' in value && typeof value.name === 'string' && value.name !== '') return value.name;
    if ('pageId' in value) return told(value.pageId);
    if ('from' in value)
      return 'atMs' in value ? settings.coverAt(Number(value.atMs) / 1000) : settings.coverPicture;
  }
  return typeof value === 'number' ? value.toLocaleString('en') : look.missing;
}
