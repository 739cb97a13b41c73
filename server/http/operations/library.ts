import type { contract } from '#contract/index.ts';
import { getAsset, listAssets, removeAsset } from '../../library/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** Uploaded files. Upload itself is a raw body: routes/upload.ts. */
export function libraryHandlers(ctx: HttpContext): Handlers<typeof contract>['library'] {
  return {
    list: async (_, { member }) => ({ assets: await listAssets(ctx, member().workspaceId) }),
    read: ({ params }, { member }) => getAsset(ctx, member().workspaceId, params.assetId),
    async remove({ params }, { member }) {
      await removeAsset(ctx, member().workspaceId, params.assetId);
      return {};
    },
  };
}
