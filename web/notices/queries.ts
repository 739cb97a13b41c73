import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** How many are unread; told live by `useNoticeStream`, and looked at now and then where a stream cannot pass. */
export const unreadQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['notices', workspaceId, 'unread'],
    queryFn: async () =>
      (await client.notices.list({ params: { workspaceId }, query: { unread: 'true', limit: 1 } })).unread,
    refetchInterval: 30_000,
  });

export const noticesQuery = (workspaceId: string) =>
  infiniteQueryOptions({
    queryKey: ['notices', workspaceId, 'list'],
    queryFn: ({ pageParam }) =>
      client.notices.list({
        params: { workspaceId },
        query: { limit: 30, ...(pageParam === null ? {} : { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const choicesQuery = queryOptions({
  queryKey: ['notice-choices'],
  queryFn: () => client.notices.readChoices({}),
});
