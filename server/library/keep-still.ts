import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import type { makeRendition } from './make-rendition.ts';

type Made = Awaited<ReturnType<typeof makeRendition>>;

/** Keeps a JPEG as what our pages show of a video: in place of the one it had, or only where there is none. */
export async function keepStill(
  ctx: Context,
  assetId: string,
  { rendition }: Made,
  how: 'in_place' | 'unless_there',
): Promise<void> {
  const key = randomUUID();
  await ctx.storage.put(key, rendition.bytes);
  const unneeded = await inTransaction(ctx, async ({ db }) => {
    // Held, so that of two that come at once one is the older. Removed meanwhile: there is nothing to show it of.
    const asset = await db
      .updateTable('assets')
      .set({ still_due_at: null })
      .where('id', '=', assetId)
      .returning('id')
      .executeTakeFirst();
    const older = await db
      .selectFrom('renditions')
      .select('storage_key')
      .where('asset_id', '=', assetId)
      .where('kind', '=', 'poster')
      .executeTakeFirst();
    if (!asset || (older && how === 'unless_there')) return key;
    const made = {
      content_type: rendition.contentType,
      width: rendition.width,
      height: rendition.height,
      size_bytes: rendition.bytes.length,
      sha256: rendition.sha256,
      storage_key: key,
      created_at: ctx.clock.now(),
    };
    await db
      .insertInto('renditions')
      .values({ id: newId(), asset_id: assetId, kind: 'poster', fixes: [], ...made })
      .onConflict((clash) => clash.columns(['asset_id', 'kind', 'crop']).doUpdateSet(made))
      .execute();
    return older?.storage_key;
  });
  if (unneeded) await ctx.storage.remove(unneeded);
}
