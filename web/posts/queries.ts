import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export const postsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId],
    queryFn: async () => (await client.posts.list({ params: { workspaceId } })).posts,
    // A list that holds a post in flight is worth looking at again.
    refetchInterval: ({ state }) => (state.data?.some((post) => isInFlight(post.state)) ? 4000 : false),
  });

export const postQuery = (workspaceId: string, postId: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, postId],
    queryFn: () => client.posts.read({ params: { workspaceId, postId } }),
  });

export function isInFlight(state: string): boolean {
  return state === 'scheduled' || state === 'preparing' || state === 'ready' || state === 'publishing';
}
