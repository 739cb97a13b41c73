import { expect, test } from 'vitest';
import sharp from 'sharp';
import { hasCode } from '../app-error.ts';
import { makeCrop, makeRendition } from './make-rendition.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#b08050' } });

test('a turned phone picture comes out upright, without its position', async () => {
  const turned = await picture(400, 300)
    .jpeg()
    .withExif({ IFD3: { GPSLatitude: '52/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

  const made = await makeRendition(turned);

  const metadata = await sharp(made.rendition.bytes).metadata();
  expect(metadata).toMatchObject({
    format: 'jpeg',
    width: 300,
    height: 400,
    space: 'srgb',
    isProgressive: false,
  });
  expect(metadata.exif).toBeUndefined();
  expect(made.picture).toEqual({ contentType: 'image/jpeg', width: 300, height: 400 });
  expect(made.rendition.fixes).toContain('oriented');
});

test('a PNG with transparency becomes a JPEG on white', async () => {
  const png = await sharp({ create: { width: 320, height: 320, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer();

  const { rendition } = await makeRendition(png);

  const { data } = await sharp(rendition.bytes).raw().toBuffer({ resolveWithObject: true });
  expect([data[0], data[1], data[2]]).toEqual([255, 255, 255]);
  expect(rendition.fixes).toEqual(expect.arrayContaining(['jpeg', 'flattened']));
});

test('a picture wider than 1440 is made 1440 wide', async () => {
  const { rendition } = await makeRendition(await picture(3000, 2000).jpeg().toBuffer());

  expect([rendition.width, rendition.height]).toEqual([1440, 960]);
  expect(rendition.fixes).toContain('resized');
});

test.each([
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')],
  ['a text', Buffer.from('not a picture')],
  ['nothing', Buffer.alloc(0)],
])('%s is refused in words', async (_what, bytes) => {
  await expect(makeRendition(bytes)).rejects.toSatisfy((error) => hasCode(error, 'picture_unreadable'));
});

test('half a JPEG is told as cut off', async () => {
  const whole = await picture(600, 600).jpeg().toBuffer();

  await expect(makeRendition(whole.subarray(0, whole.length / 2))).rejects.toSatisfy((error) =>
    hasCode(error, 'picture_broken'),
  );
});

test('a picture that unpacks to more than 50 megapixels is refused before it is unpacked', async () => {
  const bomb = await sharp({
    create: { width: 10_000, height: 5_001, channels: 3, background: '#fff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();

  await expect(makeRendition(bomb)).rejects.toSatisfy((error) => hasCode(error, 'picture_too_many_pixels'));
});

test('a crop is cut from the upright picture and brought to the size asked for', async () => {
  const left = await picture(200, 400).png().toBuffer();
  const turned = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#102030' } })
    .composite([{ input: left, left: 0, top: 0 }])
    .jpeg()
    .withMetadata({ orientation: 3 })
    .toBuffer();

  const crop = await makeCrop(
    turned,
    { left: 200, top: 100, width: 200, height: 200 },
    { width: 100, height: 100 },
  );

  const { dominant } = await sharp(crop.bytes).stats();
  expect([crop.width, crop.height]).toEqual([100, 100]);
  // Upside down, its left half lies on the right.
  expect(dominant.r).toBeGreaterThan(150);
});
