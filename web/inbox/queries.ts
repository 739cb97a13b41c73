import { queryOptions, skipToken } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Colleague, inbox, InboxThread } from '#contract/inbox.ts';
import { client } from '../app/client.ts';

export const inboxViews = ['open', 'mine', 'hidden', 'spam', 'done', 'all'] as const;
export type InboxView = (typeof inboxViews)[number];
export const inboxKinds = ['comment', 'mention', 'tag'] as const;

/** What of the inbox is looked at; it stands in the address, so that it can be gone back to and sent to a colleague. */
export interface InboxSearch {
  view?: InboxView | undefined;
  search?: string | undefined;
  /** A connection's id. */
  account?: string | undefined;
  kind?: (typeof inboxKinds)[number] | undefined;
  /** Instagram's id of a post whose conversations alone are shown. */
  media?: string | undefined;
  /** The conversation that is open. */
  thread?: string | undefined;
}

export interface InboxPage {
  threads: InboxThread[];
  next: string | null;
}
export type InboxCounts = z.output<typeof inbox.counts.response>;
export type Arrival = z.output<typeof inbox.state.response>['accounts'][number];

/** Where the stream of events cannot pass, everything is looked at again so often. */
const pollMs = 30_000;
/** A write that is on its way is worth another look. */
const writePollMs = 5000;

/** The newest conversations that match; told anew by the stream. */
export const newestQuery = (workspaceId: string, search: InboxSearch) =>
  queryOptions({
    queryKey: ['inbox', workspaceId, 'newest', filtersOf(search)],
    queryFn: () => listAfter(workspaceId, search),
    refetchInterval: pollMs,
  });

/** The page of conversations that follows a cursor. */
export function listAfter(workspaceId: string, search: InboxSearch, after?: string): Promise<InboxPage> {
  return client.inbox.list({ params: { workspaceId }, query: { ...filtersOf(search), after } });
}

export function filtersOf({ view, search, account, kind, media }: InboxSearch) {
  return { view: view ?? 'open', search, connection: account, kind, media };
}

export const threadQuery = (workspaceId: string, threadId: string) =>
  queryOptions({
    queryKey: ['inbox', workspaceId, 'thread', threadId],
    queryFn: () => client.inbox.read({ params: { workspaceId, threadId } }),
    refetchInterval: ({ state }) =>
      state.data?.writes.some((write) => write.state === 'waiting' || write.state === 'writing')
        ? writePollMs
        : pollMs,
  });

export const countsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['inbox', workspaceId, 'counts'],
    queryFn: () => client.inbox.counts({ params: { workspaceId } }),
    refetchInterval: pollMs,
  });

/** How the comments of each account arrive. */
export const arrivalQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['inbox', workspaceId, 'state'],
    queryFn: async () => (await client.inbox.state({ params: { workspaceId } })).accounts,
    refetchInterval: 60_000,
  });

/** Who else has the conversations open that are open here, by conversation; told by the stream and by `usePresence`, never asked for. */
export const presenceQuery = (workspaceId: string) =>
  queryOptions<Record<string, Colleague[]>>({
    queryKey: ['inbox-presence', workspaceId],
    queryFn: skipToken,
    initialData: {},
  });

export const savedRepliesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['inbox', workspaceId, 'saved-replies'],
    queryFn: async () => (await client.inbox.listSavedReplies({ params: { workspaceId } })).replies,
  });

export const membersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['members', workspaceId, 'menu'],
    queryFn: () => client.identity.listMembers({ params: { workspaceId }, query: { limit: 50 } }),
  });
