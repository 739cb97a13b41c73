import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MessageCircle } from 'lucide-react';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import type { PostView } from '#contract/posts.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import { ProblemNote } from '../app/problem-note.tsx';
import { Button } from '../look/button.tsx';
import { Notice } from '../look/notice.tsx';
import { page as words } from './strings.ts';

/** The post is live and its first comment is not there, or not known to be: that changes nothing of the post, and waits until a person has seen to it. */
export function CommentTrouble({ view, workspace }: { view: PostView; workspace: Workspace }) {
  const { post, steps } = view;
  const queryClient = useQueryClient();
  const settle = useMutation({
    mutationFn: () => client.posts.settleComment({ params: { workspaceId: workspace.id, postId: post.id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspace.id] }),
  });
  const last = steps.findLast(({ step }) => step === 'first_comment' || step === 'comment_settled');
  if (last?.step !== 'first_comment' || last.outcome !== 'failed') return null;
  const code = String(last.details['code']);
  const entry = entryOf(code in catalogue ? (code as ErrorCode) : 'instagram_unexpected');
  // Who is told to write what may be there makes it stand twice.
  const mayBeThere = code === 'comment_unconfirmed';
  return (
    <Notice
      icon={MessageCircle}
      tint="warning"
      title={mayBeThere ? words.commentUnconfirmed : words.commentFailed}
      actions={
        mayWith(workspace, post.instagramUserId, contract.posts.settleComment.access) && (
          <Button
            size="small"
            working={settle.isPending && words.commentSettling}
            onClick={() => settle.mutate()}
          >
            {words.commentSeen}
          </Button>
        )
      }
    >
      {entry.message} {mayBeThere ? words.commentNotRepeated : words.commentByHand}{' '}
      <span className="id small text-ink-3">{code}</span>
      <ProblemNote error={settle.error} />
    </Notice>
  );
}
