import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/**
 * Where the bytes of an upload lie until they are an asset: files beside the storage, on this machine's disk, never in
 * memory. What is forgotten here is swept.
 */
export async function stagingPath(ctx: Pick<Context, 'config'>, name: string): Promise<string> {
  const folder = stagingFolder(ctx);
  await mkdir(folder, { recursive: true });
  return join(folder, name);
}

export function stagingFolder(ctx: Pick<Context, 'config'>): string {
  return join(ctx.config.dataDir, 'uploads');
}

/** Writes a body down and gives it to `use`; the file is gone afterwards. Throws `file_too_large` at the first byte too many. */
export async function withStagedBody<T>(
  ctx: Pick<Context, 'config'>,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null,
  limitBytes: number,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const path = await stagingPath(ctx, randomUUID());
  try {
    await pipeline(Readable.from(body ?? []), atMost(limitBytes), createWriteStream(path));
    return await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

function atMost(limitBytes: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, next) {
      size += chunk.byteLength;
      if (size > limitBytes) next(new AppError('file_too_large'));
      else next(null, chunk);
    },
  });
}

/** SHA-256 of a file, in hex, read in pieces. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
