import { expect, test } from 'vitest';
import { fetchMedia } from './fetch-media.ts';
import type { MediaFetcher } from './fetch-media.ts';

type Answer = (request: Request) => Response | Promise<Response>;

function aFetcher(answer: Answer, changes: Partial<MediaFetcher> = {}): MediaFetcher {
  const get: typeof fetch = async (input, init) => answer(new Request(input, init));
  return { fetch: get, allowLoopback: true, maxBytes: 1_000, ...changes };
}

const aPicture = (bytes: number) => () =>
  new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/jpeg' } });
const neverAnswers = () => new Promise<Response>(() => {});
const neverEnds = () =>
  new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(10)) }), {
    headers: { 'content-type': 'image/jpeg' },
  });

test('a picture of exactly the size limit is fetched', async () => {
  const media = await fetchMedia(aFetcher(aPicture(1_000)), 'https://cdn.example.com/a.jpg');

  expect(media).toMatchObject({ outcome: 'fetched', bytes: { byteLength: 1_000 } });
});

test('a picture one byte over the limit is too large', async () => {
  expect(await fetchMedia(aFetcher(aPicture(1_001)), 'https://cdn.example.com/a.jpg')).toEqual({
    outcome: 'too-large',
  });
});

test('a declared length over the limit is too large before a byte of it is read', async () => {
  const headers = { 'content-type': 'image/jpeg', 'content-length': '1001' };
  const fetcher = aFetcher(() => new Response(new ReadableStream(), { headers }));

  expect(await fetchMedia(fetcher, 'https://cdn.example.com/a.jpg')).toEqual({ outcome: 'too-large' });
});

test("the fetcher names itself as Meta's does and sends no cookie", async () => {
  const seen: Request[] = [];
  const fetcher = aFetcher((request) => {
    seen.push(request);
    return aPicture(1)();
  });

  await fetchMedia(fetcher, 'https://cdn.example.com/a.jpg');

  expect(seen[0]?.headers.get('user-agent')).toBe(
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  );
  expect(seen[0]?.redirect).toBe('manual');
  expect(seen[0]?.credentials).toBe('omit');
});

test.each([
  [
    'a redirect',
    () => new Response(null, { status: 302, headers: { location: 'https://example.com/b.jpg' } }),
  ],
  ['a missing file', () => new Response('no', { status: 404 })],
  ['a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })],
  ['a broken connection', () => Promise.reject(new TypeError('fetch failed'))],
])('%s is not fetched', async (_what, answer) => {
  const media = await fetchMedia(aFetcher(answer), 'https://cdn.example.com/a.jpg');

  expect(media).toMatchObject({ outcome: 'not-fetched' });
});

test.each([
  ['with characters outside ASCII', 'https://cdn.example.com/blumentöpfe.jpg'],
  ['of another scheme', 'ftp://cdn.example.com/a.jpg'],
  ['that is a file', 'file:///etc/passwd'],
  ['that is no address', 'a.jpg'],
  ['with credentials', 'https://a:b@cdn.example.com/a.jpg'],
])('an address %s is refused without asking anybody', async (_what, address) => {
  let asked = 0;
  const fetcher = aFetcher(() => {
    asked += 1;
    return aPicture(1)();
  });

  expect(await fetchMedia(fetcher, address)).toMatchObject({ outcome: 'not-fetched' });
  expect(asked).toBe(0);
});

test.each(['http://127.0.0.1:4200/a.jpg', 'http://localhost/a.jpg', 'http://[::1]/a.jpg'])(
  'the loopback address %s is fetched only when the switch is on',
  async (address) => {
    const on = await fetchMedia(aFetcher(aPicture(1), { allowLoopback: true }), address);
    const off = await fetchMedia(aFetcher(aPicture(1), { allowLoopback: false }), address);

    expect([on.outcome, off.outcome]).toEqual(['fetched', 'not-fetched']);
  },
);

test('a host that never answers ends at the connect limit', async () => {
  const fetcher = aFetcher(neverAnswers, { connectMs: 1 });

  expect(await fetchMedia(fetcher, 'https://cdn.example.com/a.jpg')).toEqual({ outcome: 'timed-out' });
});

test('a body that never ends ends at the limit over the whole download', async () => {
  const fetcher = aFetcher(neverEnds, { totalMs: 1 });

  expect(await fetchMedia(fetcher, 'https://cdn.example.com/a.jpg')).toEqual({ outcome: 'timed-out' });
});
