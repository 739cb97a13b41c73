import { useState } from 'react';
import type { InboxPage } from './queries.ts';
import { inbox as words } from './strings.ts';

/** What became new since the last look, as one sentence for who cannot see the list; empty at first. */
export function useArrivals(newest: InboxPage | undefined): string {
  const [seen, setSeen] = useState<{ page: InboxPage | undefined; said: string }>({ page: newest, said: '' });
  if (newest && newest !== seen.page) setSeen({ page: newest, said: sayNew(seen.page, newest) ?? seen.said });
  return seen.said;
}

function sayNew(before: InboxPage | undefined, now: InboxPage): string | undefined {
  // A first look or another list is no news.
  if (!before || !isSameList(before, now)) return undefined;
  const since = before.threads[0]?.lastAt ?? '';
  const fresh = now.threads.filter(({ lastAt, isUnanswered }) => lastAt > since && isUnanswered);
  const [first] = fresh;
  if (!first) return undefined;
  if (fresh.length > 1) return words.arrivedMany(fresh.length);
  return words.arrived(first.lastAuthor ?? first.username ?? '', first.account);
}

/** Two looks at one list share something, unless there was nothing. */
function isSameList(before: InboxPage, now: InboxPage): boolean {
  const known = new Set(before.threads.map(({ id }) => id));
  return before.threads.length === 0 || now.threads.some(({ id }) => known.has(id));
}
