import type { Asset } from '#contract/library.ts';
import { preflightImage } from '#rules/preflight-image.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/** One uploaded file. Throws `not_found`, also for a file of another workspace. */
export async function getAsset(ctx: Context, workspaceId: string, assetId: string): Promise<Asset> {
  const asset = (await findAssets(ctx, workspaceId, [assetId])).get(assetId);
  if (!asset) throw new AppError('not_found');
  return asset;
}

/** The files among `assetIds` that exist in the workspace, by id. */
export async function findAssets(
  ctx: Context,
  workspaceId: string,
  assetIds: string[],
): Promise<Map<string, Asset>> {
  if (assetIds.length === 0) return new Map();
  const rows = await selectAssets(ctx)
    .where('assets.workspace_id', '=', workspaceId)
    .where('assets.id', 'in', assetIds)
    .execute();
  return new Map(rows.map((row) => [row.id, presentAsset(workspaceId, row)]));
}

/** Assets with what goes out of them, newest first. */
export function selectAssets(ctx: Context) {
  return ctx.db
    .selectFrom('assets')
    .innerJoin('renditions', (join) =>
      join
        .onRef('renditions.asset_id', '=', 'assets.id')
        .on('renditions.kind', 'in', ['instagram_jpeg', 'instagram_video']),
    )
    .select([
      'assets.id',
      'assets.kind',
      'assets.video',
      'assets.conversion',
      'assets.folder_id',
      'assets.labels',
      'assets.name',
      'assets.content_type',
      'assets.size_bytes',
      'assets.width',
      'assets.height',
      'assets.created_at',
      'renditions.id as renditionId',
      'renditions.width as renditionWidth',
      'renditions.height as renditionHeight',
      'renditions.size_bytes as renditionBytes',
      'renditions.content_type as renditionType',
      'renditions.fixes',
    ])
    .orderBy('assets.created_at', 'desc')
    .orderBy('assets.id', 'desc');
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAssets>['execute']>>[number];

/** As the contract names it. */
export function presentAsset(workspaceId: string, row: Row): Asset {
  const address = `/api/v1/workspaces/${workspaceId}/assets/${row.id}`;
  return {
    id: row.id,
    kind: row.kind,
    video: row.video,
    conversion: row.conversion,
    folderId: row.folder_id,
    labels: row.labels,
    name: row.name,
    contentType: row.content_type,
    sizeBytes: row.size_bytes,
    width: row.width,
    height: row.height,
    createdAt: row.created_at.toISOString(),
    rendition: {
      id: row.renditionId,
      width: row.renditionWidth,
      height: row.renditionHeight,
      sizeBytes: row.renditionBytes,
      fixes: row.fixes,
    },
    breaches:
      row.kind === 'video'
        ? []
        : preflightImage({
            width: row.renditionWidth,
            height: row.renditionHeight,
            sizeBytes: row.renditionBytes,
            contentType: row.renditionType,
          }),
    pictureUrl: `${address}/picture`,
    videoUrl: row.kind === 'video' ? `${address}/video` : null,
  };
}
