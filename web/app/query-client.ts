import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isCode, toProblem } from './problem.ts';

/** The cache of everything read from the server. `onSignedOut` is called when an answer says that the session is over. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isCode(error, 'not_signed_in')) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // Once more for what may pass by itself; a refusal stays a refusal.
        retry: (failures, error) => failures < 1 && toProblem(error).status >= 500,
        retryDelay: 600,
      },
    },
  });
}
