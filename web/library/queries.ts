import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** What of the library is looked at; it stands in the address, so that it can be gone back to. */
export interface LibrarySearch {
  /** A folder's id, or `none`. */
  folder?: string | undefined;
  label?: string | undefined;
  search?: string | undefined;
  kind?: 'image' | 'video' | undefined;
  /** The file that is open. */
  file?: string | undefined;
}

const pageSize = 60;

export const assetQuery = (workspaceId: string, assetId: string) =>
  queryOptions({
    queryKey: ['assets', workspaceId, assetId],
    queryFn: () => client.library.read({ params: { workspaceId, assetId } }),
    // A video that is being made into what Instagram takes is worth another look.
    refetchInterval: ({ state }) => (state.data?.conversion === 'waiting' ? 4000 : false),
  });

/** Files that match, newest first, page by page. */
export const libraryQuery = (workspaceId: string, { folder, label, search, kind }: LibrarySearch) =>
  infiniteQueryOptions({
    queryKey: ['assets', workspaceId, 'list', { folder, label, search, kind }],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      client.library.list({
        params: { workspaceId },
        query: { folder, label, search, kind, before: pageParam, limit: pageSize },
      }),
    getNextPageParam: ({ nextBefore }) => nextBefore ?? undefined,
  });

export const usesQuery = (workspaceId: string, assetId: string) =>
  queryOptions({
    queryKey: ['assets', workspaceId, assetId, 'uses'],
    queryFn: async () => (await client.library.listUses({ params: { workspaceId, assetId } })).uses,
  });

export const foldersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['assets', workspaceId, 'folders'],
    queryFn: async () => (await client.library.listFolders({ params: { workspaceId } })).folders,
  });

export const labelsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['assets', workspaceId, 'labels'],
    queryFn: async () => (await client.library.listLabels({ params: { workspaceId } })).labels,
  });
