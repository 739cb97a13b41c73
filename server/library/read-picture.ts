import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { PublicMedia } from './public-media.ts';

/**
 * The picture of a file for our own pages: its rendition, or the still of a video; undefined for a video without one.
 * Throws `not_found`, also for a file of another workspace.
 */
export async function readPicture(
  ctx: Context,
  workspaceId: string,
  assetId: string,
): Promise<{ bytes: Buffer; contentType: string } | undefined> {
  const row = await ctx.db
    .selectFrom('assets')
    .leftJoin('renditions', (join) =>
      join
        .onRef('renditions.asset_id', '=', 'assets.id')
        .on('renditions.kind', 'in', ['instagram_jpeg', 'poster']),
    )
    .select(['assets.id', 'renditions.storage_key', 'renditions.content_type'])
    .where('assets.id', '=', assetId)
    .where('assets.workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  if (row.storage_key === null || row.content_type === null) return undefined;
  return { bytes: await ctx.storage.get(row.storage_key), contentType: row.content_type };
}

/** The video of a file for our own pages. Throws `not_found` as well for a picture. */
export async function readVideo(ctx: Context, workspaceId: string, assetId: string): Promise<PublicMedia> {
  const row = await ctx.db
    .selectFrom('renditions')
    .innerJoin('assets', 'assets.id', 'renditions.asset_id')
    .select(['renditions.storage_key', 'renditions.content_type', 'renditions.size_bytes'])
    .where('assets.id', '=', assetId)
    .where('assets.workspace_id', '=', workspaceId)
    .where('renditions.kind', '=', 'instagram_video')
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return {
    contentType: row.content_type,
    sizeBytes: row.size_bytes,
    stream: (range) => ctx.storage.stream(row.storage_key, range),
  };
}
