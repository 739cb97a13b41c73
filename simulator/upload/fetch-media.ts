/** Meta does not publish how long it waits; these are the reference's defaults. */
const CONNECT_MS = 10_000;
const TOTAL_MS = 60_000;

/** What Meta's fetcher calls itself; hosts that block it break publishing, so ours says the same. */
const USER_AGENT = 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)';

export type FetchedMedia =
  | { outcome: 'fetched'; bytes: Uint8Array<ArrayBuffer> }
  | { outcome: 'timed-out' }
  | { outcome: 'too-large' }
  | { outcome: 'not-fetched'; why: string };

export type MediaFetcher = {
  fetch: typeof fetch;
  /** Whether a loopback address is fetched. The real Instagram could never reach one. */
  allowLoopback: boolean;
  maxBytes: number;
  /** Ends the download when the simulator closes. */
  signal?: AbortSignal;
  connectMs?: number;
  totalMs?: number;
};

/**
 * Downloads what a client offered, the way Meta does: one GET, no cookies, no redirect followed, a time limit over the
 * whole body, and not a byte past the size limit. Never throws: every end is an outcome.
 */
export async function fetchMedia(fetcher: MediaFetcher, address: string): Promise<FetchedMedia> {
  const refused = refuseAddress(address, fetcher.allowLoopback);
  if (refused !== undefined) return { outcome: 'not-fetched', why: refused };

  const limit = new AbortController();
  const ends = AbortSignal.any([limit.signal, ...(fetcher.signal ? [fetcher.signal] : [])]);
  const connecting = setTimeout(() => limit.abort(), fetcher.connectMs ?? CONNECT_MS);
  const whole = setTimeout(() => limit.abort(), fetcher.totalMs ?? TOTAL_MS);
  try {
    const response = await unlessAborted(ends, request(fetcher, address, ends));
    clearTimeout(connecting);
    return await readAnswer(response, fetcher.maxBytes, ends);
  } catch (error) {
    if (limit.signal.aborted) return { outcome: 'timed-out' };
    return { outcome: 'not-fetched', why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(connecting);
    clearTimeout(whole);
    limit.abort();
  }
}

function refuseAddress(address: string, allowLoopback: boolean): string | undefined {
  // Meta refuses addresses that are not plain ASCII, even where a browser would encode them.
  if (!/^[\x21-\x7e]+$/.test(address)) return 'the address is not plain ASCII';
  const url = URL.parse(address);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return 'the address is not http or https';
  if (url.username !== '' || url.password !== '') return 'the address carries credentials';
  if (!allowLoopback && isLoopback(url.hostname)) return 'a loopback address cannot be reached';
  return undefined;
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    hostname.startsWith('127.')
  );
}

function request({ fetch: get }: MediaFetcher, address: string, signal: AbortSignal): Promise<Response> {
  const headers = { 'user-agent': USER_AGENT, accept: '*/*' };
  return get(address, { method: 'GET', redirect: 'manual', credentials: 'omit', headers, signal });
}

async function readAnswer(response: Response, maxBytes: number, signal: AbortSignal): Promise<FetchedMedia> {
  if (response.status !== 200) return { outcome: 'not-fetched', why: `the host answered ${response.status}` };
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!mayBePicture(type)) return { outcome: 'not-fetched', why: `the host answered with ${type}` };
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) return { outcome: 'too-large' };
  return readBody(response, maxBytes, signal);
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

async function readBody(response: Response, maxBytes: number, signal: AbortSignal): Promise<FetchedMedia> {
  const reader = response.body?.getReader();
  if (reader === undefined) return { outcome: 'not-fetched', why: 'the host answered nothing' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await unlessAborted(signal, reader.read());
    if (done) return { outcome: 'fetched', bytes: new Uint8Array(Buffer.concat(chunks)) };
    size += value.byteLength;
    if (size > maxBytes) return { outcome: 'too-large' };
    chunks.push(value);
  }
}

/** A `fetch` that was handed in may ignore its signal; the limit must hold even so. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new Error('the time limit was reached'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, aborted]);
}
