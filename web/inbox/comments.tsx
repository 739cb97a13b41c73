import { useLayoutEffect, useRef } from 'react';
import type { Comment, ThreadView, Write } from '#contract/inbox.ts';
import type { Workspace } from '#contract/identity.ts';
import { CommentItem } from './comment-item.tsx';
import type { ReplyMode } from './drafts.ts';
import { NoteItem } from './note-item.tsx';
import { thread as words } from './strings.ts';
import { WriteItem } from './write-item.tsx';

/** Nearer to the end than this, a person reads the end. */
const endPx = 80;

/** What was written, oldest first, with what is on its way and the notes of colleagues among it. */
export function Comments(props: {
  view: ThreadView;
  workspace: Workspace;
  onAnswer: (comment: Comment, how: ReplyMode) => void;
  onRemove: (comment: Comment) => void;
}) {
  const { view, workspace } = props;
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const flow = useRef<HTMLDivElement>(null);
  // Opens at the newest and stays there while more comes, unless somebody reads further up.
  useLayoutEffect(() => {
    const resized = new ResizeObserver(() => {
      if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
    });
    if (flow.current) resized.observe(flow.current);
    return () => resized.disconnect();
  }, []);
  return (
    <section
      ref={box}
      className="inbox-comments"
      aria-label={words.comments(view.thread.comments)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and who reads only has no button in it to scroll by
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < endPx;
      }}
    >
      <div ref={flow} className="inbox-flow">
        {entriesOf(view).map(({ key, comment, write, note }, index) => (
          <div key={key} className="contents">
            {comment && (
              <CommentItem
                comment={comment}
                isFirst={index === 0}
                view={view}
                workspace={workspace}
                onAnswer={(how) => props.onAnswer(comment, how)}
                onRemove={() => props.onRemove(comment)}
              />
            )}
            {write && <WriteItem write={write} view={view} workspace={workspace} />}
            {note && <NoteItem note={note} />}
            {index === 0 && view.hasMore && <p className="small ps-[50px] text-ink-3">{words.earlier}</p>}
          </div>
        ))}
      </div>
    </section>
  );
}

interface Entry {
  key: string;
  at: string;
  comment?: Comment;
  write?: Write;
  note?: ThreadView['notes'][number];
}

/** In the order of time; a write that changes a comment stands at that comment. */
function entriesOf({ comments, writes, notes }: ThreadView): Entry[] {
  const shown = new Set(comments.map(({ commentId }) => commentId));
  const apart = writes.filter((write) => write.text !== null || !shown.has(write.targetId));
  const [first, ...rest] = comments.map((comment): Entry => ({
    key: comment.id,
    at: comment.postedAt,
    comment,
  }));
  return [
    ...(first ? [first] : []),
    ...[
      ...rest,
      ...apart.map((write): Entry => ({ key: write.id, at: write.requestedAt, write })),
      ...notes.map((note): Entry => ({ key: note.id, at: note.at, note })),
    ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  ];
}
