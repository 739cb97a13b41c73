import type { Asset } from '#contract/library.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getAsset } from './get-asset.ts';

/** Lets a video whose conversion failed wait for another; of any other file it answers how it stands. Throws `not_found`. */
export async function retryConversion(ctx: Context, member: Member, assetId: string): Promise<Asset> {
  const { workspaceId } = member;
  await inTransaction(ctx, async (ctx) => {
    const again = await ctx.db
      .updateTable('assets')
      .set({ conversion: 'waiting', conversion_tries: 0, conversion_lease_until: null })
      .where('id', '=', assetId)
      .where('workspace_id', '=', workspaceId)
      .where('conversion', '=', 'failed')
      .returning('name')
      .executeTakeFirst();
    if (again)
      await recordDeed(ctx, member, {
        action: 'file.conversion_asked',
        subject: again.name,
        details: { assetId },
      });
  });
  return getAsset(ctx, workspaceId, assetId);
}
