/** Meta does not publish how long it waits; these are the reference's defaults. */
const CONNECT_MS = 10_000;
const TOTAL_MS = 60_000;

/** What Meta's fetcher calls itself; hosts that block it break publishing, so ours says the same. */
const USER_AGENT = 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)';

/** How media is fetched, and from where. */
export type MediaRequester = {
  fetch: typeof fetch;
  /** Whether a loopback address is fetched. The real Instagram could never reach one. */
  allowLoopback: boolean;
  /** None unless told. */
  mostRedirects?: number;
  /** Ends the download when the simulator closes. */
  signal?: AbortSignal;
  /** Until the answer begins. */
  connectMs?: number;
  /** Until its last byte. */
  totalMs?: number;
};

export type NotReached = { outcome: 'timed-out' } | { outcome: 'not-fetched'; why: string };

/** Within this a body is read: `read` has to let its reads race against it. */
export type Limit = <T>(work: Promise<T>) => Promise<T>;

/**
 * Asks a host for media the way Meta does, and lets `read` read the answer under a limit of time. No cookies. Never throws: every
 * end is an outcome.
 */
export async function requestMedia<Read>(
  requester: MediaRequester,
  address: string,
  headers: Record<string, string>,
  read: (response: Response, limit: Limit) => Promise<Read>,
): Promise<Read | NotReached> {
  const clock = new AbortController();
  const ends = AbortSignal.any([clock.signal, ...(requester.signal ? [requester.signal] : [])]);
  const limit: Limit = (work) => unlessAborted(ends, work);
  const connecting = setTimeout(() => clock.abort(), requester.connectMs ?? CONNECT_MS);
  const whole = setTimeout(() => clock.abort(), requester.totalMs ?? TOTAL_MS);
  try {
    const answered = await follow(requester, address, { headers, limit, signal: ends });
    clearTimeout(connecting);
    return 'outcome' in answered ? answered : await read(answered.response, limit);
  } catch (error) {
    // A `fetch` that was handed in may have a limit of its own.
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    if (clock.signal.aborted || isLate) return { outcome: 'timed-out' };
    return { outcome: 'not-fetched', why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(connecting);
    clearTimeout(whole);
    clock.abort();
  }
}

type Asking = { headers: Record<string, string>; limit: Limit; signal: AbortSignal };

async function follow(
  requester: MediaRequester,
  first: string,
  { headers, limit, signal }: Asking,
): Promise<{ response: Response } | NotReached> {
  let address = first;
  for (let redirects = 0; ; redirects += 1) {
    const refused = refuseAddress(address, requester.allowLoopback);
    if (refused !== undefined) return { outcome: 'not-fetched', why: refused };
    const response = await limit(
      requester.fetch(address, {
        method: 'GET',
        redirect: 'manual',
        credentials: 'omit',
        headers: { 'user-agent': USER_AGENT, accept: '*/*', ...headers },
        signal,
      }),
    );
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (next === null || redirects >= (requester.mostRedirects ?? 0)) return { response };
    await response.body?.cancel();
    address = URL.parse(next, address)?.href ?? next;
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

/** A `fetch` that was handed in may ignore its signal; the limit must hold even so. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('the time limit was reached'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
