import type { Asset } from '#contract/library.ts';
import type { Context, Member } from '../context.ts';
import { fileLimitBytes } from './file-limits.ts';
import { withStagedBody } from './staging.ts';
import { storeFile } from './store-file.ts';

/** Stores bytes, whole or as they come, as an asset, also when the same are here already. Throws as `storeFile`. */
export async function storeAsset(
  ctx: Context,
  member: Member,
  input: { name: string; bytes: Uint8Array | AsyncIterable<Uint8Array> | null },
): Promise<Asset> {
  const bytes = input.bytes instanceof Uint8Array ? [input.bytes] : input.bytes;
  const { asset } = await withStagedBody(ctx, bytes, fileLimitBytes(ctx), (path) =>
    storeFile(ctx, member, { name: input.name, path, keepCopy: true }),
  );
  return asset;
}
