import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/** The rendition of a file for our own pages. Throws `not_found`, also for a file of another workspace. */
export async function readPicture(
  ctx: Context,
  workspaceId: string,
  assetId: string,
): Promise<{ bytes: Buffer; contentType: string }> {
  const row = await ctx.db
    .selectFrom('renditions')
    .innerJoin('assets', 'assets.id', 'renditions.asset_id')
    .select(['renditions.storage_key', 'renditions.content_type'])
    .where('assets.id', '=', assetId)
    .where('assets.workspace_id', '=', workspaceId)
    .where('renditions.kind', '=', 'instagram_jpeg')
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return { bytes: await ctx.storage.get(row.storage_key), contentType: row.content_type };
}
