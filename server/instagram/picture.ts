import { AppError } from '../app-error.ts';
import type { Config } from '../config/index.ts';
import type { Transport } from './transport.ts';

const pictureTypes = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Bytes of a picture on one of Instagram's own picture hosts; any other address is refused unfetched. */
export async function fetchPicture(
  config: Config,
  transport: Transport,
  address: string,
): Promise<{ bytes: Buffer; contentType: string }> {
  const url = URL.parse(address);
  if (!url || !isInstagramPicture(config, url)) throw new AppError('media_missing');
  const { status, headers, bytes } = await transport.send('fetch_picture', url, { method: 'GET' });
  const contentType = (headers.get('content-type') ?? '').split(';')[0]!.trim();
  if (status !== 200 || !pictureTypes.has(contentType)) throw new AppError('media_missing');
  return { bytes, contentType };
}

function isInstagramPicture(config: Config, url: URL): boolean {
  if (url.protocol === 'https:' && /\.(cdninstagram\.com|fbcdn\.net)$/.test(url.hostname)) return true;
  if (!config.isSimulated) return false;
  const simulated = [config.metaBaseUrl, config.metaBrowserUrl].map((base) =>
    base.replace('{host}', 'scontent.cdninstagram.com'),
  );
  return simulated.some((base) => url.href.startsWith(`${base}/`));
}
