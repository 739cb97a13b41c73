import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Crop } from '#contract/posts.ts';
import { hasCode } from '../app-error.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import { publicMediaUrl, readPublicMedia, renditionFor, storeAsset } from './index.ts';
import { inPixels } from './rendition-for.ts';
import { aVideo } from './test-video.ts';

let house: TestContext;
let assetId: string;
beforeAll(async () => {
  house = await openTestContext();
  const right = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#d02020' } })
    .png()
    .toBuffer();
  const bytes = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#2020d0' } })
    .composite([{ input: right, left: 300, top: 0 }])
    .png()
    .toBuffer();
  assetId = (await storeAsset(house.ctx, house.member, { name: 'halves.png', bytes })).id;
});
afterAll(() => house.close());

const rightHalf: Crop = { left: 0.5, top: 0, width: 0.5, height: 1 };
const ask = (crop: Crop | null, kind: 'image' | 'image_story' = 'image') =>
  renditionFor(house.ctx, { workspaceId: house.member.workspaceId, assetId, crop, kind });

/** The bytes that Meta would fetch. */
async function fetched(rendition: { id: string; contentType: string }): Promise<Buffer> {
  const address = publicMediaUrl(house.ctx, rendition.id, rendition.contentType);
  const [, , renditionId = '', expires = '', file = ''] = new URL(address).pathname.split('/');
  const media = await readPublicMedia(house.ctx, { renditionId, expires, file });
  return Buffer.concat(await media.stream().toArray());
}

test('a crop is the JPEG of that part of the picture', async () => {
  const crop = await ask(rightHalf);

  const { dominant } = await sharp(await fetched(crop)).stats();
  expect(crop).toMatchObject({ kind: 'image', contentType: 'image/jpeg', width: 300, height: 400 });
  expect(dominant.r).toBeGreaterThan(dominant.b);
});

test('the same crop is cut once, also when two ask at once', async () => {
  const crop = { left: 0.1, top: 0.1, width: 0.5, height: 0.5 };
  const [one, two] = await Promise.all([ask(crop), ask(crop)]);

  expect([two.id, (await ask(crop)).id]).toEqual([one.id, one.id]);
});

test('no crop, and a crop of everything, is the rendition that was made at the upload', async () => {
  const whole = await ask(null);

  expect((await ask({ left: 0, top: 0, width: 1, height: 1 })).id).toBe(whole.id);
});

test('a story is made no larger than a phone', async () => {
  const bytes = await sharp({ create: { width: 2000, height: 3200, channels: 3, background: '#555' } })
    .jpeg()
    .toBuffer();
  const { id } = await storeAsset(house.ctx, house.member, { name: 'tall.jpg', bytes });
  const crop = { left: 0.05, top: 0, width: 0.9, height: 1 };
  const { workspaceId } = house.member;

  expect(
    await renditionFor(house.ctx, { workspaceId, assetId: id, crop, kind: 'image_story' }),
  ).toMatchObject({ width: 1080, height: 1920 });
});

test('a video goes out as it is, under an address that ends as its type does', async () => {
  const bytes = await aVideo({ container: 'mov' });
  const { id } = await storeAsset(house.ctx, house.member, { name: 'film.mov', bytes });
  const { workspaceId } = house.member;
  const video = await renditionFor(house.ctx, { workspaceId, assetId: id, crop: rightHalf, kind: 'reel' });

  expect(video).toMatchObject({ kind: 'video', contentType: 'video/quicktime', sizeBytes: bytes.length });
  expect(publicMediaUrl(house.ctx, video.id, video.contentType)).toMatch(/\.mov$/);
  expect(await fetched(video)).toEqual(bytes);
});

test('a file of another workspace is not found', async () => {
  const { workspaceId } = await house.aMember();

  await expect(
    renditionFor(house.ctx, { workspaceId, assetId, crop: rightHalf, kind: 'image' }),
  ).rejects.toSatisfy((error) => hasCode(error, 'not_found'));
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const side = fc.integer({ min: 1, max: 10_000 });

test('whatever the shares add up to, the part lies inside the picture and has a pixel', () => {
  fc.assert(
    fc.property(share, share, share, share, side, side, (left, top, width, height, w, h) => {
      const part = inPixels({ left, top, width, height }, { width: w, height: h });
      expect(part.width).toBeGreaterThan(0);
      expect(part.height).toBeGreaterThan(0);
      expect(part.left + part.width).toBeLessThanOrEqual(w);
      expect(part.top + part.height).toBeLessThanOrEqual(h);
    }),
    { seed: 20_261_126 },
  );
});
