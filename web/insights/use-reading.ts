import { useQuery } from '@tanstack/react-query';
import type { Overview } from '#contract/insights.ts';
import { readingQuery, type At, type InsightsSearch } from './queries.ts';

/** Has Instagram asked for what of a window was not read yet; until then, and if it cannot be, the overview is what there is. */
export function useReading(
  at: At,
  search: InsightsSearch,
  known: Overview | undefined,
  isOfAnotherWindow: boolean,
): { reading: Overview | undefined; isReading: boolean } {
  const isUnread =
    known !== undefined &&
    !isOfAnotherWindow &&
    known.unread.length > 0 &&
    known.collection.state !== 'stopped' &&
    known.collection.state !== 'held';
  const { data, isFetching } = useQuery(readingQuery(at, search, isUnread));
  return { reading: isUnread ? data : undefined, isReading: isUnread && isFetching };
}
