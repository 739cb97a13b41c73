import type { Call, Route } from '../route.ts';
import { readVideo } from '../upload/keep-video.ts';
import type { ByteSource } from '../upload/read-boxes.ts';

/** Bytes handed on at once. */
const CHUNK_BYTES = 256 * 1024;

/** Where a video can be fetched by clients and browsers. */
export function videoUrl(call: Pick<Call, 'publicUrl'>, videoId: string): string {
  return `${call.publicUrl}/scontent.cdninstagram.com/v/${encodeURIComponent(videoId)}.mp4`;
}

/** The video files, whole or by one range. They share their folder with the pictures, and leave those alone. */
export const videoRoutes: Route[] = [
  {
    host: 'scontent.cdninstagram.com',
    method: 'GET',
    path: '/v/:file',
    answer({ world, pathParams, request }) {
      const id = /^(\d{1,20})\.mp4$/.exec(pathParams['file'] ?? '')?.[1];
      if (id === undefined) return undefined;
      const video = world.videos.get(id);
      if (video === undefined) return new Response(null, { status: 404 });
      const { sizeBytes, contentType } = video;
      const headers = {
        'content-type': contentType,
        'accept-ranges': 'bytes',
        'cache-control': 'public, max-age=3600',
        'x-content-type-options': 'nosniff',
      };
      const range = readRange(request.headers.get('range'), sizeBytes);
      if (range === 'unsatisfiable') {
        return new Response(null, {
          status: 416,
          headers: { ...headers, 'content-range': `bytes */${sizeBytes}` },
        });
      }
      const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
      return new Response(stream(readVideo(world, id, sizeBytes), start, end), {
        status: range === undefined ? 200 : 206,
        headers: {
          ...headers,
          'content-length': String(end - start + 1),
          ...(range !== undefined && { 'content-range': `bytes ${start}-${end}/${sizeBytes}` }),
        },
      });
    },
  },
];

type Range = { start: number; end: number };

/** RFC 9110, 14.1: one range is served; several, and what is no range, get the whole. */
function readRange(header: string | null, sizeBytes: number): Range | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replaceAll(' ', '') ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const [first, last] = [match[1] ?? '', match[2] ?? ''];
  if (first === '') {
    const suffix = Number(last);
    return suffix === 0 ? 'unsatisfiable' : { start: Math.max(0, sizeBytes - suffix), end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= sizeBytes ? 'unsatisfiable' : { start, end };
}

function stream(source: ByteSource, start: number, end: number): ReadableStream<Uint8Array> {
  let at = start;
  return new ReadableStream({
    pull(controller) {
      const bytes = source.read(at, Math.min(CHUNK_BYTES, end + 1 - at));
      at += bytes.byteLength;
      // Copied: what the store hands out is not the reader's to keep.
      if (bytes.byteLength > 0) controller.enqueue(Uint8Array.from(bytes));
      // Forgotten while it was read: the length that was promised is not kept, as on a host that broke off.
      if (bytes.byteLength === 0 || at > end) controller.close();
    },
  });
}
