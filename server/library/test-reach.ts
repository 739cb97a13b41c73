import { createHash } from 'node:crypto';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { mustHoldNoTransaction } from '../database/index.ts';
import { publicMediaUrl } from './public-media.ts';

export interface Reach {
  state: 'ok' | 'wrong_bytes' | 'unreachable';
  sentence: string;
}

const timeoutMs = 10_000;
/** Of a file larger than this its beginning is looked at: enough to know it by. */
const wholeBytes = 16 * 1024 * 1024;
const beginningBytes = 256 * 1024;

/**
 * Fetches our own public address of a rendition as Meta would, and says what came back. `unreachable` is a warning: a
 * server behind NAT may not reach its own public name although Meta does. `wrong_bytes` is certain and refuses.
 */
export async function testReach(ctx: Context, renditionId: string): Promise<Reach> {
  mustHoldNoTransaction(ctx);
  const rendition = await ctx.db
    .selectFrom('renditions')
    .select(['sha256', 'size_bytes', 'storage_key', 'content_type'])
    .where('id', '=', renditionId)
    .executeTakeFirst();
  if (!rendition) throw new AppError('not_found');
  const isLarge = rendition.size_bytes > wholeBytes;
  let response: Response;
  let bytes: Buffer;
  try {
    response = await ctx.fetch(publicMediaUrl(ctx, renditionId, rendition.content_type), {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(isLarge ? { headers: { range: `bytes=0-${beginningBytes - 1}` } } : {}),
    });
    bytes = await readAtMost(response, isLarge ? beginningBytes : rendition.size_bytes + 1);
  } catch {
    // Which of DNS, TLS or routing failed is for `tintype doctor` to say; here it only warns.
    return {
      state: 'unreachable',
      sentence:
        'Our public address did not answer from here. Behind NAT this may be normal; if Meta cannot fetch the file either, the post fails with that reason.',
    };
  }
  const isRight = isLarge
    ? response.ok && bytes.equals(await beginningOf(ctx, rendition.storage_key))
    : createHash('sha256').update(bytes).digest('hex') === rendition.sha256;
  if (isRight) return { state: 'ok', sentence: 'Our public address gave back the right file.' };
  const isPage = (response.headers.get('content-type') ?? '').includes('text/html');
  return {
    state: 'wrong_bytes',
    sentence: isPage
      ? 'Meta receives a web page instead of your picture. Something in front of your server answers first, often a tunnel\u2019s warning page.'
      : `Our public address answered ${response.status} with something other than your file.`,
  };
}

async function beginningOf(ctx: Context, storageKey: string): Promise<Buffer> {
  const stream = ctx.storage.stream(storageKey, { start: 0, end: beginningBytes - 1 });
  return Buffer.concat(await stream.toArray());
}

async function readAtMost(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
