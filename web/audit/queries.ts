import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** What the address of the page says of the filter; days are of the browser's clock. */
export interface AuditSearch {
  person?: string | undefined;
  area?: string | undefined;
  account?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The filter as the server has it: from the first moment of a day to the last of another. */
export function filterOf({ from, to, ...search }: AuditSearch) {
  const chosen = Object.entries({ ...search, since: startOf(from, 0), until: startOf(to, 1) });
  return Object.fromEntries(chosen.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

function startOf(day: string | undefined, plusDays: number): string | undefined {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + plusDays).toISOString();
}

export const eventsQuery = (workspaceId: string, search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit-events', workspaceId, search],
    queryFn: ({ pageParam }) =>
      client.audit.list({
        params: { workspaceId },
        query: { limit: 50, ...filterOf(search), ...(pageParam && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const trailQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['audit-trail', workspaceId],
    queryFn: () => client.audit.about({ params: { workspaceId } }),
  });

export const ownQuery = infiniteQueryOptions({
  queryKey: ['audit-own'],
  queryFn: ({ pageParam }) =>
    client.audit.listMine({ query: { limit: 10, ...(pageParam && { after: pageParam }) } }),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next ?? undefined,
});
