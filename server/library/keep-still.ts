import { randomUUID } from 'node:crypto';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import type { makeRendition } from './make-rendition.ts';

type Made = Awaited<ReturnType<typeof makeRendition>>;

/**
 * Keeps a JPEG as what our pages show of a video, where there is none: what somebody looked at and decided on is not exchanged.
 * That a member set it is written down.
 */
export async function keepStill(
  ctx: Context,
  assetId: string,
  { rendition }: Made,
  member?: Member,
): Promise<void> {
  const key = randomUUID();
  await ctx.storage.put(key, rendition.bytes);
  const isUnneeded = await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    // Held, so that of two that come at once one is the older. Removed meanwhile: there is nothing to show it of.
    const asset = await db
      .updateTable('assets')
      .set({ still_due_at: null })
      .where('id', '=', assetId)
      .returning('name')
      .executeTakeFirst();
    const older = await db
      .selectFrom('renditions')
      .select('id')
      .where('asset_id', '=', assetId)
      .where('kind', '=', 'poster')
      .executeTakeFirst();
    if (!asset || older) return true;
    await db
      .insertInto('renditions')
      .values({
        id: newId(),
        asset_id: assetId,
        kind: 'poster',
        fixes: [],
        content_type: rendition.contentType,
        width: rendition.width,
        height: rendition.height,
        size_bytes: rendition.bytes.length,
        sha256: rendition.sha256,
        storage_key: key,
        created_at: ctx.clock.now(),
      })
      .execute();
    if (member)
      await recordDeed(ctx, member, { action: 'file.still_set', subject: asset.name, details: { assetId } });
    return false;
  });
  if (isUnneeded) await ctx.storage.remove(key);
}
