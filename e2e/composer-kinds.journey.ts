import { aFilm } from './a-film.ts';
import { addFiles, allMedia, aPicture, mediaOf, openComposer, publish } from './composer-home.ts';
import { aPicture as aJpeg } from './furnish.ts';
import { expect, expectAccessible, test } from './journey.ts';

test('a film becomes a story, without a caption', async ({ page, house, studio, anAccount }) => {
  const account = await anAccount();
  await openComposer(page, house, studio, account);
  await addFiles(page, [{ name: 'kiln.mp4', mimeType: 'video/mp4', buffer: await aFilm() }]);
  await page.getByRole('button', { name: 'Story', exact: true }).first().click();
  await expect(page.getByLabel('Caption', { exact: true })).toBeHidden();
  await expectAccessible(page);
  await publish(page);

  await expect(page.getByText(/, story, live since/)).toBeVisible();
  const story = (await allMedia(house)).find(({ accountId }) => accountId === account.id);
  expect(story).toMatchObject({ mediaType: 'VIDEO', mediaProductType: 'STORY' });
});

test('a reel goes out with a picture of the library as its cover', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await openComposer(page, house, studio, account);
  const stored = await page.request.post(
    `${house.url}/api/v1/workspaces/${studio.id}/assets?name=cover.jpg`,
    { headers: { origin: house.url }, data: await aJpeg('#102030') },
  );
  expect(stored.status()).toBe(201);
  await addFiles(page, [{ name: 'kiln.mp4', mimeType: 'video/mp4', buffer: await aFilm() }]);
  await page.getByRole('button', { name: /^Cover/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Cover of the reel' });
  await dialog.getByRole('button', { name: 'A picture' }).click();
  await dialog.getByRole('searchbox').fill('COVER');
  await dialog.getByRole('button', { name: 'cover.jpg' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Use this cover' }).click();
  const caption = `With a cover ${account.username}`;
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await publish(page);

  expect((await mediaOf(house, caption)).mediaProductType).toBe('REELS');
  const asked = JSON.stringify(await house.control('GET', '/journal'));
  expect(asked).toMatch(/cover_url[^}]*?\/media\//);
});

test('a carousel is put in order by mouse, and Instagram has it in that order', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await openComposer(page, house, studio, account);
  await addFiles(page, [await aPicture('#aa2211'), await aPicture('#22aa11'), await aPicture('#1122aa')]);
  const strip = page.getByRole('list', { name: 'Pictures and videos' });
  const nth = (n: number) => strip.getByRole('button', { name: `Picture ${n} of 3` });
  for (const [i, colour] of ['Red', 'Green', 'Blue'].entries()) {
    await nth(i + 1).click();
    await page.getByLabel('Alternative text').fill(colour);
  }
  const from = (await nth(3).boundingBox())!;
  const to = (await nth(1).boundingBox())!;
  await page.mouse.move(from.x + 20, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 40, { steps: 8 });
  await page.mouse.up();
  await expect(page.getByLabel('Alternative text')).toHaveValue('Blue');
  const caption = `By mouse ${account.username}`;
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await publish(page);

  const { id } = await mediaOf(house, caption);
  const children = (await allMedia(house)).filter(({ parentId }) => parentId === id);
  expect(children.map(({ altText }) => altText)).toEqual(['Blue', 'Red', 'Green']);
});

test('a picture older than a hundred others is found by its name, and by going on', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await openComposer(page, house, studio, await anAccount());
  const picture = await aJpeg('#445566');
  const headers = { origin: house.url };
  for (let n = 0; n <= 120; n++) {
    const name = n === 0 ? 'the oldest.jpg' : `roll ${n}.jpg`;
    await page.request.post(
      `${house.url}/api/v1/workspaces/${studio.id}/assets?name=${encodeURIComponent(name)}`,
      { headers, data: Buffer.concat([picture, Buffer.from(` ${n}`)]) },
    );
  }
  await page.getByRole('button', { name: 'From the library' }).click();
  const dialog = page.getByRole('dialog', { name: 'From the library' });
  await expect(dialog.getByRole('button', { name: 'roll 120.jpg' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'the oldest.jpg' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Show more' }).click();
  await expect(dialog.getByRole('button', { name: 'roll 20.jpg' })).toBeAttached();
  await dialog.getByRole('button', { name: 'Show more' }).click();
  await expect(dialog.getByRole('button', { name: 'the oldest.jpg' })).toBeAttached();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'roll 120.jpg' }).click();
  await dialog.getByRole('searchbox').fill('oldest');
  await dialog.getByRole('button', { name: 'the oldest.jpg' }).click();
  await dialog.getByRole('button', { name: 'Add 2 files' }).click();

  await expect(page.getByRole('button', { name: /^Picture 2 of 2/ })).toBeVisible();
});
