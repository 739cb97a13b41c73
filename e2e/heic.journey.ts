import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { mediaOf, openComposer, plates, publish } from './composer-home.ts';
import type { House } from './house.ts';
import { expect, expectAccessible, test, type Studio } from './journey.ts';

const samples = join(import.meta.dirname, '..', 'web', 'library', 'heic', 'samples');

async function aHeic(sample: 'phone' | 'plain', name = `${sample}.heic`) {
  return { name, mimeType: 'image/heic', buffer: await readFile(join(samples, `${sample}.heic`)) };
}

const libraryOf = (house: House, studio: Studio) => `${house.url}/w/${studio.slug}/library`;

async function choose(
  page: Page,
  files: { name: string; mimeType: string; buffer: Buffer }[],
): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(files);
}

/** Everything that the libraries of the house keep, as it lies on the disk. */
async function keptBy(house: House): Promise<Buffer[]> {
  const entries = await readdir(join(house.dataDir, 'files'), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map((path) => readFile(path)));
}

/** The colour in the middle of each quarter of a picture, row by row. */
async function quartersOf(bytes: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return [1, 3].flatMap((row) =>
    [1, 3].map((column) => {
      const [x, y] = [(info.width * column) / 4, (info.height * row) / 4];
      const at = (Math.floor(y) * info.width + Math.floor(x)) * info.channels;
      return [...data.subarray(at, at + 3)];
    }),
  );
}

/** As scripts/make-heic-samples.ts paints them. */
const painted = [
  [0xd0, 0x40, 0x30],
  [0x30, 0xa0, 0x50],
  [0x30, 0x50, 0xc0],
  [0xe0, 0xc0, 0x40],
];

test('a photo of a phone becomes a JPEG in the browser, upright and in its colours, and is published', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await openComposer(page, house, studio, account);
  const arrived = Promise.withResolvers<void>();
  await page.route('**/assets/libheif-*.wasm', async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await choose(page, [await aHeic('phone', 'IMG_0042.HEIC')]);
  await expect(page.getByText('Reading photo\u2026 IMG_0042.HEIC')).toBeVisible();
  await expectAccessible(page);
  arrived.resolve();
  await expect(plates(page)).toHaveCount(1);
  const caption = `From a phone ${account.username}`;
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await publish(page);
  const media = await mediaOf(house, caption);
  const listed = await page.request.get(`${house.url}/api/v1/workspaces/${studio.id}/assets`);
  const { assets } = (await listed.json()) as {
    assets: { name: string; contentType: string; width: number; height: number; pictureUrl: string }[];
  };
  const picture = await (await page.request.get(house.url + assets[0]!.pictureUrl)).body();

  const kept = await keptBy(house);
  expect(kept.length).toBeGreaterThan(1);
  expect(kept.filter((bytes) => bytes.includes('Exif') || bytes.includes('ftyphei'))).toEqual([]);
  expect(media.mediaType).toBe('IMAGE');
  expect(assets).toMatchObject([
    { name: 'IMG_0042.jpg', contentType: 'image/jpeg', width: 640, height: 480 },
  ]);
  const found = await quartersOf(picture);
  for (const [quarter, colour] of painted.entries())
    for (const [channel, value] of colour.entries())
      expect(
        Math.abs(found[quarter]![channel]! - value),
        `quarter ${quarter}, channel ${channel}`,
      ).toBeLessThan(6);
});

test('what is no whole HEIC is told in a sentence, file by file', async ({ page, house, studio }) => {
  await page.goto(libraryOf(house, studio));
  const whole = await aHeic('phone');
  const huge = Buffer.from((await aHeic('plain')).buffer);
  for (const side of [8, 12]) huge.writeUInt32BE(60_000, huge.indexOf('ispe') + side);
  await choose(page, [
    { ...whole, name: 'cut.heic', buffer: whole.buffer.subarray(0, 1500) },
    { ...whole, name: 'head.heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') },
    { ...whole, name: 'empty.heic', buffer: Buffer.alloc(0) },
    { ...whole, name: 'huge.heic', buffer: huge },
  ]);

  await expect(page.getByText('This picture is cut off or damaged.')).toHaveCount(2);
  await expect(page.getByText('This file is empty.')).toBeVisible();
  await expect(page.getByText('This picture has too many pixels.')).toBeVisible();
  await expectAccessible(page);
});

test('the decoder comes with the first HEIC, and ten are read one after another while it is told', async ({
  page,
  house,
  studio,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const arrived = Promise.withResolvers<void>();
  await page.route('**/assets/libheif-*.wasm', async (route) => {
    await arrived.promise;
    await route.continue();
  });
  let [atOnce, most] = [0, 0];
  page.on('worker', (worker) => {
    most = Math.max(most, ++atOnce);
    worker.on('close', () => atOnce--);
  });
  await page.goto(libraryOf(house, studio));
  await choose(page, [{ name: 'no.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') }]);
  await page.getByRole('button', { name: 'Leave it out: no.svg' }).click();
  expect(asked.filter((path) => /hei[cf]/.test(path))).toEqual([]);

  const { buffer, ...file } = await aHeic('plain');
  // Bytes behind the picture: ten files that are not the same.
  const ten = Array.from({ length: 10 }, (_, at) => ({
    ...file,
    name: `photo ${at}.heic`,
    buffer:
      at === 0
        ? buffer
        : Buffer.concat([buffer, Buffer.from([0, 0, 0, 8 + at]), Buffer.from('free'), Buffer.alloc(at)]),
  }));
  await choose(page, ten);
  await expect(page.getByText('Reading photo\u2026').first()).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Reading photo 0.heic' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel: photo 0.heic' }).click();
  arrived.resolve();

  await expect(page.getByRole('button', { name: /^Use the one that is here: photo/ })).toHaveCount(8);
  // Whichever arrived first.
  await expect(page.getByRole('link', { name: /^Open photo [1-9]\.jpg$/ })).toHaveCount(1);
  expect(most).toBe(1);
});

test('where the decoder does not come, it is said, and the next try works', async ({
  page,
  house,
  studio,
}) => {
  await page.route('**/assets/libheif-*.js', (route) => route.abort());
  await page.goto(libraryOf(house, studio));
  await choose(page, [await aHeic('phone')]);
  const again = page.getByRole('button', { name: 'Try again: phone.heic' });
  await expect(again).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/assets/libheif-*.js');
  await again.click();

  await expect(page.getByRole('link', { name: 'Open phone.jpg' })).toBeVisible();
});
