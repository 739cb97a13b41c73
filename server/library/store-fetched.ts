import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Asset } from '#contract/library.ts';
import type { Context, Member } from '../context.ts';
import { mustHoldNoTransaction } from '../database/index.ts';
import { fileLimitBytes } from './file-limits.ts';
import { stagingPath } from './staging.ts';
import { storeFile } from './store-file.ts';

/**
 * Stores a file that `fetchInto` writes to the path it is given; of bytes that are here already the older file is answered.
 * Throws what `fetchInto` throws, and as `storeFile`.
 */
export async function storeFetched(
  ctx: Context,
  member: Member,
  input: { name: string; fetchInto: (path: string, limitBytes: number) => Promise<void> },
): Promise<Asset> {
  mustHoldNoTransaction(ctx);
  const path = await stagingPath(ctx, randomUUID());
  try {
    await input.fetchInto(path, fileLimitBytes(ctx));
    return (await storeFile(ctx, member, { name: input.name, path, keepCopy: false })).asset;
  } finally {
    await rm(path, { force: true });
  }
}
