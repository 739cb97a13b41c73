import type { contract } from '#contract/index.ts';
import { inbox } from '#contract/inbox.ts';
import { listThreads } from '../../comments/index.ts';
import { getMedia, listMedia, refreshMedia, removeMedia, switchMediaComments } from '../../media/index.ts';
import { prepareDraftFromMedia } from '../../posts/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';
import { partOf } from '../mount.ts';

/** What is live on an account. Its pictures are a route of their own: routes/media-pictures.ts. */
export function mediaHandlers(ctx: HttpContext): Handlers<typeof contract>['media'] {
  return {
    list: ({ params, query }, { member }) =>
      listMedia(ctx, member().workspaceId, { ...query, connectionId: params.connectionId }),
    async read({ params }, { member }) {
      const view = await getMedia(ctx, member().workspaceId, params);
      const ask = { view: 'all', media: params.mediaId, limit: 20 };
      const { threads } = await listThreads(ctx, member(), partOf(inbox.list.query!, ask));
      return { ...view, threads };
    },
    refresh: ({ params }, { member }) => refreshMedia(ctx, member().workspaceId, params.connectionId),
    switchComments: ({ params, body }, { member }) =>
      switchMediaComments(ctx, member(), { ...params, on: body.on }),
    remove: ({ params, query }, { member }) => removeMedia(ctx, member(), { ...params, ...query }),
    copyToDraft: { prepare: ({ params }, { member }) => prepareDraftFromMedia(ctx, member(), params) },
  };
}
