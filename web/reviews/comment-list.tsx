import { Check, Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProblemNote } from '../app/problem-note.tsx';
import { Portrait } from '../look/portrait.tsx';
import { moment } from '../look/moments.ts';
import { places } from './comment-place.ts';
import type { Remark } from './remark.ts';
import { conversation as words } from './strings.ts';

/** What a page may do with a comment; what is missing is not offered. */
export interface CommentDeeds {
  settle?: ((remark: Remark) => void) | undefined;
  remove?: ((remark: Remark) => void) | undefined;
  /** The comment that something is being done to. */
  busy: string | undefined;
  error: unknown;
}

/** What was said, in order; what is settled lies folded beneath. */
export function CommentList(props: {
  postId: string;
  remarks: readonly Remark[];
  files: number;
  deeds: CommentDeeds;
}) {
  const { remarks, files, deeds } = props;
  const open = remarks.filter(({ resolvedBy }) => resolvedBy === null);
  const settled = remarks.filter(({ resolvedBy }) => resolvedBy !== null);
  return (
    <>
      {open.length > 0 && (
        <ol className="conversation max-w-[42rem] border-b border-line">
          {open.map((remark) => (
            <Item key={remark.id} postId={props.postId} remark={remark} files={files} deeds={deeds} />
          ))}
        </ol>
      )}
      {settled.length > 0 && (
        <details className="max-w-[42rem]">
          <summary className="small w-fit cursor-pointer py-2 text-ink-2">
            {words.resolved(settled.length)}
          </summary>
          <ol className="conversation border-b border-line">
            {settled.map((remark) => (
              <Item key={remark.id} postId={props.postId} remark={remark} files={files} deeds={deeds} />
            ))}
          </ol>
        </details>
      )}
      <ProblemNote error={deeds.error} />
    </>
  );
}

function Item({
  postId,
  remark,
  files,
  deeds,
}: {
  postId: string;
  remark: Remark;
  files: number;
  deeds: CommentDeeds;
}) {
  const { nth, name, resolvedBy } = remark;
  const isBusy = deeds.busy === remark.id;
  return (
    <li id={nth === null ? undefined : places(postId).comment(nth)} tabIndex={nth === null ? undefined : -1}>
      {nth === null ? <Portrait name={name} size={28} /> : <span className="clip comment-number">{nth}</span>}
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <b dir="auto" className="min-w-0 break-words">
            {name}
          </b>
          {remark.isByLink && (
            <span className="small inline-flex items-center gap-1 text-ink-3">
              <Link2 size={13} aria-hidden="true" />
              {words.byLink}
            </span>
          )}
          <time className="small text-ink-3" dateTime={remark.at}>
            {moment(remark.at)}
          </time>
        </p>
        <About remark={remark} files={files} />
        <p className="read break-words whitespace-pre-line" dir="auto">
          {remark.body}
        </p>
        {resolvedBy !== null && (
          <p className="small mt-1 flex items-center gap-1.5 text-ink-3">
            <Check size={14} aria-hidden="true" />
            {words.resolvedBy(resolvedBy)}
          </p>
        )}
        <p className="flex gap-4">
          {deeds.settle && (
            <Deed onPress={() => deeds.settle?.(remark)}>
              {isBusy ? words.resolving : resolvedBy === null ? words.resolve : words.reopen}
            </Deed>
          )}
          {deeds.remove && remark.isMine && (
            <Deed onPress={() => deeds.remove?.(remark)}>{isBusy ? words.removing : words.remove}</Deed>
          )}
        </p>
      </div>
    </li>
  );
}

function Deed({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="word-deed" onClick={onPress}>
      {children}
    </button>
  );
}

/** What of the post a comment is about, where it is not all of it. */
function About({ remark: { about }, files }: { remark: Remark; files: number }) {
  if (about.on === 'post') return null;
  return (
    <p className="comment-about my-1 break-words" dir="auto">
      {about.on === 'caption'
        ? about.place
          ? words.onWords(about.quote)
          : words.wordsGone(about.quote)
        : about.file === null
          ? words.pictureGone
          : words.onPicture(about.file, files)}
    </p>
  );
}
