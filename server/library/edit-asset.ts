import type { Asset } from '#contract/library.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { cleanName } from './clean-name.ts';
import { mustHaveFolder } from './folders.ts';
import { getAsset } from './get-asset.ts';

/** Changes what is named. Throws `not_found`, also for a folder of another workspace. */
export async function editAsset(
  ctx: Context,
  workspaceId: string,
  assetId: string,
  change: { name?: string | undefined; folderId?: string | null | undefined; labels?: string[] | undefined },
): Promise<Asset> {
  const asset = await getAsset(ctx, workspaceId, assetId);
  if (change.folderId) await mustHaveFolder(ctx, workspaceId, change.folderId);
  await ctx.db
    .updateTable('assets')
    .set({
      name: change.name === undefined ? asset.name : cleanName(change.name, asset.name),
      folder_id: change.folderId === undefined ? asset.folderId : change.folderId,
      labels: change.labels === undefined ? asset.labels : onceEach(change.labels),
    })
    .where('id', '=', assetId)
    .where('workspace_id', '=', workspaceId)
    .execute();
  return getAsset(ctx, workspaceId, assetId);
}

/** As they are written first: a label that differs in case alone is the same. */
function onceEach(labels: string[]): string[] {
  const seen = new Map<string, string>();
  for (const label of labels) {
    const clean = cleanName(label.replaceAll(/[\\/]/g, ' '), '');
    if (clean && !seen.has(clean.toLowerCase())) seen.set(clean.toLowerCase(), clean);
  }
  if (seen.size === 0 && labels.length > 0)
    throw new AppError('invalid_input', {
      details: { fields: [{ path: 'labels', message: 'Write a label.' }] },
    });
  return [...seen.values()];
}
