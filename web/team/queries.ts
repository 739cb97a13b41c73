import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** Members by the page, in the order of joining. */
export const membersQuery = (workspaceId: string, search: string) =>
  infiniteQueryOptions({
    queryKey: ['members', workspaceId, 'pages', search],
    queryFn: ({ pageParam }) =>
      client.identity.listMembers({
        params: { workspaceId },
        query: { limit: 50, ...(search && { search }), ...(pageParam && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const invitesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['invites', workspaceId],
    queryFn: async () => (await client.team.listInvites({ params: { workspaceId } })).invites,
  });

export const accountRolesQuery = (workspaceId: string, userId: string) =>
  queryOptions({
    queryKey: ['account-roles', workspaceId, userId],
    queryFn: async () => (await client.team.readAccountRoles({ params: { workspaceId, userId } })).accounts,
  });
