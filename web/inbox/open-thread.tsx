import { useEffect, useRef, useState } from 'react';
import type { Comment, ThreadView } from '#contract/inbox.ts';
import { Comments } from './comments.tsx';
import { MediaAside } from './media-aside.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { ReplyBox } from './reply-box.tsx';
import type { ReplyMode } from './drafts.ts';
import { ThreadHead } from './thread-head.tsx';
import { thread as words } from './strings.ts';
import type { PaneProps } from './pane-props.ts';
import { usePresence } from './use-presence.ts';

/** A conversation with its head, what was written, the field to answer in, and the post beside it. */
export function OpenThread(props: PaneProps & { view: ThreadView }) {
  const { view, workspace } = props;
  const title = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [mode, setMode] = useState<ReplyMode>('reply');
  const [addressed, setAddressed] = useState<string>();
  const [removing, setRemoving] = useState<Comment>();
  const arrived = useArrived(view);
  const presence = usePresence(workspace.id, view.thread.id);
  // Whoever opens a conversation goes on reading there.
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
  }, []);
  const answer = (comment: Comment, how: ReplyMode) => {
    setMode(how);
    setAddressed(how === 'reply' && comment.parentId !== null ? (comment.username ?? undefined) : undefined);
    // The field may be of another kind after this rendering.
    requestAnimationFrame(() => field.current?.focus());
  };
  return (
    <>
      <section className="inbox-thread" aria-labelledby="inbox-thread">
        <ThreadHead {...props} titleRef={title} />
        <Comments view={view} workspace={workspace} onAnswer={answer} onRemove={setRemoving} />
        <ReplyBox
          view={view}
          workspace={workspace}
          fieldRef={field}
          mode={mode}
          onMode={setMode}
          addressed={addressed}
          presence={presence}
        />
        <output className="sr-only">{arrived > 0 && words.arrived(arrived)}</output>
      </section>
      <aside className="inbox-aside" aria-label={words.context}>
        <MediaAside view={view} workspace={workspace} onMedia={props.onMedia} />
      </aside>
      {removing && (
        <DeleteDialog
          comment={removing}
          threadId={view.thread.id}
          workspaceId={workspace.id}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

/** How many comments of others came since it was opened. */
function useArrived(view: ThreadView): number {
  const theirs = view.comments.filter(({ isOwn }) => !isOwn);
  const [known] = useState(() => new Set(theirs.map(({ id }) => id)));
  return theirs.filter(({ id }) => !known.has(id)).length;
}
