import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { findUses } from './list-uses.ts';

/**
 * Removes a file and its renditions. Throws `not_found`; `asset_in_use` when a post uses it, with the first of them. A post of a hidden
 * account keeps its file too, unnamed.
 */
export async function removeAsset(
  ctx: Context,
  member: Member,
  assetId: string,
  hidden: readonly string[] = [],
): Promise<void> {
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
    const uses = await findUses({ db }, workspaceId, assetId);
    if (uses.length > 0) {
      const postIds = uses
        .filter(({ instagramUserId }) => !hidden.includes(instagramUserId))
        .map(({ id }) => id);
      throw new AppError('asset_in_use', { details: { postIds: postIds.slice(0, 20) } });
    }
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
