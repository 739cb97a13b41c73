import { type Limit, type MediaRequester, type NotReached, requestMedia } from './request-media.ts';

export type FetchedMedia =
  | { outcome: 'fetched'; bytes: Uint8Array<ArrayBuffer> }
  | { outcome: 'too-large' }
  | NotReached;

export type MediaFetcher = MediaRequester & { maxBytes: number };

/** Downloads a picture whole, and not a byte past the size limit. Never throws: every end is an outcome. */
export function fetchMedia(fetcher: MediaFetcher, address: string): Promise<FetchedMedia> {
  return requestMedia<FetchedMedia>(fetcher, address, {}, (response, limit) =>
    readAnswer(response, fetcher.maxBytes, limit),
  );
}

async function readAnswer(response: Response, maxBytes: number, limit: Limit): Promise<FetchedMedia> {
  if (response.status !== 200) return { outcome: 'not-fetched', why: `the host answered ${response.status}` };
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!mayBePicture(type)) return { outcome: 'not-fetched', why: `the host answered with ${type}` };
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) return { outcome: 'too-large' };
  return readBody(response, maxBytes, limit);
}

/** A web page in place of a picture (a viewer, a tunnel's warning) is the usual mistake and never a picture. */
function mayBePicture(type: string): boolean {
  return (
    type === '' ||
    type.startsWith('image/') ||
    type === 'application/octet-stream' ||
    type === 'binary/octet-stream'
  );
}

async function readBody(response: Response, maxBytes: number, limit: Limit): Promise<FetchedMedia> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { outcome: 'not-fetched', why: 'the host answered nothing' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await limit(reader.read());
    if (done) return { outcome: 'fetched', bytes: new Uint8Array(Buffer.concat(chunks)) };
    size += value.byteLength;
    if (size > maxBytes) return { outcome: 'too-large' };
    chunks.push(value);
  }
}
