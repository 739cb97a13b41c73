import { useQueryClient } from '@tanstack/react-query';
import type { Colleague } from '#contract/inbox.ts';
import { useLive } from '../app/use-live.ts';
import { countsQuery, presenceQuery, type InboxCounts } from './queries.ts';

/** What the stream tells; no ids at all: read everything anew. */
interface Changed {
  threadIds: string[];
  counts: InboxCounts;
}

/**
 * Follows the inbox wherever in the workspace a person is: one stream for the count in the rail and for the page, as a browser
 * opens only a few.
 */
export function useInboxStream(workspaceId: string): void {
  const queryClient = useQueryClient();
  const onChanged = (told: unknown) => {
    const { threadIds, counts } = told as Changed;
    queryClient.setQueryData(countsQuery(workspaceId).queryKey, counts);
    void queryClient.invalidateQueries({ queryKey: ['inbox', workspaceId, 'newest'] });
    void queryClient.invalidateQueries({ queryKey: ['inbox', workspaceId, 'state'] });
    if (threadIds.length === 0) {
      void queryClient.invalidateQueries({ queryKey: ['inbox', workspaceId, 'thread'] });
      return;
    }
    for (const id of threadIds)
      void queryClient.invalidateQueries({ queryKey: ['inbox', workspaceId, 'thread', id] });
  };
  const onPresence = (told: unknown) => {
    const { threads } = told as { threads: { threadId: string; people: Colleague[] }[] };
    const people = Object.fromEntries(threads.map(({ threadId, people }) => [threadId, people]));
    queryClient.setQueryData(presenceQuery(workspaceId).queryKey, people);
  };
  useLive(`/api/v1/workspaces/${workspaceId}/inbox/events`, { changed: onChanged, presence: onPresence });
}
