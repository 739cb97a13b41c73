import { randomUUID } from 'node:crypto';
import type { Crop, PostKind } from '#contract/posts.ts';
import { imageLimits } from '#rules/image.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';
import { makeCrop } from './make-rendition.ts';

/** What Instagram will fetch for one file of a post. */
export interface Rendition {
  id: string;
  kind: 'image' | 'video';
  contentType: string;
  width: number;
  height: number;
  sizeBytes: number;
}

/** A story fills a phone of 1080 by 1920; everywhere else Instagram keeps 1440 across. */
const story = { width: 1080, height: 1920 };
const feed = { width: imageLimits.width.most, height: imageLimits.width.most * 2 };

/**
 * The file that goes out for an asset in a post of `kind`: the JPEG or the video itself, or, for a picture with a crop, the
 * JPEG of that crop, cut once from the original and kept. Safe to call twice and inside a transaction. Throws `not_found`, also for a file of
 * another workspace; `picture_broken` when the original does not decode.
 */
export async function renditionFor(
  ctx: Context,
  input: { workspaceId: string; assetId: string; crop: Crop | null; kind: PostKind },
): Promise<Rendition> {
  const asset = await ctx.db
    .selectFrom('assets')
    .select(['id', 'kind', 'width', 'height', 'storage_key'])
    .where('id', '=', input.assetId)
    .where('workspace_id', '=', input.workspaceId)
    .executeTakeFirst();
  if (!asset) throw new AppError('not_found');
  const part = asset.kind === 'image' && input.crop ? inPixels(input.crop, asset) : undefined;
  if (!part || isWhole(part, asset)) return getWhole(ctx, asset.id);

  const most = input.kind === 'image_story' ? story : feed;
  const crop = `${part.left},${part.top},${part.width},${part.height},${most.width}`;
  return (await findCrop(ctx, asset.id, crop)) ?? makeOnce(ctx, asset, part, most, crop);
}

async function makeOnce(
  ctx: Context,
  asset: { id: string; storage_key: string },
  part: Part,
  most: { width: number; height: number },
  crop: string,
): Promise<Rendition> {
  const made = await makeCrop(await ctx.storage.get(asset.storage_key), part, most);
  const key = randomUUID();
  await ctx.storage.put(key, made.bytes);
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('renditions')
    .values({
      id: newId(),
      asset_id: asset.id,
      kind: 'crop',
      crop,
      content_type: made.contentType,
      width: made.width,
      height: made.height,
      size_bytes: made.bytes.length,
      sha256: made.sha256,
      fixes: made.fixes,
      storage_key: key,
      created_at: ctx.clock.now(),
    })
    // Two may cut the same crop at once: the first row stands, and the bytes of the second are waste.
    .onConflict((clash) => clash.columns(['asset_id', 'kind', 'crop']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) await ctx.storage.remove(key);
  // A row of another transaction is visible by now: the insert waited for its commit.
  const kept = await findCrop(ctx, asset.id, crop);
  if (!kept) throw new AppError('not_found');
  return kept;
}

interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** At least one pixel, and never beyond the picture, whatever the shares add up to. */
export function inPixels(crop: Crop, asset: { width: number; height: number }): Part {
  const left = Math.min(asset.width - 1, Math.round(crop.left * asset.width));
  const top = Math.min(asset.height - 1, Math.round(crop.top * asset.height));
  return {
    left,
    top,
    width: Math.max(1, Math.min(asset.width - left, Math.round(crop.width * asset.width))),
    height: Math.max(1, Math.min(asset.height - top, Math.round(crop.height * asset.height))),
  };
}

function isWhole(part: Part, asset: { width: number; height: number }): boolean {
  return part.width === asset.width && part.height === asset.height;
}

async function findCrop(ctx: Context, assetId: string, crop: string): Promise<Rendition | undefined> {
  const row = await select(ctx, assetId)
    .where('kind', '=', 'crop')
    .where('crop', '=', crop)
    .executeTakeFirst();
  return row && present(row);
}

async function getWhole(ctx: Context, assetId: string): Promise<Rendition> {
  const row = await select(ctx, assetId)
    .where('kind', 'in', ['instagram_jpeg', 'instagram_video'])
    .executeTakeFirstOrThrow();
  return present(row);
}

function select(ctx: Context, assetId: string) {
  return ctx.db
    .selectFrom('renditions')
    .select(['id', 'content_type', 'width', 'height', 'size_bytes'])
    .where('asset_id', '=', assetId);
}

type Row = { id: string; content_type: string; width: number; height: number; size_bytes: number };

function present(row: Row): Rendition {
  const { id, width, height } = row;
  const kind = row.content_type.startsWith('video/') ? 'video' : 'image';
  return { id, kind, contentType: row.content_type, width, height, sizeBytes: row.size_bytes };
}
