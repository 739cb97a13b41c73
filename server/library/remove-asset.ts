import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { findUses } from './list-uses.ts';

/** Removes a file and its renditions. Throws `not_found`; `asset_in_use` when a post uses it, with the first of them. */
export async function removeAsset(ctx: Context, member: Member, assetId: string): Promise<void> {
  const { workspaceId } = member;
  const keys = await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    const asset = await db
      .selectFrom('assets')
      .select(['storage_key', 'name'])
      .where('id', '=', assetId)
      .where('workspace_id', '=', workspaceId)
      .forUpdate()
      .executeTakeFirst();
    if (!asset) throw new AppError('not_found');
    const postIds = await findUses({ db }, workspaceId, assetId, 20);
    if (postIds.length > 0) throw new AppError('asset_in_use', { details: { postIds } });
    const renditions = await db
      .deleteFrom('renditions')
      .where('asset_id', '=', assetId)
      .returning('storage_key')
      .execute();
    await db.deleteFrom('assets').where('id', '=', assetId).execute();
    await recordDeed(ctx, member, { action: 'file.removed', subject: asset.name, details: { assetId } });
    return [asset, ...renditions].map((row) => row.storage_key);
  });
  // Rows first: bytes without a row are waste, a row without bytes is a broken picture.
  for (const key of new Set(keys)) await ctx.storage.remove(key);
}
