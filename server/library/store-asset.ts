import { createHash, randomUUID } from 'node:crypto';
import type { Asset } from '#contract/library.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { getAsset } from './get-asset.ts';
import { makeRendition } from './make-rendition.ts';

/** Bytes of one upload; more is refused before it is read to the end. */
export const uploadLimitBytes = 30 * 1024 * 1024;

/**
 * Stores an uploaded picture and the JPEG made from it, and answers with what Instagram would say about it.
 * Throws `file_too_large`, `picture_unreadable`.
 */
export async function storeAsset(
  ctx: Context,
  member: Member,
  input: { name: string; bytes: Buffer },
): Promise<Asset> {
  if (input.bytes.length > uploadLimitBytes) throw new AppError('file_too_large');
  const { picture, rendition } = await makeRendition(input.bytes);
  const [assetId, assetKey, renditionKey] = [newId(), randomUUID(), randomUUID()];
  // Bytes first: a row never points at a file that is not there. A crash in between leaves a file without a row.
  await ctx.storage.put(assetKey, input.bytes);
  await ctx.storage.put(renditionKey, rendition.bytes);
  const now = ctx.clock.now();
  await inTransaction(ctx, async ({ db }) => {
    await db
      .insertInto('assets')
      .values({
        id: assetId,
        workspace_id: member.workspaceId,
        uploaded_by: member.userId,
        name: cleanName(input.name),
        content_type: picture.contentType,
        size_bytes: input.bytes.length,
        sha256: createHash('sha256').update(input.bytes).digest('hex'),
        width: picture.width,
        height: picture.height,
        storage_key: assetKey,
        created_at: now,
      })
      .execute();
    await db
      .insertInto('renditions')
      .values({
        id: newId(),
        asset_id: assetId,
        kind: 'instagram_jpeg',
        content_type: rendition.contentType,
        width: rendition.width,
        height: rendition.height,
        size_bytes: rendition.bytes.length,
        sha256: rendition.sha256,
        fixes: rendition.fixes,
        storage_key: renditionKey,
        created_at: now,
      })
      .execute();
  });
  return getAsset(ctx, member.workspaceId, assetId);
}

/** The file's own name for people to recognise it by; never used as a path. */
function cleanName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  return (
    base
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 120) || 'picture'
  );
}
