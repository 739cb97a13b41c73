import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppError } from '../app-error.ts';
import { probeVideo } from './probe-video.ts';
import { aVideo } from './test-video.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-probe-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function probe(bytes: Uint8Array) {
  const path = join(folder, 'video');
  await writeFile(path, bytes);
  return probeVideo(path);
}

const reasonOf = (bytes: Uint8Array) =>
  probe(bytes).then(
    () => 'readable',
    (error: unknown) => (error as AppError).details.reason,
  );

test('an upright MP4 tells its length, size, rate and what made it', async () => {
  expect(await probe(await aVideo({ seconds: 4, framesPerSecond: 25 }))).toMatchObject({
    durationMs: expect.closeTo(4000, -2),
    width: 1080,
    height: 1920,
    codec: 'avc',
    audioCodec: 'aac',
    frameRate: 25,
  });
});

test('a film that lies on its side in the file is told as it is shown', async () => {
  expect(await probe(await aVideo({ rotation: 90 }))).toMatchObject({ width: 1080, height: 1920 });
});

test('a silent MOV with its tables at the end is read', async () => {
  const facts = await probe(await aVideo({ container: 'mov', hasSound: false, isMoovLast: true }));

  expect(facts).toMatchObject({ codec: 'avc', audioCodec: null });
});

test('a WebM is read, so that its codecs can be told', async () => {
  expect(await probe(await aVideo({ container: 'webm' }))).toMatchObject({
    codec: 'vp9',
    audioCodec: 'opus',
  });
});

test('the bit rate counts pictures and sound together', async () => {
  const bytes = await aVideo({ seconds: 10 });

  expect((await probe(bytes)).bitRate).toBeCloseTo((bytes.length * 8) / 10, -3);
});

test('a video whose last pictures are missing is cut off, although its tables read well', async () => {
  const whole = await aVideo();

  expect(await reasonOf(whole.subarray(0, whole.length - 1000))).toBe('cut_off');
});

test.each([
  ['a text', Buffer.from('no video at all')],
  ['noise behind a true beginning', Buffer.concat([(await aVideo()).subarray(0, 28), Buffer.alloc(4096, 7)])],
  ['nothing', Buffer.alloc(0)],
])('%s holds no video', async (_what, bytes) => {
  expect(await reasonOf(bytes)).toMatch(/no_video|unreadable|no_pictures|cut_off/);
});

/** Tables that say of themselves to have four thousand million entries. */
test('tables that promise more than the file holds are refused, and the process lives on', async () => {
  const lying = Buffer.from(await aVideo());
  for (const table of ['stsz', 'stts', 'stsc', 'stco']) {
    const at = lying.indexOf(table);
    if (at > 0) lying.writeUInt32BE(0xff_ff_ff_ff, at + (table === 'stsz' ? 12 : 8));
  }

  expect(await reasonOf(lying)).not.toBe('readable');
});
