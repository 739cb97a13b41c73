import { readFile } from 'node:fs/promises';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { getAsset } from './get-asset.ts';
import { keepStill } from './keep-still.ts';
import { makeRendition } from './make-rendition.ts';
import { sniffFile } from './sniff-file.ts';
import { withStagedBody } from './staging.ts';

/** A still of 1080 pixels across is far smaller. */
const limitBytes = 4 * 1024 * 1024;

/**
 * Gives a video the still that our own pages show of it; Instagram never gets it. One that it has already stays. Throws
 * `not_found`, also for a picture; `file_too_large`, `picture_…`.
 */
export async function storeStill(
  ctx: Context,
  member: Member,
  assetId: string,
  bytes: AsyncIterable<Uint8Array> | null,
): Promise<void> {
  const { kind } = await getAsset(ctx, member.workspaceId, assetId);
  if (kind !== 'video') throw new AppError('not_found');
  const made = await withStagedBody(ctx, bytes, limitBytes, async (path) => {
    if ((await sniffFile(path)) !== 'jpeg') throw new AppError('picture_unreadable');
    return makeRendition(await readFile(path));
  });
  await keepStill(ctx, assetId, made, member);
}
