import { Link } from '@tanstack/react-router';
import { CircleQuestionMark, CircleX, Loader } from 'lucide-react';
import type { InboxThread, Write } from '#contract/inbox.ts';
import { Portrait } from '../look/portrait.tsx';
import type { InboxSearch } from './queries.ts';
import { row as words, writeKinds } from './strings.ts';
import { when } from './when.ts';

/** A conversation in the list: who, when, the last words, and what a person must know before opening it. */
export function ThreadRow(props: { thread: InboxThread; slug: string; search: InboxSearch; view: string }) {
  const { thread } = props;
  const author = thread.lastAuthor ?? thread.username ?? words.nobody;
  return (
    <li>
      <Link
        className="inbox-row"
        data-thread={thread.id}
        data-unanswered={thread.isUnanswered || undefined}
        to="/w/$slug/inbox"
        params={{ slug: props.slug }}
        search={{ ...props.search, thread: thread.id }}
        activeOptions={{ exact: true, includeSearch: true }}
        {...(props.search.thread === thread.id && { 'aria-current': true })}
        resetScroll={false}
        preload={false}
      >
        <Portrait name={author} size={36} />
        <span className="min-w-0">
          <span className="flex items-baseline gap-2">
            <b className="min-w-0 flex-1 truncate">{author}</b>
            <time className="micro id shrink-0 text-ink-3" dateTime={thread.lastAt}>
              {when(thread.lastAt)}
            </time>
          </span>
          <span className="inbox-words" dir="auto">
            {thread.lastWords}
          </span>
          <Marks thread={thread} view={props.view} />
        </span>
        {thread.mediaPictureUrl && (
          <span className="clip h-10 w-8">
            <img src={thread.mediaPictureUrl} alt="" width={32} height={40} loading="lazy" />
          </span>
        )}
      </Link>
    </li>
  );
}

function Marks({ thread, view }: { thread: InboxThread; view: string }) {
  const marks = [
    words.kind[thread.kind],
    thread.comments > 1 && words.replies(thread.comments - 1),
    thread.assignedTo?.name,
    view !== 'hidden' && thread.isHidden && words.hidden,
    view !== 'done' && thread.state === 'done' && words.done,
    thread.goneAt && words.gone,
    thread.spam.length > 0 && words.spam,
  ].filter((mark): mark is string => Boolean(mark));
  if (marks.length === 0 && !thread.trouble) return null;
  return (
    <span className="micro mt-1.5 flex flex-wrap gap-x-3 text-ink-3">
      {marks.map((mark) => (
        <span key={mark}>{mark}</span>
      ))}
      {thread.trouble && <Trouble write={thread.trouble} />}
    </span>
  );
}

function Trouble({ write }: { write: Write }) {
  const kind = writeKinds[write.kind];
  const [Icon, tint, text] =
    write.state === 'failed'
      ? [CircleX, 'danger', kind.failed]
      : write.state === 'unconfirmed'
        ? [CircleQuestionMark, 'warning', kind.unconfirmed]
        : [Loader, undefined, kind.doing];
  return (
    <span className="status micro" data-tint={tint}>
      <Icon size={13} aria-hidden="true" />
      {text}
    </span>
  );
}
