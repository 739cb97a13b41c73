import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PostView } from '#contract/posts.ts';
import { isBeforeSchedule } from '../reviews/review-states.ts';
import { isInFlight, postQuery } from './queries.ts';
import { owesComment } from './timeline-lines.ts';

/**
 * A post with its timeline, followed live while it moves. The stream is a convenience: where something in between swallows
 * it, the post is read again every few seconds instead.
 */
export function usePostView(workspaceId: string, postId: string) {
  const queryClient = useQueryClient();
  const query = useQuery({
    ...postQuery(workspaceId, postId),
    refetchInterval: ({ state }) => {
      if (!state.data) return false;
      if (isMoving(state.data)) return 5000;
      // Somebody else decides: the page of whoever waits for it comes to know.
      return isBeforeSchedule(state.data.post) ? 15_000 : false;
    },
  });
  const moves = query.data !== undefined && isMoving(query.data);

  useEffect(() => {
    if (!moves) return undefined;
    const { queryKey } = postQuery(workspaceId, postId);
    const events = new EventSource(`/api/v1/workspaces/${workspaceId}/posts/${postId}/events`);
    events.addEventListener('post', ({ data }: MessageEvent<string>) => {
      queryClient.setQueryData(queryKey, JSON.parse(data) as PostView);
    });
    events.addEventListener('rest', () => {
      events.close();
      void queryClient.invalidateQueries({ queryKey: ['posts', workspaceId], exact: true });
    });
    return () => events.close();
  }, [moves, workspaceId, postId, queryClient]);

  return query;
}

/** In flight, or live with its first comment or its address on Instagram still to come. */
function isMoving({ post, steps }: PostView): boolean {
  if (post.paused) return false;
  if (post.state === 'published')
    return owesComment(post, steps) || !steps.some(({ step }) => step === 'permalink' || step === 'resolved');
  return isInFlight(post.state);
}
