import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ThreadView } from '#contract/inbox.ts';
import { client } from '../app/client.ts';
import { isCode } from '../app/problem.ts';
import type { ReplyMode } from './drafts.ts';

/** One try to send: while its answer is lost, the same key and the same `lastSeen` are sent again, so that it is done once. */
interface Attempt {
  key: string;
  text: string;
  mode: ReplyMode;
  lastSeen: string | null;
}

/** Sends what was written. A try that got no answer is repeated as the same try. */
export function useSending(
  view: ThreadView,
  workspaceId: string,
  mode: ReplyMode,
  onSent: (text: string) => void,
) {
  const queryClient = useQueryClient();
  const attempt = useRef<Attempt>(undefined);
  const params = { workspaceId, threadId: view.thread.id };
  return useMutation({
    mutationFn: async ({ text, lastSeen }: { text: string; lastSeen: string | null }) => {
      const before = attempt.current;
      const now =
        before?.text === text && before.mode === mode
          ? before
          : { key: crypto.randomUUID(), text, mode, lastSeen };
      attempt.current = now;
      const key = now.key;
      if (mode === 'note') await client.inbox.addNote({ params, body: { text }, key });
      else if (mode === 'reply')
        await client.inbox.reply({ params, body: { text, lastSeen: now.lastSeen }, key });
      else
        await client.inbox.replyPrivately({
          params,
          body: { text, commentId: view.comments[0]?.id ?? '' },
          key,
        });
    },
    onSuccess: (_, { text }) => {
      attempt.current = undefined;
      onSent(text);
    },
    onError: (error) => {
      // It was refused, so it was not done: the next is another try.
      if (!isCode(error, 'unavailable')) attempt.current = undefined;
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['inbox', workspaceId] }),
  });
}

/** The newest that the writer can see: a comment, or an answer that is on its way. */
export function lastSeenOf({ comments, writes }: ThreadView): string | null {
  const comment = comments.at(-1);
  const write = writes.findLast(({ kind }) => kind === 'reply' || kind === 'mention_reply');
  if (write && (!comment || write.requestedAt >= comment.postedAt)) return write.id;
  return comment?.id ?? null;
}

/** The newest answer of the account, whether it is there already or on its way. */
export function lastAnswerOf({ comments, writes, thread }: ThreadView): { by: string; text: string } | null {
  const write = writes.findLast(({ kind }) => kind === 'reply' || kind === 'mention_reply');
  const comment = comments.findLast(({ isOwn, goneAt }) => isOwn && goneAt === null);
  if (write && (!comment || write.requestedAt >= comment.postedAt))
    return { by: write.requestedBy ?? `@${thread.account}`, text: write.text ?? '' };
  return comment ? { by: `@${thread.account}`, text: comment.text } : null;
}
