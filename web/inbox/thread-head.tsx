import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, RotateCcw } from 'lucide-react';
import { useState, type RefObject } from 'react';
import type { ThreadView } from '#contract/inbox.ts';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { Assignee } from './assignee.tsx';
import { MediaAside } from './media-aside.tsx';
import { threadQuery } from './queries.ts';
import { context, row, spamReasons, thread as words } from './strings.ts';
import { BackLink } from './back-link.tsx';
import type { PaneProps } from './pane-props.ts';

/** Who and where, whose it is, and whether it is done. */
export function ThreadHead({
  titleRef,
  ...props
}: PaneProps & { view: ThreadView; titleRef: RefObject<HTMLHeadingElement | null> }) {
  const { view, workspace, user } = props;
  const { thread } = view;
  const queryClient = useQueryClient();
  const [isLooking, setIsLooking] = useState(false);
  const mayEdit = mayWith(workspace, thread.instagramUserId, contract.inbox.edit.access);
  const edit = useMutation({
    mutationFn: (body: { state?: 'open' | 'done'; assignedTo?: string | null }) =>
      client.inbox.edit({ params: { workspaceId: workspace.id, threadId: thread.id }, body }),
    onSuccess: (answered) => {
      const { queryKey } = threadQuery(workspace.id, thread.id);
      queryClient.setQueryData(queryKey, (known) => known && { ...known, thread: answered });
      // Not waited for: the next conversation opens at once.
      void queryClient.invalidateQueries({ queryKey: ['inbox', workspace.id] });
    },
  });
  /** Only where the conversation is still open: a late answer takes nobody away from another. */
  const settle = (state: 'open' | 'done') => edit.mutate({ state }, { onSuccess: props.onSettled });
  const isDone = thread.state === 'done';
  return (
    <header className="inbox-thread-head">
      <div className="flex flex-wrap items-center gap-2">
        <BackLink slug={workspace.slug} search={props.search} />
        <div className="inbox-who">
          <h2 id="inbox-thread" ref={titleRef} tabIndex={-1} className="truncate">
            {thread.username === null ? row.nobody : `@${thread.username}`}
          </h2>
          <p className="small truncate text-ink-3" dir="auto">
            {placeOf(view)}
          </p>
        </div>
        {mayEdit && <Assignee view={view} workspace={workspace} user={user} onChoose={edit.mutate} />}
        {mayEdit && (
          <Button
            size="small"
            data-key="done"
            working={edit.isPending && edit.variables.state !== undefined && words.doing}
            onClick={() => settle(isDone ? 'open' : 'done')}
          >
            {isDone ? <RotateCcw size={15} aria-hidden="true" /> : <Check size={15} aria-hidden="true" />}
            {isDone ? words.reopen : words.done}
          </Button>
        )}
        <Button size="small" kind="quiet" className="inbox-context" onClick={() => setIsLooking(true)}>
          {words.context}
        </Button>
      </div>
      {thread.spam.length > 0 && (
        <p className="small mt-2 text-pretty text-ink-2">
          <strong className="strong">{words.spamTitle}.</strong>{' '}
          {thread.spam.map((rule) => spamReasons[rule]).join(' ')} {words.spamMeaning}
        </p>
      )}
      <ProblemNote error={edit.error} />
      {isLooking && (
        <Modal
          title={context.title}
          onClose={() => setIsLooking(false)}
          foot={<Button onClick={() => setIsLooking(false)}>{context.close}</Button>}
        >
          <div className="mt-4">
            <MediaAside view={view} workspace={workspace} onMedia={props.onMedia} />
          </div>
        </Modal>
      )}
    </header>
  );
}

function placeOf({ thread, media }: ThreadView): string {
  if (thread.kind !== 'comment') return words[thread.kind];
  const place = thread.mediaWords ? words.on(thread.mediaWords) : media && words.onPost;
  const comments = words.comments(thread.comments);
  return place ? `${place}, ${comments}` : comments;
}
