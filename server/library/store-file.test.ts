import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppError } from '../app-error.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import { getAsset, storeAsset } from './index.ts';
import { aVideo } from './test-video.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

const store = (bytes: Uint8Array, name = 'file') => storeAsset(house.ctx, house.member, { name, bytes });
const codeOf = (bytes: Uint8Array, name?: string) =>
  store(bytes, name).then(
    () => 'stored',
    (error: unknown) => (error as AppError).code,
  );
const jpeg = await sharp({ create: { width: 640, height: 640, channels: 3, background: '#9a7' } })
  .jpeg()
  .toBuffer();
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');

test('a video is kept with its facts, and needs nothing more when Instagram takes it', async () => {
  const { id } = await store(await aVideo(), 'film.mp4');

  expect(await getAsset(house.ctx, house.member.workspaceId, id)).toMatchObject({
    kind: 'video',
    contentType: 'video/mp4',
    video: { codec: 'avc', audioCodec: 'aac', width: 1080, height: 1920 },
    conversion: null,
    rendition: { width: 1080, height: 1920, fixes: [] },
    videoUrl: expect.stringContaining(`/assets/${id}/video`),
  });
});

test.each([
  ['a WebM', await aVideo({ container: 'webm' })],
  ['a film of 12 frames a second', await aVideo({ framesPerSecond: 12 })],
  ['a film 3840 pixels wide', await aVideo({ width: 3840, height: 2160 })],
])('%s waits to be converted', async (_what, bytes) => {
  expect((await store(bytes)).conversion).toBe('waiting');
});

test.each([
  ['a drawing named .jpg', 'logo.jpg', Buffer.from('<?xml version="1.0"?>\n<svg/>'), 'picture_unreadable'],
  ['a page named .png', 'a.png', Buffer.from('<!doctype html><p>no'), 'picture_unreadable'],
  ['an empty file', 'a.jpg', Buffer.alloc(0), 'file_empty'],
  ['half a JPEG', 'a.jpg', jpeg.subarray(0, jpeg.length / 2), 'picture_broken'],
  ['a HEIC', 'a.heic', heic, 'picture_heic'],
  ['half a video', 'a.mp4', (await aVideo()).subarray(0, 4000), 'video_unreadable'],
  [
    'a video with no pictures in it',
    'a.mp4',
    Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1'),
    'video_unreadable',
  ],
])('%s is refused with its own sentence', async (_what, name, bytes, code) => {
  expect(await codeOf(bytes, name)).toBe(code);
});

test('a JPEG named .mp4 is a JPEG', async () => {
  expect(await store(jpeg, 'film.mp4')).toMatchObject({ kind: 'image', contentType: 'image/jpeg' });
});

test('a name keeps what people read and loses paths, controls and turned text', async () => {
  const { name } = await store(jpeg, '../../etc/\u202egpj.\0ev\nil.jpg');

  expect(name).toBe('gpj.evil.jpg');
});

test('a picture over 30 MB is refused although a video may be larger', async () => {
  const padded = Buffer.concat([jpeg, Buffer.alloc(30 * 1024 * 1024)]);

  expect(await codeOf(padded)).toBe('file_too_large');
});

test('a refused file leaves nothing behind', async () => {
  const count = () =>
    house.ctx.db
      .selectFrom('assets')
      .select((eb) => eb.fn.countAll().as('files'))
      .executeTakeFirst();
  const before = await count();
  await codeOf(jpeg.subarray(0, 900));

  expect(await count()).toEqual(before);
});
