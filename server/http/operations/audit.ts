import type { contract } from '#contract/index.ts';
import { listEvents, readTrail, setRetention } from '../../audit/index.ts';
import { hiddenAccounts } from '../../workspaces/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** What was done, by whom. As files: routes/audit-export.ts. */
export function auditHandlers(ctx: HttpContext): Handlers<typeof contract>['audit'] {
  return {
    list: ({ query: { limit, after, ...filter } }, { member }) =>
      listEvents(
        ctx,
        { of: { workspaceId: member().workspaceId }, hidden: hiddenAccounts(member()), filter },
        { limit, after },
      ),
    about: (_, { member }) => readTrail(ctx, member().workspaceId, hiddenAccounts(member())),
    async setRetention({ body }, { member }) {
      await setRetention(ctx, member(), body.keptYears);
      return {};
    },
    listMine: ({ query }, { session }) =>
      listEvents(ctx, { of: { userId: session().userId } }, { limit: query.limit, after: query.after }),
  };
}
