import type { contract } from '#contract/index.ts';
import {
  createFolder,
  editAsset,
  getAsset,
  listAssets,
  listFolders,
  listLabels,
  listUses,
  pictureLimitBytes,
  prepareFileImport,
  removeAsset,
  removeFolder,
  renameFolder,
  retryConversion,
  storeUpload,
} from '../../library/index.ts';
import { hiddenAccounts } from '../../workspaces/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** Files of the library. Their bytes come in beside the table: routes/uploads.ts and routes/upload.ts. */
export function libraryHandlers(ctx: HttpContext): Handlers<typeof contract>['library'] {
  return {
    list: async ({ query }, { member }) => ({
      ...(await listAssets(ctx, member().workspaceId, query)),
      limits: { imageBytes: pictureLimitBytes, videoBytes: ctx.config.library.videoLimitBytes },
    }),
    listLabels: async (_, { member }) => ({ labels: await listLabels(ctx, member().workspaceId) }),
    read: ({ params }, { member }) => getAsset(ctx, member().workspaceId, params.assetId),
    edit: ({ params, body }, { member }) => editAsset(ctx, member(), params.assetId, body),
    convert: ({ params }, { member }) => retryConversion(ctx, member(), params.assetId),
    listUses: async ({ params }, { member }) => ({
      uses: await listUses(ctx, member().workspaceId, params.assetId, hiddenAccounts(member())),
    }),
    async remove({ params }, { member }) {
      await removeAsset(ctx, member(), params.assetId, hiddenAccounts(member()));
      return {};
    },
    store: ({ params, body }, { member }) => storeUpload(ctx, member(), params.uploadId, body),
    importFile: {
      prepare: ({ body }, { member, exchange }) =>
        prepareFileImport(ctx, member(), { ...body, left: exchange.req.raw.signal }),
    },
    listFolders: async (_, { member }) => ({ folders: await listFolders(ctx, member().workspaceId) }),
    createFolder: ({ body }, { member }) => createFolder(ctx, member(), body.name),
    renameFolder: ({ params, body }, { member }) => renameFolder(ctx, member(), params.folderId, body.name),
    async removeFolder({ params }, { member }) {
      await removeFolder(ctx, member(), params.folderId);
      return {};
    },
  };
}
