import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';

/** Removes a file and its renditions. Throws `not_found`; `conflict` when a post uses it. */
export async function removeAsset(ctx: Context, workspaceId: string, assetId: string): Promise<void> {
  const keys = await inTransaction(ctx, async ({ db }) => {
    const asset = await db
      .selectFrom('assets')
      .select('storage_key')
      .where('id', '=', assetId)
      .where('workspace_id', '=', workspaceId)
      .forUpdate()
      .executeTakeFirst();
    if (!asset) throw new AppError('not_found');
    const used = await db
      .selectFrom('post_assets')
      .select('post_id')
      .where('asset_id', '=', assetId)
      .executeTakeFirst();
    if (used) throw new AppError('conflict', { details: { postId: used.post_id } });
    const renditions = await db
      .deleteFrom('renditions')
      .where('asset_id', '=', assetId)
      .returning('storage_key')
      .execute();
    await db.deleteFrom('assets').where('id', '=', assetId).execute();
    return [asset, ...renditions].map((row) => row.storage_key);
  });
  // Rows first: bytes without a row are waste, a row without bytes is a broken picture.
  for (const key of keys) await ctx.storage.remove(key);
}
