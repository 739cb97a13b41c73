import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { isInFlight, isMovingSoon } from './pace.ts';

/** Every post, newest first, page by page. */
export const postsQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['posts', workspaceId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => client.posts.list({ params: { workspaceId }, query: { after: pageParam } }),
    getNextPageParam: ({ next }) => next ?? undefined,
    // A list that holds a post in flight is worth looking at again.
    refetchInterval: ({ state }) => {
      const posts = state.data?.pages.flatMap((page) => page.posts) ?? [];
      if (posts.some((post) => isMovingSoon(post, Date.now()))) return 4000;
      return posts.some((post) => isInFlight(post.state)) ? 30_000 : false;
    },
  });

/** What the workspace has live on an account, the newest of it. */
export const publishedQuery = (workspaceId: string, connection: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, 'published', connection],
    queryFn: async () =>
      (await client.posts.list({ params: { workspaceId }, query: { state: 'published', connection } })).posts,
  });

/** Drafts of an account that have no moment yet, newest first, page by page. */
export const unplannedQuery = (workspaceId: string, connection: string) =>
  infiniteQueryOptions({
    queryKey: ['posts', workspaceId, 'unplanned', connection],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      client.posts.list({
        params: { workspaceId },
        query: { state: 'draft', connection, planned: 'false', after: pageParam },
      }),
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const postQuery = (workspaceId: string, postId: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, postId],
    queryFn: () => client.posts.read({ params: { workspaceId, postId } }),
  });
