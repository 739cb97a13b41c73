import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailedView } from './problem-note.tsx';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** The skeleton, in the geometry of what follows. */
  waiting: ReactNode;
  children: (data: T) => ReactNode;
}

/** Three of a view's four states: on its way, failed with its sentence, there. What was read before stays on screen. */
export function Loaded<T>({ query, waiting, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <FailedView error={query.error} onRetry={() => void query.refetch()} />;
  return waiting;
}
