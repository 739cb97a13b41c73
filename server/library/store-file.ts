import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Asset } from '#contract/library.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context, Member, Work } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { cleanName } from './clean-name.ts';
import { pictureLimitBytes } from './file-limits.ts';
import { getAsset } from './get-asset.ts';
import { mustHaveFolder } from './folders.ts';
import { makeRendition } from './make-rendition.ts';
import { needsConversion } from './needs-conversion.ts';
import { probeVideo } from './probe-video.ts';
import { sniffFile, type FileSort } from './sniff-file.ts';
import { hashFile } from './staging.ts';

/** The browser that sent a video makes its still, as far as it can play it; after that the server tries. */
const stillAfterSeconds = 60;

export interface NewFile {
  name: string;
  /** A file of ours on this disk, that is not written to any more. It stays. */
  path: string;
  /** The upload that it came by: it has become this file when the file is there. */
  uploadId?: string;
  folderId?: string | null | undefined;
  /** Store it although the workspace has the same bytes already. */
  keepCopy: boolean;
}

export interface Stored {
  /** `duplicate`: the same bytes are here already; `asset` is the older one and nothing was stored. */
  outcome: 'stored' | 'duplicate';
  asset: Asset;
}

const videoTypes: Partial<Record<FileSort, string>> = {
  mp4: 'video/mp4',
  quicktime: 'video/quicktime',
  webm: 'video/webm',
};

/**
 * Makes an asset of a file, by what is inside it: of a picture also the JPEG that Instagram will fetch, of a video the facts.
 * Throws `file_empty`, `file_too_large`, `picture_…`, `video_unreadable`, `not_found` for a foreign folder, `storage_failed`; nothing is
 * kept then.
 */
export async function storeFile(ctx: Context, member: Member, file: NewFile): Promise<Stored> {
  const keep = await prepareFile(ctx, member, file);
  return keep(ctx);
}

/**
 * What is slow of that: the file is read, and its bytes lie where they are kept. What it answers makes the asset of them. Throws as
 * `storeFile`.
 */
export async function prepareFile(ctx: Context, member: Member, file: NewFile): Promise<Work<Stored>> {
  const { size: sizeBytes } = await stat(file.path);
  const sort = await sniffFile(file.path);
  refuse(ctx, sort, sizeBytes);
  if (file.folderId) await mustHaveFolder(ctx, member.workspaceId, file.folderId);
  const sha256 = await hashFile(file.path);
  const older = file.keepCopy ? undefined : await findSame(ctx, member.workspaceId, sha256);
  if (older)
    return async (ctx) => ({ outcome: 'duplicate', asset: await getAsset(ctx, member.workspaceId, older) });

  const made = await (videoTypes[sort] ? readVideo(file.path, videoTypes[sort]) : readPicture(file.path));
  const [assetId, storageKey, renditionKey] = [newId(), randomUUID(), randomUUID()];
  const keys = [storageKey, renditionKey];
  try {
    // Bytes first: a row never points at a file that is not there. A crash in between leaves a file without a row.
    await ctx.storage.putFile(storageKey, file.path);
    if (made.rendition.bytes) await ctx.storage.put(renditionKey, made.rendition.bytes);
  } catch (error) {
    await forget(ctx, keys);
    throw error;
  }
  return async (ctx) => {
    let mayBeThere = false;
    try {
      await inTransaction(ctx, async (ctx) => {
        await insertRows(ctx, member, file, { assetId, storageKey, renditionKey, sizeBytes, sha256, made });
        mayBeThere = true;
      });
    } catch (error) {
      // When the answer to a commit was lost the rows may be there: bytes without a row are waste, a row without bytes is a broken file.
      if (!mayBeThere) await forget(ctx, keys);
      throw error;
    }
    return { outcome: 'stored', asset: await getAsset(ctx, member.workspaceId, assetId) };
  };
}

interface Kept {
  assetId: string;
  storageKey: string;
  renditionKey: string;
  sizeBytes: number;
  sha256: string;
  made: Awaited<ReturnType<typeof readVideo | typeof readPicture>>;
}

async function insertRows(ctx: Context, member: Member, file: NewFile, kept: Kept): Promise<void> {
  const { db } = ctx;
  const { assetId, storageKey, renditionKey, sizeBytes, sha256, made } = kept;
  const now = ctx.clock.now();
  const name = cleanName(file.name, made.kind === 'video' ? 'video' : 'picture');
  await db
    .insertInto('assets')
    .values({
      id: assetId,
      workspace_id: member.workspaceId,
      uploaded_by: member.userId,
      name,
      ...made.asset,
      kind: made.kind,
      size_bytes: sizeBytes,
      sha256,
      storage_key: storageKey,
      created_at: now,
      folder_id: file.folderId ?? null,
      still_due_at: made.kind === 'video' ? plusSeconds(now, stillAfterSeconds) : null,
    })
    .execute();
  const { bytes, ...facts } = made.rendition;
  await db
    .insertInto('renditions')
    .values({
      id: newId(),
      asset_id: assetId,
      ...facts,
      size_bytes: bytes?.length ?? sizeBytes,
      sha256: facts.sha256 ?? sha256,
      // A video goes out as it came in.
      storage_key: bytes ? renditionKey : storageKey,
      created_at: now,
    })
    .execute();
  if (file.uploadId)
    await db.updateTable('uploads').set({ asset_id: assetId }).where('id', '=', file.uploadId).execute();
  await recordDeed(ctx, member, { action: 'file.stored', subject: name, details: { assetId } });
}

async function forget(ctx: Context, keys: string[]): Promise<void> {
  for (const key of keys)
    await ctx.storage
      .remove(key)
      .catch((err: unknown) => ctx.log.warn({ err }, 'bytes without a file stayed'));
}

function refuse(ctx: Context, sort: FileSort, sizeBytes: number): void {
  if (sort === 'empty') throw new AppError('file_empty');
  if (sort === 'heic') throw new AppError('picture_heic');
  if (sort === 'drawing' || sort === 'other') throw new AppError('picture_unreadable', { details: { sort } });
  const limitBytes = videoTypes[sort] ? ctx.config.library.videoLimitBytes : pictureLimitBytes;
  if (sizeBytes > limitBytes) throw new AppError('file_too_large', { details: { limitBytes } });
}

async function findSame(ctx: Context, workspaceId: string, sha256: string): Promise<string | undefined> {
  const same = await ctx.db
    .selectFrom('assets')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('sha256', '=', sha256)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return same?.id;
}

async function readPicture(path: string) {
  const { picture, rendition } = await makeRendition(await readFile(path));
  const { contentType, ...facts } = rendition;
  return {
    kind: 'image' as const,
    asset: { content_type: picture.contentType, width: picture.width, height: picture.height },
    rendition: { ...facts, kind: 'instagram_jpeg' as const, content_type: contentType },
  };
}

async function readVideo(path: string, contentType: string) {
  const video = await probeVideo(path);
  const { width, height } = video;
  const conversion = needsConversion(contentType, video) ? ('waiting' as const) : null;
  return {
    kind: 'video' as const,
    asset: { content_type: contentType, width, height, video: JSON.stringify(video), conversion },
    rendition: {
      bytes: undefined,
      sha256: undefined,
      kind: 'instagram_video' as const,
      content_type: contentType,
      width,
      height,
      fixes: [],
    },
  };
}
