import { expect, test } from 'vitest';
import { createSimulator } from '../index.ts';
import { keepVideo, writeVideo } from '../upload/keep-video.ts';

const bytes = Uint8Array.from({ length: 1_500_000 }, (_, at) => at % 241);
const last = bytes.byteLength - 1;

async function get(range?: string, file = '50000000000000001.mp4') {
  const { world, fetch } = createSimulator();
  const id = '50000000000000001';
  const writer = writeVideo(world, id);
  writer.write(bytes);
  writer.flush();
  keepVideo(world, {
    id,
    contentType: 'video/mp4',
    sizeBytes: bytes.byteLength,
    width: 1080,
    height: 1920,
    durationSeconds: 10,
    hasSound: true,
    keptAt: 0,
  });
  const response = await fetch(`http://simulator.test/scontent.cdninstagram.com/v/${file}`, {
    headers: range === undefined ? {} : { range },
  });
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body };
}

test('a video is served whole', async () => {
  const { status, headers, body } = await get();

  expect([status, headers.get('content-length'), headers.get('accept-ranges')]).toEqual([
    200,
    '1500000',
    'bytes',
  ]);
  expect(body.equals(bytes)).toBe(true);
});

test.each([
  ['bytes=0-0', 0, 0],
  ['bytes=1048570-1048580', 1_048_570, 1_048_580],
  ['bytes=1000-', 1000, last],
  ['bytes=-5', last - 4, last],
  ['bytes=-9999999', 0, last],
  ['bytes=5-99999999', 5, last],
])('%s is answered with that part', async (range, start, end) => {
  const { status, headers, body } = await get(range);

  expect(status).toBe(206);
  expect(headers.get('content-range')).toBe(`bytes ${start}-${end}/1500000`);
  expect(body.equals(bytes.subarray(start, end + 1))).toBe(true);
});

test.each(['bytes=1500000-', 'bytes=-0'])('%s cannot be satisfied', async (range) => {
  const { status, headers } = await get(range);

  expect([status, headers.get('content-range')]).toEqual([416, 'bytes */1500000']);
});

test.each(['bytes=5-2', 'bytes=0-1,5-6', 'bytes=-', 'items=0-1'])('%s is passed over', async (range) => {
  expect((await get(range)).status).toBe(200);
});

test.each(['50000000000000003.mp4', '__proto__.mp4', '%2e%2e.mp4'])('%s is not found', async (file) => {
  expect((await get(undefined, file)).status).toBe(404);
});
