import { expect, test } from 'vitest';
import { fetchVideo, type VideoFetcher } from './fetch-video.ts';

type Host = (request: Request, count: number) => Response | Promise<Response>;

const address = 'https://cdn.example.com/clip.mp4';
/** Larger than one range. */
const file = Uint8Array.from({ length: 9_000_000 }, (_, at) => at % 251);

async function fetchFrom(host: Host, changes: Partial<VideoFetcher> = {}) {
  const requests: Request[] = [];
  const parts: Uint8Array[] = [];
  const failure = await fetchVideo(
    {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        requests.push(request);
        return host(request, requests.length);
      },
      allowLoopback: true,
      maxBytes: 10_000_000,
      takesWhole: false,
      write: (bytes) => void parts.push(Uint8Array.from(bytes)),
      ...changes,
    },
    address,
  );
  return { failure, bytes: Buffer.concat(parts), ranges: requests.map((each) => each.headers.get('range')) };
}

function rangeOf(request: Request): { start: number; end: number } {
  const [, start = '', end = ''] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get('range') ?? '') ?? [];
  return { start: Number(start), end: Math.min(Number(end), file.byteLength - 1) };
}

/** A part of the file under the range that was asked for, whole or broken off. */
function part(request: Request, { take = Infinity, total = file.byteLength, type = 'video/mp4' } = {}) {
  const { start, end } = rangeOf(request);
  return new Response(file.slice(start, Math.min(end + 1, start + take)), {
    status: 206,
    headers: { 'content-type': type, 'content-range': `bytes ${start}-${end}/${total}` },
  });
}

test('a video is fetched whole, range after range', async () => {
  const { failure, bytes, ranges } = await fetchFrom((request) => part(request));

  expect(failure).toBeUndefined();
  expect(bytes.equals(file)).toBe(true);
  expect(ranges).toEqual(['bytes=0-8388607', 'bytes=8388608-16777215']);
});

test('an answer that breaks off is gone on with where it broke', async () => {
  const { failure, bytes, ranges } = await fetchFrom((request) => part(request, { take: 5_000_000 }));

  expect(failure).toBeUndefined();
  expect(bytes.equals(file)).toBe(true);
  expect(ranges[1]).toBe('bytes=5000000-13388607');
});

test('a connection that breaks in the middle of a body is gone on with too', async () => {
  const { failure, bytes } = await fetchFrom((request, count) => {
    if (count > 1) return part(request);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(file.slice(0, 1000));
      },
      pull(controller) {
        controller.error(new TypeError('terminated'));
      },
    });
    return new Response(body, { status: 206, headers: part(request).headers });
  });

  expect(failure).toBeUndefined();
  expect(bytes.equals(file)).toBe(true);
});

const aPage = (status: number) =>
  new Response('<!doctype html>', { status, headers: { 'content-type': 'text/html' } });
const movedTo = (location: string) => new Response(null, { status: 302, headers: { location } });
const wrongRange = (value: string) =>
  new Response('x', { status: 206, headers: { 'content-range': value, 'content-type': 'video/mp4' } });

test.each<[string, number, Host]>([
  ['answers a range with everything', 2207077, () => new Response(file)],
  ['is not there', 2207052, () => Promise.reject(new TypeError('fetch failed'))],
  ['has no such file', 2207052, () => new Response('no', { status: 404 })],
  ['shows a page', 2207052, () => aPage(200)],
  ['shows a page for a range', 2207052, (request) => part(request, { type: 'text/html' })],
  ['sends elsewhere', 2207052, () => movedTo('https://other.example.com/clip.mp4')],
  ['is still making the file', 2207076, () => new Response(null, { status: 423 })],
  ['fails', 2207076, () => new Response(null, { status: 503 })],
  ['brings nothing, again and again', 2207077, (request) => part(request, { take: 0 })],
  ['gives another part than was asked for', 2207077, () => wrongRange('bytes 5-9/100')],
  ['does not say which part it gives', 2207077, () => wrongRange('')],
  ['does not know its length', 2207077, () => wrongRange('bytes 0-9/*')],
  ['says that the part ends behind the file', 2207077, () => wrongRange('bytes 0-9/5')],
  ['changes its file meanwhile', 2207077, (request, count) => part(request, { total: 9_000_000 + count })],
  ['has more than may be', 2207082, (request) => part(request, { total: 10_000_001 })],
])('a host that %s ends with %i', async (_what, expected, host) => {
  expect((await fetchFrom(host)).failure).toBe(expected);
});

test('a part from another place than was asked for is not taken', async () => {
  const { failure, bytes } = await fetchFrom(() => wrongRange('bytes 5-9/100'));

  expect(failure).toBe(2207077);
  expect(bytes.byteLength).toBe(0);
});

test('a body longer than its range is not taken', async () => {
  const { failure, bytes } = await fetchFrom(
    () =>
      new Response(file.slice(0, 100), {
        status: 206,
        headers: { 'content-range': 'bytes 0-9/20', 'content-type': 'video/mp4' },
      }),
  );

  expect(failure).toBe(2207077);
  expect(bytes.byteLength).toBe(0);
});

test('a host that never answers ends with the code of the timeout', async () => {
  expect((await fetchFrom(() => new Promise(() => {}), { connectMs: 1 })).failure).toBe(2207003);
});

test('by flag the whole file is taken from a host without ranges, up to the limit', async () => {
  const whole = await fetchFrom(() => new Response(file), { takesWhole: true });
  const tooMuch = await fetchFrom(() => new Response(file), { takesWhole: true, maxBytes: 8_000_000 });

  expect(whole.failure).toBeUndefined();
  expect(whole.bytes.equals(file)).toBe(true);
  expect(tooMuch.failure).toBe(2207082);
});

test('by flag one redirect is followed, and not to an address that would be refused', async () => {
  const host =
    (location: string): Host =>
    (request) =>
      request.url === address ? movedTo(location) : part(request);

  const followed = await fetchFrom(host('/other.mp4'), { mostRedirects: 1 });
  const refused = await fetchFrom(host('file:///etc/passwd'), { mostRedirects: 1 });

  expect(followed.failure).toBeUndefined();
  expect(refused.failure).toBe(2207052);
});
