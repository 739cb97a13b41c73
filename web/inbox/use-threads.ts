import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InboxThread } from '#contract/inbox.ts';
import { filtersOf, listAfter, newestQuery, type InboxPage, type InboxSearch } from './queries.ts';

interface Shown {
  /** Which list it is. */
  key: string;
  /** The newest page as it was when the list was laid out. */
  from: InboxPage | undefined;
  pages: InboxPage[];
}

/**
 * The list as a person sees it: pages that were laid out, and how many conversations became new since. At the top of the
 * list what is new is laid out at once; further down nothing moves under the eyes, only what a row says is brought up to date.
 */
export function useThreads(workspaceId: string, search: InboxSearch, isScrolled: boolean) {
  const newest = useQuery(newestQuery(workspaceId, search));
  const key = JSON.stringify([workspaceId, filtersOf(search)]);
  const [shown, setShown] = useState<Shown>({ key, from: undefined, pages: [] });
  const isOther = shown.key !== key || shown.pages.length === 0;
  if (isOther ? shown.key !== key || newest.data : !isScrolled && newest.data !== shown.from)
    setShown({ key, from: newest.data, pages: newest.data ? [newest.data] : [] });

  const next = shown.pages.at(-1)?.next ?? null;
  const more = useMutation({
    mutationFn: (after: string) => listAfter(workspaceId, search, after),
    onSuccess: (page) =>
      setShown((before) => (before.key === key ? { ...before, pages: [...before.pages, page] } : before)),
  });
  const threads = laidOut(shown.pages, newest.data);
  return {
    query: newest,
    threads,
    fresh: isScrolled ? countFresh(threads, newest.data) : 0,
    hasMore: next !== null,
    more,
    loadMore: () => {
      if (next !== null && !more.isPending) more.mutate(next);
    },
    /** Takes a conversation out of the list that no longer belongs there, before the server says so. */
    drop: (threadId: string) =>
      setShown((before) => ({
        ...before,
        pages: before.pages.map((page) => ({
          ...page,
          threads: page.threads.filter(({ id }) => id !== threadId),
        })),
      })),
  };
}

/** Each conversation once, in the order it was laid out, as it is now. */
function laidOut(pages: InboxPage[], newest: InboxPage | undefined): InboxThread[] {
  const asNow = new Map(newest?.threads.map((thread) => [thread.id, thread]));
  const threads = new Map<string, InboxThread>();
  for (const { id, ...rest } of pages.flatMap((page) => page.threads))
    if (!threads.has(id)) threads.set(id, asNow.get(id) ?? { id, ...rest });
  return [...threads.values()];
}

/** Conversations that would stand above the list, were it laid out now. */
function countFresh(threads: InboxThread[], newest: InboxPage | undefined): number {
  const known = new Set(threads.map(({ id }) => id));
  const last = threads[0]?.lastAt ?? '';
  return newest?.threads.filter((thread) => !known.has(thread.id) && thread.lastAt >= last).length ?? 0;
}
