import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PostView } from '#contract/posts.ts';
import { useLive } from '../app/use-live.ts';
import { paceOf, type Pace } from './pace.ts';
import { postQuery } from './queries.ts';

/** How often a post is read again. Of what others decide the page of whoever waits for it comes to know. */
const againMs: Record<Pace, number | false> = {
  moving: 5000,
  waiting: 30_000,
  asked: 15_000,
  resting: false,
};

/**
 * A post with its timeline, followed live while it moves. The stream is a convenience: where something in between swallows
 * it, the post is read again every few seconds instead. One that is due later is only read now and then: a stream would hold
 * one of the browser's few connections until its moment.
 */
export function usePostView(workspaceId: string, postId: string) {
  const queryClient = useQueryClient();
  const query = useQuery({
    ...postQuery(workspaceId, postId),
    refetchInterval: ({ state }) => (state.data ? againMs[paceOf(state.data, Date.now())] : false),
  });
  // Judged at each reading, so that a post whose moment comes near is followed from then on.
  const moves = query.data !== undefined && paceOf(query.data, query.dataUpdatedAt) === 'moving';
  useLive(
    `/api/v1/workspaces/${workspaceId}/posts/${postId}/events`,
    {
      post: (view) => queryClient.setQueryData(postQuery(workspaceId, postId).queryKey, view as PostView),
      rest: () => void queryClient.invalidateQueries({ queryKey: ['posts', workspaceId], exact: true }),
    },
    { isOn: moves, end: 'rest' },
  );
  return query;
}
