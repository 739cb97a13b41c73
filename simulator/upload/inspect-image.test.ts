import sharp from 'sharp';
import { expect, test } from 'vitest';
import { inspectPhoto } from './inspect-image.ts';

const aPhoto = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#884422' } });

test.each([
  ['4:5', 400, 500],
  ['1.91:1', 764, 400],
  ['square', 500, 500],
])('a %s photo is taken', async (_ratio, width, height) => {
  const bytes = await aPhoto(width, height).jpeg().toBuffer();

  expect(await inspectPhoto(bytes)).toMatchObject({ photo: { width, height } });
});

test.each([
  ['3:4', 375, 500],
  ['9:16', 360, 640],
  ['2:1', 800, 400],
])('a %s photo is refused with 36003/2207009 and its size', async (_ratio, width, height) => {
  const bytes = await aPhoto(width, height).jpeg().toBuffer();

  expect(await inspectPhoto(bytes)).toMatchObject({
    refusal: {
      code: 36003,
      subcode: 2207009,
      message: 'The aspect ratio is not supported.',
      userMessage: expect.stringContaining(`('${width}/${height}',)`),
    },
  });
});

test.each([
  ['too wide is scaled to 1440', 2_000, 1_440],
  ['too narrow is scaled to 320', 100, 320],
])('a photo that is %s and not refused', async (_what, width, kept) => {
  const bytes = await aPhoto(width, width).jpeg().toBuffer();

  expect(await inspectPhoto(bytes)).toMatchObject({ photo: { width: kept, height: kept } });
});

test('a PNG is taken and kept as JPEG', async () => {
  const bytes = await aPhoto(400, 400).png().toBuffer();

  const inspected = await inspectPhoto(bytes);

  expect('photo' in inspected && (await sharp(inspected.photo.bytes).metadata()).format).toBe('jpeg');
});

test('a photo that is stored on its side is judged and kept upright', async () => {
  const onItsSide = await aPhoto(500, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer();

  expect(await inspectPhoto(onItsSide)).toMatchObject({ photo: { width: 400, height: 500 } });
});

test('a WebP is refused with 36001/2207005 and its name', async () => {
  const bytes = await aPhoto(400, 400).webp().toBuffer();

  expect(await inspectPhoto(bytes)).toMatchObject({
    refusal: { code: 36001, subcode: 2207005, userMessage: expect.stringContaining('format WEBP is') },
  });
});

test('bytes that are no picture are refused with 36001/2207083', async () => {
  expect(await inspectPhoto(Buffer.from('not a picture'))).toMatchObject({
    refusal: { code: 36001, subcode: 2207083 },
  });
});

test('a photo that was cut off is refused before its ratio is judged', async () => {
  const noise = await sharp({
    create: {
      width: 900,
      height: 300,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer();

  const inspected = await inspectPhoto(noise.subarray(0, noise.length / 2));

  expect(inspected).toMatchObject({ refusal: { code: 36001, subcode: 2207083 } });
});
