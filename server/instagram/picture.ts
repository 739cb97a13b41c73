import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { AppError } from '../app-error.ts';
import type { Config } from '../config/index.ts';
import type { Transport } from './transport.ts';

const sizeLimitBytes = 5 * 1024 * 1024;
const pictureTypes = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Bytes of a picture on one of Instagram's own picture hosts; any other address is refused unfetched. */
export async function fetchPicture(
  config: Config,
  transport: Transport,
  address: string,
): Promise<{ bytes: Buffer; contentType: string }> {
  const url = findPicture(config, transport, address);
  if (!url) throw new AppError('media_missing', { details: { reason: 'foreign_address' } });
  const { status, headers, bytes } = await transport.send('fetch_picture', url, {
    method: 'GET',
    bodyBytes: sizeLimitBytes,
  });
  if (status >= 500)
    throw new AppError('network_error', { details: { operation: 'fetch_picture', host: url.host, status } });
  const contentType = (headers.get('content-type') ?? '').split(';')[0]!.trim();
  if (status !== 200 || !pictureTypes.has(contentType))
    throw new AppError('media_missing', { details: { status } });
  return { bytes, contentType };
}

/** Minutes, for a long video. */
const fileTimeoutMs = 5 * 60_000;

/** A picture or a video on one of Instagram's own hosts, into a file and never in memory; what it is, its bytes say. */
export async function fetchFile(
  config: Config,
  transport: Transport,
  input: { url: string; path: string; limitBytes: number },
): Promise<void> {
  const operation = 'fetch_file';
  const url = findPicture(config, transport, input.url);
  if (!url) throw new AppError('media_missing', { details: { reason: 'foreign_address' } });
  const response = await transport.open(operation, url, fileTimeoutMs);
  const { status } = response;
  if (status !== 200 || !response.body) {
    await response.body?.cancel();
    const code = status >= 500 ? 'network_error' : 'media_missing';
    throw new AppError(code, { details: { operation, status } });
  }
  let sizeBytes = 0;
  const atMost = new Transform({
    transform(chunk: Uint8Array, _encoding, next) {
      sizeBytes += chunk.byteLength;
      const { limitBytes } = input;
      next(
        sizeBytes > limitBytes ? new AppError('file_too_large', { details: { limitBytes } }) : null,
        chunk,
      );
    },
  });
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), atMost, createWriteStream(input.path));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('network_error', { details: { operation, host: url.host, reason: 'broke_off' } });
  }
}

/**
 * Where the server fetches a picture; undefined when the address is none of Instagram's. Pictures of a simulator bear
 * the address that browsers reach; the server takes its own way to the same path. A simulator's installation fetches
 * from the simulator alone.
 */
function findPicture(config: Config, transport: Transport, address: string): URL | undefined {
  const url = URL.parse(address);
  if (!url || url.username || url.password) return undefined;
  if (!config.isSimulated) return isPictureHost(url) ? url : undefined;
  const host = 'scontent.cdninstagram.com';
  for (const template of [config.metaBrowserUrl, config.metaBaseUrl]) {
    const base = new URL(template.replace('{host}', host)).href.replace(/\/?$/, '/');
    if (url.href.startsWith(base)) return transport.urlOf(host, `/${url.href.slice(base.length)}`);
  }
  return undefined;
}

function isPictureHost(url: URL): boolean {
  return (
    url.protocol === 'https:' && url.port === '' && /\.(cdninstagram\.com|fbcdn\.net)$/.test(url.hostname)
  );
}
