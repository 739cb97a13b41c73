import { truncate, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { aFilm } from './a-film.ts';
import { aPicture } from './furnish.ts';
import type { House } from './house.ts';
import { expect, expectAccessible, test, type Studio } from './journey.ts';

const libraryOf = (house: House, studio: Studio) => `${house.url}/w/${studio.slug}/library`;

/** As a person's choice in the file dialog of the system. */
async function choose(
  page: Page,
  files: { name: string; mimeType: string; buffer: Buffer }[],
): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(files);
}

async function aJpeg(name: string, colour?: string) {
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(await aPicture(colour)) };
}

test('pictures and a film arrive together, and what cannot be used is told file by file', async ({
  page,
  house,
  studio,
}) => {
  await page.goto(libraryOf(house, studio));
  await expect(page.getByText('Nothing is in the library yet.')).toBeVisible();
  await expectAccessible(page);
  await choose(page, [
    await aJpeg('cup.jpg', '#a04030'),
    { name: 'film.mp4', mimeType: 'video/mp4', buffer: await aFilm() },
    {
      name: 'logo.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    },
    { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
    // Begins as a HEIC, and ends there.
    {
      name: 'phone.heic',
      mimeType: 'image/heic',
      buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    },
  ]);

  await expect(page.getByText('2 of 5 added')).toBeVisible();
  await expect(page.getByText('This file is not a picture that Tintype can read.')).toBeVisible();
  await expect(page.getByText('This file is empty.')).toBeVisible();
  await expect(page.getByText('This picture is cut off or damaged.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open film.mp4' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open cup.jpg' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Leave it out: logo.jpg' }).click();
  await page.getByRole('button', { name: 'Leave it out: empty.jpg' }).click();
  await page.getByRole('button', { name: 'Leave it out: phone.heic' }).click();

  await expect(page.getByRole('status').filter({ hasText: '2 of 2 added' }).first()).toBeVisible();
});

test('the same picture again is noticed, and a person says which to use', async ({ page, house, studio }) => {
  await page.goto(libraryOf(house, studio));
  await choose(page, [await aJpeg('first.jpg', '#204060')]);
  await expect(page.getByRole('link', { name: 'Open first.jpg' })).toBeVisible();
  await choose(page, [await aJpeg('again.jpg', '#204060'), await aJpeg('more.jpg', '#204060')]);
  await expect(page.getByText('You have this already, as \u201cfirst.jpg\u201d.')).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use the one that is here: again.jpg' }).click();
  await page.getByRole('button', { name: 'Add it again: more.jpg' }).click();

  await expect(page.getByRole('link', { name: 'Open more.jpg' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open again.jpg' })).toHaveCount(0);
});

test('by keyboard alone a file is named, labelled, filed, found and removed', async ({
  page,
  house,
  studio,
}) => {
  await page.goto(libraryOf(house, studio));
  await choose(page, [await aJpeg('dsc0001.jpg', '#507050'), await aJpeg('other.jpg', '#705070')]);
  await expect(page.getByRole('link', { name: 'Open dsc0001.jpg' })).toBeVisible();
  await page.getByRole('button', { name: 'New folder' }).press('Enter');
  await page.getByLabel('Name of the folder').fill('Spring');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing here matches.')).toBeVisible();
  await page.getByRole('link', { name: 'All files' }).press('Enter');

  await page.getByRole('link', { name: 'Open dsc0001.jpg' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('In no post.')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('Green cup');
  await dialog.getByLabel('Folder').selectOption('Spring');
  await dialog.getByLabel('Labels').fill('glaze, market');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('link', { name: 'Spring, 1 file' }).press('Enter');
  await expect(page.getByRole('link', { name: 'Open other.jpg' })).toHaveCount(0);
  await page.getByRole('searchbox').fill('GLAZE');
  await page.waitForURL(/search=GLAZE/);
  await expect(page.getByRole('link', { name: 'Open Green cup' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('GLAZE');

  await page.getByRole('link', { name: 'Open Green cup' }).press('Enter');
  await dialog.getByRole('button', { name: 'Remove from the library' }).press('Enter');
  await dialog.getByRole('button', { name: 'Remove for good' }).press('Enter');
  await expect(page.getByText('Nothing here matches.')).toBeVisible();
});

test('an address of a private network is refused in a sentence', async ({ page, house, studio }) => {
  await page.goto(libraryOf(house, studio));
  await page.getByRole('button', { name: 'From an address' }).click();
  await page.getByLabel('Address of a picture or a video').fill('http://169.254.169.254/latest/meta-data/');
  await page.getByRole('button', { name: 'Fetch it' }).click();

  await expect(page.getByText('Tintype does not fetch from this address.')).toBeVisible();
  await expectAccessible(page);
});

test('an upload whose line breaks goes on where it stopped', async ({ page, house, studio }) => {
  await page.goto(libraryOf(house, studio));
  const offsets: string[] = [];
  let broken = 0;
  await page.route('**/uploads/*', async (route) => {
    const request = route.request();
    if (request.method() !== 'PATCH') return route.continue();
    offsets.push(request.headers()['upload-offset'] ?? '');
    // The second piece never arrives, twice.
    if (offsets.at(-1) !== '0' && broken++ < 2) return route.abort('connectionreset');
    return route.continue();
  });
  const film = await aFilm({ seconds: 2 });
  const padded = Buffer.concat([film, Buffer.alloc(20 * 1024 * 1024)]);
  // A box of free room at the end, so that it is a lawful file of three pieces.
  padded.writeUInt32BE(padded.length - film.length, film.length);
  padded.write('free', film.length + 4, 'latin1');
  await choose(page, [{ name: 'long.mp4', mimeType: 'video/mp4', buffer: padded }]);

  await expect(page.getByRole('link', { name: 'Open long.mp4' })).toBeVisible();
  expect(offsets.filter((offset) => offset === '0')).toHaveLength(1);
  expect(new Set(offsets).size).toBe(3);
});

test('two hundred files queue calmly, a few at a time, while another page is read', async ({
  page,
  house,
  studio,
}) => {
  await page.goto(libraryOf(house, studio));
  let atOnce = 0;
  let most = 0;
  page.on('request', (request) => {
    if (request.method() === 'PATCH') most = Math.max(most, ++atOnce);
  });
  page.on('requestfinished', (request) => {
    if (request.method() === 'PATCH') atOnce--;
  });
  const picture = await aPicture('#444444');
  // The same picture with another comment behind it, so that no two are alike.
  const files = Array.from({ length: 200 }, (_, n) => ({
    name: `roll ${n}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([picture, Buffer.from(` ${n}`)]),
  }));
  await choose(page, files);
  await expect(page.getByText(/files wait their turn/)).toBeVisible();
  await page.getByRole('link', { name: 'Posts' }).first().click();
  await page.getByRole('link', { name: 'Library' }).first().click();

  await expect(page.getByText('200 of 200 added').first()).toBeVisible({ timeout: 180_000 });
  expect(most).toBeLessThanOrEqual(3);
});

test('five hundred files that are dropped at once all arrive, and the one that cannot is told', async ({
  page,
  house,
  studio,
}) => {
  await page.goto(libraryOf(house, studio));
  await expect(page.getByText('Nothing is in the library yet.')).toBeVisible();
  const picture = (await aPicture('#446688')).toString('base64');
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const dropped = new DataTransfer();
    for (let n = 0; n < 500; n++) {
      // The same picture with another comment behind it; the last is no picture at all.
      const parts = n === 499 ? ['no picture'] : [bytes, ` ${n}`];
      dropped.items.add(new File(parts, `drop ${n}.jpg`, { type: 'image/jpeg' }));
    }
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true }));
  }, picture);

  await expect(page.getByText('499 of 500 added').first()).toBeVisible({ timeout: 220_000 });
  await expect(page.getByText('This file is not a picture that Tintype can read.')).toBeVisible();
  expect(await countFiles(page, house, studio)).toBe(499);
});

test('a file of 5 GB is refused at once, by its size', async ({ page, house, studio }, testInfo) => {
  const path = testInfo.outputPath('long.mp4');
  await writeFile(path, '');
  // All of it is a hole: nothing is written to the disk.
  await truncate(path, 5 * 1024 ** 3);
  const pieces: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') pieces.push(request.url());
  });
  for (const place of [libraryOf(house, studio), `${house.url}/w/${studio.slug}/posts/new`]) {
    await page.goto(place);
    await page.locator('input[type="file"]').setInputFiles(path);
    await expect(page.getByText('This file is too large.')).toBeVisible();
    await expect(page.getByText(/A picture may have at most 30 MB; a video/)).toBeVisible();
    await expectAccessible(page);
  }

  expect(pieces).toEqual([]);
});

async function countFiles(page: Page, house: House, studio: Studio): Promise<number> {
  let count = 0;
  for (let before = ''; ;) {
    const answer = await page.request.get(
      `${house.url}/api/v1/workspaces/${studio.id}/assets${before && `?before=${before}`}`,
    );
    const { assets, nextBefore } = (await answer.json()) as {
      assets: unknown[];
      nextBefore: string | null;
    };
    count += assets.length;
    if (nextBefore === null) return count;
    before = nextBefore;
  }
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('the library fits, and a file opens in a dialog that fits as well', async ({
    page,
    house,
    studio,
  }) => {
    await page.goto(libraryOf(house, studio));
    await choose(page, [await aJpeg('a rather long name of a picture from a camera.jpg', '#303070')]);
    await page.getByRole('link', { name: /Open a rather long/ }).tap();
    await expect(page.getByRole('dialog').getByText('In no post.')).toBeVisible();
    await expectAccessible(page);
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

    expect(isWide).toBe(false);
  });
});
