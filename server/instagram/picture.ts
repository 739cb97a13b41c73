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
