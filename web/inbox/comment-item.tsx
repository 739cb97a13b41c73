import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, EyeOff, Trash2 } from 'lucide-react';
import type { Comment, ThreadView } from '#contract/inbox.ts';
import type { Workspace } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { pictureOf } from '../connections/queries.ts';
import { moment } from '../look/moments.ts';
import { Portrait } from '../look/portrait.tsx';
import type { ReplyMode } from './drafts.ts';
import { row, thread as words } from './strings.ts';
import { when } from './when.ts';
import { WriteState } from './write-item.tsx';

/** One comment: who, when, the words as they are, how it stands, and what can be done. */
export function CommentItem(props: {
  comment: Comment;
  isFirst: boolean;
  view: ThreadView;
  workspace: Workspace;
  onAnswer: (how: ReplyMode) => void;
  onRemove: () => void;
}) {
  const { comment, view, workspace } = props;
  const { connectionId } = view.thread;
  const name = comment.username ?? row.nobody;
  const write = view.writes.find(({ targetId, text }) => text === null && targetId === comment.commentId);
  return (
    <article
      className="comment"
      data-reply={comment.parentId !== null || undefined}
      data-dim={comment.isHidden || comment.goneAt !== null || undefined}
    >
      <Portrait
        name={name}
        src={comment.isOwn && connectionId ? pictureOf(workspace.id, connectionId) : null}
        size={36}
      />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <b>{name}</b>
          <time className="small id text-ink-3" dateTime={comment.postedAt} title={moment(comment.postedAt)}>
            {when(comment.postedAt)}
          </time>
        </p>
        <p className="comment-words" dir="auto">
          {comment.text}
        </p>
        <div className="comment-deeds">
          <Standing comment={comment} />
          {write ? (
            <WriteState write={write} view={view} workspace={workspace} />
          ) : (
            comment.goneAt === null && <Deeds {...props} name={name} />
          )}
          {comment.likeCount !== null && comment.likeCount > 0 && (
            <span>{words.likes(comment.likeCount)}</span>
          )}
        </div>
      </div>
    </article>
  );
}

function Standing({ comment }: { comment: Comment }) {
  if (comment.goneAt !== null)
    return (
      <span className="inline-flex items-center gap-1.5">
        <Trash2 size={14} aria-hidden="true" />
        {comment.goneBy === 'us' ? words.goneByUs : words.goneByInstagram}
      </span>
    );
  if (comment.isHidden)
    return (
      <span className="inline-flex items-center gap-1.5">
        <EyeOff size={14} aria-hidden="true" />
        {words.hidden}
      </span>
    );
  if (comment.isOwn)
    return (
      <span className="inline-flex items-center gap-1.5">
        <Check size={14} aria-hidden="true" />
        {words.onInstagram}
      </span>
    );
  return null;
}

function Deeds({ comment, isFirst, view, workspace, name, ...props }: DeedProps) {
  const queryClient = useQueryClient();
  const hide = useMutation({
    mutationFn: () =>
      client.inbox.setHidden({
        params: { workspaceId: workspace.id, threadId: view.thread.id, commentId: comment.id },
        body: { hidden: !comment.isHidden },
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['inbox', workspace.id] }),
  });
  const mayWrite = mayWith(workspace, view.thread.instagramUserId, contract.inbox.reply.access);
  if (!mayWrite) return null;
  return (
    <>
      {!comment.isOwn && view.can.reply === null && (
        <button type="button" aria-label={words.replyTo(name)} onClick={() => props.onAnswer('reply')}>
          {words.reply}
        </button>
      )}
      {isFirst && !comment.isOwn && view.can.replyPrivately === null && (
        <button type="button" aria-label={words.privatelyTo(name)} onClick={() => props.onAnswer('private')}>
          {words.privately}
        </button>
      )}
      {!comment.isOwn && view.can.hide === null && (
        <button
          type="button"
          data-key={isFirst ? 'hide' : undefined}
          aria-label={comment.isHidden ? words.showFrom(name) : words.hideFrom(name)}
          disabled={hide.isPending}
          onClick={() => hide.mutate()}
        >
          {comment.isHidden ? words.show : words.hide}
        </button>
      )}
      {view.can.remove === null && (
        <button type="button" aria-label={words.removeFrom(name)} onClick={props.onRemove}>
          {words.remove}
        </button>
      )}
      {hide.error && <ProblemNote error={hide.error} />}
    </>
  );
}

interface DeedProps {
  comment: Comment;
  isFirst: boolean;
  view: ThreadView;
  workspace: Workspace;
  name: string;
  onAnswer: (how: ReplyMode) => void;
  onRemove: () => void;
}
