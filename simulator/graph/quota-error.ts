import { graphError, type MetaError } from './errors.ts';

/** An edge's own limit, apart from the app's budget of calls. Meta's words for code 613; which code these edges use is inferred. */
export function quotaReached(): MetaError {
  return graphError({
    message: '(#613) Calls to this api have exceeded the rate limit.',
    code: 613,
    isTransient: false,
  });
}
