import { graphError, type MetaError } from '../graph/errors.ts';
import type { BudgetKind } from '../world/budget.ts';

const more =
  'Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.';

/** What Meta answers when a budget is used up. Source: Meta, Rate Limits, 2026; texts of 4, 17, 32 and 613 seen in public logs. */
export function limitReached(kind: BudgetKind, isPageToken: boolean): MetaError {
  switch (kind) {
    case 'app':
      return graphError({
        message: '(#4) Application request limit reached',
        code: 4,
        isTransient: true,
        status: 403,
      });
    case 'user':
      return graphError({
        message: '(#17) User request limit reached',
        code: 17,
        isTransient: true,
        status: 403,
      });
    case 'account':
      return graphError({
        message: `(#80002) There have been too many calls to this Instagram account. ${more}`,
        code: 80002,
        subcode: 2446079,
      });
    case 'page':
      if (!isPageToken) {
        return graphError({ message: '(#32) Page request limit reached', code: 32, status: 403 });
      }
      return graphError({
        message: `(#80001) There have been too many calls to this Page account. ${more}`,
        code: 80001,
        subcode: 2446079,
      });
    case 'custom':
      return graphError({
        message: '(#613) Calls to this api have exceeded the rate limit.',
        code: 613,
        status: 403,
      });
  }
}
