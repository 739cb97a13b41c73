import { createWriteStream } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { cleanName } from './clean-name.ts';
import { fileLimitBytes } from './file-limits.ts';
import { stagingPath } from './staging.ts';

/** Who comes back within a day goes on where they stopped. */
const lifetimeSeconds = 24 * 3600;

export interface Upload {
  id: string;
  name: string;
  sizeBytes: number;
  /** Bytes that have arrived. */
  offset: number;
  expiresAt: Date;
  /** What became of it. */
  assetId: string | null;
}

/** Makes room for an upload. Throws `file_too_large`, `file_empty`. */
export async function createUpload(
  ctx: Context,
  member: Member,
  input: { name: string; sizeBytes: number },
): Promise<Upload> {
  const limitBytes = fileLimitBytes(ctx);
  if (input.sizeBytes > limitBytes) throw new AppError('file_too_large', { details: { limitBytes } });
  if (input.sizeBytes === 0) throw new AppError('file_empty');
  const now = ctx.clock.now();
  const row = {
    id: newId(),
    name: cleanName(input.name, 'file'),
    size_bytes: input.sizeBytes,
    expires_at: plusSeconds(now, lifetimeSeconds),
  };
  await writeFile(await stagingPath(ctx, row.id), '');
  await ctx.db
    .insertInto('uploads')
    .values({ ...row, workspace_id: member.workspaceId, user_id: member.userId, created_at: now })
    .execute();
  return {
    id: row.id,
    name: row.name,
    sizeBytes: row.size_bytes,
    offset: 0,
    expiresAt: row.expires_at,
    assetId: null,
  };
}

/**
 * An upload of this member. Throws `not_found`: also when it is another's, is over, or lies on another machine's disk.
 */
export async function getUpload(ctx: Context, member: Member, uploadId: string): Promise<Upload> {
  const row = await ctx.db
    .selectFrom('uploads')
    .selectAll()
    .where('id', '=', uploadId)
    .where('workspace_id', '=', member.workspaceId)
    .where('user_id', '=', member.userId)
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  const offset = row && (row.asset_id ? row.size_bytes : await sizeOf(await stagingPath(ctx, row.id)));
  if (offset === undefined) throw new AppError('not_found');
  return {
    id: row!.id,
    name: row!.name,
    sizeBytes: row!.size_bytes,
    offset,
    expiresAt: row!.expires_at,
    assetId: row!.asset_id,
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

/** Uploads that a request of this process writes to. */
const writing = new Set<string>();

/**
 * Writes bytes behind those that are there, as far as they come: what arrived before the line broke stays. Answers the new
 * offset. Throws `not_found`; `conflict` when `offset` is not where the upload stands or another request writes to it; `file_too_large` for bytes
 * beyond the length that was told.
 */
export async function appendToUpload(
  ctx: Context,
  member: Member,
  uploadId: string,
  input: { offset: number; body: AsyncIterable<Uint8Array> | null },
): Promise<Upload> {
  if (writing.has(uploadId)) throw new AppError('conflict', { details: { reason: 'busy' } });
  writing.add(uploadId);
  try {
    const upload = await getUpload(ctx, member, uploadId);
    if (upload.offset !== input.offset)
      throw new AppError('conflict', { details: { offset: upload.offset } });
    const room = upload.sizeBytes - upload.offset;
    await write(await stagingPath(ctx, upload.id), input.body, room);
    return await getUpload(ctx, member, uploadId);
  } finally {
    writing.delete(uploadId);
  }
}

async function write(path: string, body: AsyncIterable<Uint8Array> | null, room: number): Promise<void> {
  const file = createWriteStream(path, { flags: 'a' });
  let isOver = false;
  async function* fitting() {
    let left = room;
    for await (const chunk of arriving(body)) {
      isOver = chunk.byteLength > left;
      // What is written is whole: bytes beyond the length are refused before they touch the file.
      if (isOver) return;
      left -= chunk.byteLength;
      yield chunk;
    }
  }
  await pipeline(Readable.from(fitting()), file);
  if (isOver) throw new AppError('file_too_large');
}

/** The end of a broken line is the end of what came, so that it is written down and not thrown away with the error. */
async function* arriving(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body ?? []) yield chunk;
  } catch {
    // Nobody waits for an answer any more; the next request asks how far it came.
  }
}

/** Forgets an upload and its bytes. Throws `not_found`. */
export async function cancelUpload(ctx: Context, member: Member, uploadId: string): Promise<void> {
  const { id } = await getUpload(ctx, member, uploadId);
  await ctx.db.deleteFrom('uploads').where('id', '=', id).execute();
  await rm(await stagingPath(ctx, id), { force: true });
}
