import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CalendarEntry, CalendarNeeds, SlotOccurrence } from '#contract/schedule.ts';
import { client } from '../app/client.ts';

/** More than a screen of weeks can show; what is beyond is said. */
export const mostEntries = 2000;

export interface CalendarView {
  entries: CalendarEntry[];
  openSlots: SlotOccurrence[];
  isCut: boolean;
}

interface Ask {
  from?: string;
  to?: string;
  connection?: string | undefined;
  needs?: CalendarNeeds | undefined;
}

/** Beneath the key of the posts: whatever changes a post makes this stale too. */
export const calendarQuery = (workspaceId: string, ask: Ask) =>
  queryOptions({
    queryKey: ['posts', workspaceId, 'calendar', ask],
    queryFn: ({ signal }) => readPages(workspaceId, ask, signal),
    placeholderData: keepPreviousData,
    // What is on its way moves by itself.
    refetchInterval: ({ state }) => (state.data?.entries.some(isMoving) ? 4000 : 60_000),
  });

export const needsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, 'needs'],
    queryFn: () => client.schedule.needs({ params: { workspaceId } }),
    refetchInterval: 30_000,
  });

export const queueQuery = (workspaceId: string, connectionId: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, 'queue', connectionId],
    queryFn: () => client.schedule.readQueue({ params: { workspaceId, connectionId } }),
  });

/** What there is to know of a moment before a post gets it. */
export const checkQuery = (workspaceId: string, entry: CalendarEntry, wallTime: string) =>
  queryOptions({
    queryKey: ['posts', workspaceId, 'check', entry.id, wallTime],
    queryFn: () =>
      client.schedule.check({
        params: { workspaceId, connectionId: entry.connectionId! },
        query: { wallTime, post: entry.id },
      }),
    enabled: entry.connectionId !== null && wallTime.length === 16,
  });

async function readPages(workspaceId: string, ask: Ask, signal: AbortSignal): Promise<CalendarView> {
  const view: CalendarView = { entries: [], openSlots: [], isCut: false };
  for (let after: string | undefined; ;) {
    const page = await client.schedule.calendar({
      params: { workspaceId },
      query: { ...ask, after },
      signal,
    });
    view.entries.push(...page.entries);
    view.openSlots.push(...page.openSlots);
    if (page.next === null) return view;
    if (view.entries.length >= mostEntries) return { ...view, isCut: true };
    after = page.next;
  }
}

function isMoving({ state, paused, publishAt }: CalendarEntry): boolean {
  if (paused) return false;
  if (state === 'preparing' || state === 'ready' || state === 'publishing') return true;
  return state === 'scheduled' && publishAt !== null && Date.parse(publishAt) < Date.now() + 60_000;
}
