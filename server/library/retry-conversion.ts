import type { Asset } from '#contract/library.ts';
import type { Context } from '../context.ts';
import { getAsset } from './get-asset.ts';

/** Lets a video whose conversion failed wait for another; of any other file it answers how it stands. Throws `not_found`. */
export async function retryConversion(ctx: Context, workspaceId: string, assetId: string): Promise<Asset> {
  await ctx.db
    .updateTable('assets')
    .set({ conversion: 'waiting', conversion_tries: 0, conversion_lease_until: null })
    .where('id', '=', assetId)
    .where('workspace_id', '=', workspaceId)
    .where('conversion', '=', 'failed')
    .execute();
  return getAsset(ctx, workspaceId, assetId);
}
