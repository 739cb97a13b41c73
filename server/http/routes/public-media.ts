import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import { readPublicMedia, type PublicMedia } from '../../library/index.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';

/** Where Meta fetches a picture or a video: a signed, expiring address, without a redirect, whole or in one range. */
export function mountPublicMedia(app: Hono<Env>, ctx: HttpContext): void {
  app.get('/media/:renditionId/:expires/:file', async (exchange) => {
    const media = await readPublicMedia(ctx, exchange.req.param());
    return answerMedia(exchange, media, {
      'cache-control': 'private, max-age=300',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });
}

/** The bytes, or the one range of them that was asked for; never in memory at once. */
export function answerMedia(
  exchange: Exchange,
  media: PublicMedia,
  more: Record<string, string> = {},
): Response {
  const range = rangeOf(exchange.req.header('range'), media.sizeBytes);
  const headers = { ...more, 'content-type': media.contentType, 'accept-ranges': 'bytes' };
  if (range === 'outside')
    return exchange.body(null, 416, { ...headers, 'content-range': `bytes */${media.sizeBytes}` });
  const length = range ? range.end - range.start + 1 : media.sizeBytes;
  const isHead = exchange.req.raw.method === 'HEAD';
  const bytes = isHead ? null : (Readable.toWeb(media.stream(range)) as BodyInit);
  return new Response(bytes, {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${media.sizeBytes}` } : {}),
    },
  });
}

/** The one range that was asked for; undefined for the whole, also when the header asks for several or is malformed. */
export function rangeOf(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | 'outside' | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!parts || (!parts[1] && !parts[2])) return undefined;
  const start = parts[1] ? Number(parts[1]) : Math.max(0, sizeBytes - Number(parts[2]));
  const end = parts[1] && parts[2] ? Math.min(Number(parts[2]), sizeBytes - 1) : sizeBytes - 1;
  return start > end ? 'outside' : { start, end };
}
