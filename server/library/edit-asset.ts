import type { Asset } from '#contract/library.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { cleanName } from './clean-name.ts';
import { mustHaveFolder } from './folders.ts';
import { getAsset } from './get-asset.ts';

/** Changes what is named. Throws `not_found`, also for a folder of another workspace. */
export async function editAsset(
  ctx: Context,
  member: Member,
  assetId: string,
  change: { name?: string | undefined; folderId?: string | null | undefined; labels?: string[] | undefined },
): Promise<Asset> {
  const { workspaceId } = member;
  const asset = await getAsset(ctx, workspaceId, assetId);
  if (change.folderId) await mustHaveFolder(ctx, workspaceId, change.folderId);
  const edited = {
    name: change.name === undefined ? asset.name : cleanName(change.name, asset.name),
    folderId: change.folderId === undefined ? asset.folderId : change.folderId,
    labels: change.labels === undefined ? asset.labels : onceEach(change.labels),
  };
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .updateTable('assets')
      .set({ name: edited.name, folder_id: edited.folderId, labels: edited.labels })
      .where('id', '=', assetId)
      .where('workspace_id', '=', workspaceId)
      .execute();
    await recordDeed(ctx, member, {
      action: 'file.edited',
      subject: edited.name,
      details: { assetId },
      before: valuesOf(asset),
      after: valuesOf(edited),
    });
  });
  return getAsset(ctx, workspaceId, assetId);
}

function valuesOf({ name, folderId, labels }: Pick<Asset, 'name' | 'folderId' | 'labels'>) {
  return { name, folderId, labels: labels.join(', ') };
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
