import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { contract } from '#contract/index.ts';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { client } from '../app/client.ts';
import { mayWith } from '../app/may.ts';
import type { CommentDeeds } from './comment-list.tsx';
import { commentsQuery } from './queries.ts';
import type { Remark } from './remark.ts';
import { remarksOf } from './remarks-of.ts';
import { useTalk } from './use-talk.ts';

export type Conversation = ReturnType<typeof useConversation>;

/** What is said of a post by now, what a member is writing about it, and what they may do with it. */
export function useConversation(workspace: Workspace, post: Post, userId: string) {
  const queryClient = useQueryClient();
  const params = { workspaceId: workspace.id, postId: post.id };
  const { queryKey } = commentsQuery(workspace.id, post.id);
  const query = useQuery(commentsQuery(workspace.id, post.id));
  const readAgain = { onSettled: () => queryClient.invalidateQueries({ queryKey }) };
  const settle = useMutation({
    mutationFn: ({ id, resolvedBy }: Remark) =>
      client.reviews.resolveComment({
        params: { ...params, commentId: id },
        body: { resolved: resolvedBy === null },
      }),
    ...readAgain,
  });
  const remove = useMutation({
    mutationFn: ({ id }: Remark) => client.reviews.removeComment({ params: { ...params, commentId: id } }),
    ...readAgain,
  });
  const talk = useTalk(post, async (comment) => {
    await client.reviews.addComment({ params, body: comment });
    await queryClient.invalidateQueries({ queryKey });
  });
  const mayComment = mayWith(workspace, post.instagramUserId, contract.reviews.addComment.access);
  const deeds: CommentDeeds = {
    ...(mayComment && {
      settle: (remark) => settle.mutate(remark),
      remove: (remark) => remove.mutate(remark),
    }),
    busy: settle.isPending ? settle.variables.id : remove.isPending ? remove.variables.id : undefined,
    error: settle.error ?? remove.error,
  };
  const remarks = remarksOf(query.data ?? [], post.items, ({ author }) => author.userId === userId);
  return { query, remarks, talk, deeds, mayComment };
}
