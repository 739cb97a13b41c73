import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Comment } from '#contract/inbox.ts';
import { client } from '../app/client.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Modal } from '../look/modal.tsx';
import { remove as words, row } from './strings.ts';

/** Asks once before a comment is deleted from Instagram; the safe choice comes first. */
export function DeleteDialog(props: {
  comment: Comment;
  threadId: string;
  workspaceId: string;
  onClose: () => void;
}) {
  const { comment, threadId, workspaceId } = props;
  const queryClient = useQueryClient();
  const deed = useMutation({
    mutationFn: () =>
      client.inbox.removeComment({ params: { workspaceId, threadId, commentId: comment.id } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['inbox', workspaceId] });
      props.onClose();
    },
  });
  return (
    <Modal
      title={words.title(comment.username ?? row.nobody)}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{words.keep}</Button>
          <Button kind="danger" working={deed.isPending && words.deleting} onClick={() => deed.mutate()}>
            {words.deed}
          </Button>
        </>
      }
    >
      <blockquote className="comment-words mt-3 border-s border-line-strong ps-4 text-ink-2" dir="auto">
        {comment.text}
      </blockquote>
      <p className="mt-3 text-pretty text-ink-2">{words.meaning}</p>
      <ProblemNote error={deed.error} />
    </Modal>
  );
}
