import { rm } from 'node:fs/promises';
import { catalogue } from '#contract/errors.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { getAsset } from './get-asset.ts';
import { stagingPath } from './staging.ts';
import { storeFile, type Stored } from './store-file.ts';
import { getUpload } from './uploads.ts';

const underWay = new Map<string, Promise<Stored>>();

/**
 * Makes an asset of an upload that has arrived. Safe to repeat: the second answer is the same asset. A duplicate keeps the
 * upload, so that the person can say to store it all the same. Throws `upload_incomplete`, `not_found`, and as `storeFile`; a file that is refused is
 * forgotten.
 */
export async function storeUpload(
  ctx: Context,
  member: Member,
  uploadId: string,
  filing: { folderId: string | null; keepCopy: boolean },
): Promise<Stored> {
  // Asked again before the first answer, as after a broken line, the second waits for the first.
  const running = underWay.get(uploadId);
  if (running) await running.catch(() => {});
  const work = store(ctx, member, uploadId, filing);
  underWay.set(uploadId, work);
  try {
    return await work;
  } finally {
    if (underWay.get(uploadId) === work) underWay.delete(uploadId);
  }
}

async function store(
  ctx: Context,
  member: Member,
  uploadId: string,
  filing: { folderId: string | null; keepCopy: boolean },
): Promise<Stored> {
  const upload = await getUpload(ctx, member, uploadId);
  if (upload.assetId)
    return { outcome: 'stored', asset: await getAsset(ctx, member.workspaceId, upload.assetId) };
  if (upload.offset < upload.sizeBytes)
    throw new AppError('upload_incomplete', {
      details: { offset: upload.offset, sizeBytes: upload.sizeBytes },
    });
  const path = await stagingPath(ctx, upload.id);
  try {
    const stored = await storeFile(ctx, member, { name: upload.name, path, uploadId: upload.id, ...filing });
    if (stored.outcome === 'stored') await rm(path, { force: true });
    return stored;
  } catch (error) {
    if (isForGood(error)) {
      await ctx.db.deleteFrom('uploads').where('id', '=', upload.id).execute();
      await rm(path, { force: true });
    }
    throw error;
  }
}

/** A judgement about the file stands for good; a folder that is gone or trouble of ours does not. */
function isForGood(error: unknown): boolean {
  return error instanceof AppError && error.code !== 'not_found' && catalogue[error.code].retry !== 'later';
}
