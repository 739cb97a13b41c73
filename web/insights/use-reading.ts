import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Overview } from '#contract/insights.ts';
import { readingQuery, type At, type InsightsSearch } from './queries.ts';

/**
 * Has Instagram asked for what of a window was not read yet; until then, and if it cannot be, the overview is what there is.
 * `reading` is undefined where the overview is the newer of the two.
 */
export function useReading(
  at: At,
  search: InsightsSearch,
  known: Pick<UseQueryResult<Overview>, 'data' | 'dataUpdatedAt' | 'isPlaceholderData'>,
): { reading: Overview | undefined; isReading: boolean } {
  const isUnread =
    known.data !== undefined &&
    !known.isPlaceholderData &&
    known.data.unread.length > 0 &&
    known.data.collection.state !== 'stopped' &&
    known.data.collection.state !== 'held';
  const { data, dataUpdatedAt, isFetching } = useQuery(readingQuery(at, search, isUnread));
  return {
    reading: isUnread && dataUpdatedAt >= known.dataUpdatedAt ? data : undefined,
    isReading: isUnread && isFetching,
  };
}
