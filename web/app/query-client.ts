import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isCode, toProblem } from './problem.ts';

/**
 * The cache of everything read from the server. `onSignedOut` is called when an answer says that the session is over, and
 * `onRefused` when one may say that this person's role, membership or second step is not what the page took it for.
 */
export function createQueryClient(on: { signedOut: () => void; refused: () => void }): QueryClient {
  const hear = (error: unknown) => {
    if (isCode(error, 'not_signed_in')) on.signedOut();
    if (refusals.some((code) => isCode(error, code))) on.refused();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: hear }),
    mutationCache: new MutationCache({ onError: hear }),
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

/** To whoever is no member any more, and where an account is hidden from them now, everything is `not_found`. */
const refusals = ['not_allowed', 'role_changed', 'two_factor_required', 'not_found'] as const;
