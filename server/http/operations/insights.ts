import type { contract } from '#contract/index.ts';
import {
  readAudience,
  readBestTime,
  readMediaPage,
  readMedium,
  readNow,
  readOverview,
} from '../../insights/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** What Instagram told of accounts and media. */
export function insightHandlers(ctx: HttpContext): Handlers<typeof contract>['insights'] {
  return {
    overview: ({ params, query }, { member }) =>
      readOverview(ctx, member().workspaceId, { ...query, ...params }),
    read: ({ params, body }, { member }) => readNow(ctx, member().workspaceId, { ...body, ...params }),
    media: ({ params, query }, { member }) =>
      readMediaPage(ctx, member().workspaceId, { ...query, ...params }),
    medium: ({ params }, { member }) => readMedium(ctx, member().workspaceId, params),
    audience: ({ params, query }, { member }) =>
      readAudience(ctx, member().workspaceId, { ...query, ...params }),
    bestTime: ({ params }, { member }) => readBestTime(ctx, member().workspaceId, params),
  };
}
