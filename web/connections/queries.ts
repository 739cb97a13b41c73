import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export const connectionsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['connections', workspaceId],
    queryFn: async () => (await client.connections.list({ params: { workspaceId } })).connections,
  });

/** Read live from Instagram; worth a minute, not a call for every look. */
export const profileQuery = (workspaceId: string, connectionId: string) =>
  queryOptions({
    queryKey: ['profile', workspaceId, connectionId],
    queryFn: () => client.connections.readProfile({ params: { workspaceId, connectionId } }),
    staleTime: 60_000,
    retry: false,
  });

/** An attempt to connect. Asked again while it is open: it may be finished in another tab. */
export const authorizationQuery = (workspaceId: string, authorizationId: string) =>
  queryOptions({
    queryKey: ['authorization', workspaceId, authorizationId],
    queryFn: () => client.connections.readAuthorization({ params: { workspaceId, authorizationId } }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !state.data.finishedAt ? 3000 : false),
  });

/** A revocation at Instagram, followed until it is settled. */
export const revocationQuery = (workspaceId: string, revocationId: string) =>
  queryOptions({
    queryKey: ['revocation', workspaceId, revocationId],
    queryFn: () => client.connections.readRevocation({ params: { workspaceId, revocationId } }),
    refetchInterval: ({ state }) => (!state.data || state.data.state === 'queued' ? 3000 : false),
  });

/** What is left of disconnects, until Instagram confirms or somebody puts it away. */
export const openRevocationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['revocations', workspaceId],
    queryFn: async () => (await client.connections.listRevocations({ params: { workspaceId } })).revocations,
  });

/** The account's picture, through our own guarded route. */
export function pictureOf(workspaceId: string, connectionId: string): string {
  return `/api/v1/workspaces/${workspaceId}/connections/${connectionId}/picture`;
}
