import { queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export const assetsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['assets', workspaceId],
    queryFn: async () => (await client.library.list({ params: { workspaceId } })).assets,
  });

export const assetQuery = (workspaceId: string, assetId: string) =>
  queryOptions({
    queryKey: ['assets', workspaceId, assetId],
    queryFn: () => client.library.read({ params: { workspaceId, assetId } }),
  });
