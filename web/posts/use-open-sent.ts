import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Workspace } from '#contract/identity.ts';
import type { Post } from '#contract/posts.ts';
import { postQuery } from './queries.ts';

/** Opens the page of a post that was sent from its composer, with what the answer told of it. */
export function useOpenSent(workspace: Workspace): (sent: Post) => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (sent) => {
    const { queryKey } = postQuery(workspace.id, sent.id);
    queryClient.setQueryData(queryKey, (before) => before && { ...before, post: sent });
    void navigate({ to: '/w/$slug/posts/$postId', params: { slug: workspace.slug, postId: sent.id } });
  };
}
