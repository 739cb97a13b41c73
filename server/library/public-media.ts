import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';

/** Long enough for Meta's slowest fetch and for a person who prepares a post a day ahead of its container's end. */
const lifetimeSeconds = 26 * 3600;

const endings: Record<string, string> = {
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
};

/**
 * The public address of a rendition for Meta to fetch: unguessable, expiring, plain ASCII, ending as its type does.
 * `${publicUrl}/media/{renditionId}/{expires}/{signature}.jpg`
 */
export function publicMediaUrl(
  ctx: Pick<Context, 'config' | 'clock' | 'vault'>,
  renditionId: string,
  contentType = 'image/jpeg',
): string {
  const expires = Math.floor(plusSeconds(ctx.clock.now(), lifetimeSeconds).getTime() / 1000);
  return `${ctx.config.publicUrl}/media/${renditionId}/${expires}/${sign(ctx, renditionId, expires)}.${endings[contentType] ?? 'jpg'}`;
}

export interface PublicMedia {
  contentType: string;
  sizeBytes: number;
  stream(range?: { start: number; end: number }): Readable;
}

/**
 * What stands behind a signed address; `file` is its last part, whose ending means nothing. Throws `not_found` for a wrong
 * signature, a past expiry or a removed file: one answer for all.
 */
export async function readPublicMedia(
  ctx: Context,
  input: { renditionId: string; expires: string; file: string },
): Promise<PublicMedia> {
  const expires = Number(input.expires);
  const expected = Buffer.from(sign(ctx, input.renditionId, expires));
  const given = Buffer.from(input.file.replace(/\.[a-z0-9]+$/, ''));
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isSigned || !(expires * 1000 > ctx.clock.now().getTime())) throw new AppError('not_found');
  const rendition = await ctx.db
    .selectFrom('renditions')
    .select(['content_type', 'size_bytes', 'storage_key'])
    .where('id', '=', input.renditionId)
    .executeTakeFirst();
  if (!rendition) throw new AppError('not_found');
  return {
    contentType: rendition.content_type,
    sizeBytes: rendition.size_bytes,
    stream: (range) => ctx.storage.stream(rendition.storage_key, range),
  };
}

function sign(ctx: Pick<Context, 'vault'>, renditionId: string, expires: number): string {
  return createHmac('sha256', ctx.vault.deriveKey('media-url'))
    .update(`${renditionId}.${expires}`)
    .digest('base64url');
}
