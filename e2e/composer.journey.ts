import { aFilm } from './a-film.ts';
import { addFiles, allMedia, aPicture, mediaOf, openComposer, preflight, publish } from './composer-home.ts';
import { expect, expectAccessible, liveWithin, test } from './journey.ts';

test('a photo is cropped by keyboard, somebody tagged by a click, and both reach Instagram', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const [account, friend] = [await anAccount(), await anAccount()];
  await openComposer(page, house, studio, account);
  await addFiles(page, [await aPicture('#8a6f4d', 800, 1600)]);
  await expect(page.getByText('taller than the 4:5 that Instagram takes')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish now' })).toBeDisabled();

  await preflight(page).getByRole('button', { name: 'Crop' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Crop the picture' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '4:5', exact: true }).click();
  const frame = dialog.getByRole('button', { name: /^Crop frame/ });
  await frame.focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowUp');
  await dialog.getByRole('button', { name: 'Use this crop' }).click();
  await expect(preflight(page).getByText('The picture is cropped to 4:5.')).toBeVisible();
  await expect(page.getByText('taller than the 4:5')).toBeHidden();

  await page.getByRole('button', { name: /^People/ }).click();
  const tags = page.getByRole('dialog', { name: 'Tag people' });
  const picture = tags.getByRole('button', { name: /^Click where/ });
  const box = (await picture.boundingBox())!;
  await picture.click({ position: { x: box.width / 4, y: box.height / 2 } });
  await tags.getByLabel('Username').fill(`@${friend.username}`);
  await tags.getByRole('button', { name: `Tag of ${friend.username}` }).press('Shift+ArrowRight');
  await expect(tags.getByText('35 % across, 50 % down').first()).toBeVisible();
  await expectAccessible(page);
  await tags.getByRole('button', { name: 'Done' }).click();

  const caption = `Cropped ${account.username} #celadon with @${friend.username}`;
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await page.getByLabel('Alternative text').fill('A tall bottle');
  await expect(page.getByText('1 of 30 hashtags')).toBeVisible();
  await expectAccessible(page);
  await publish(page);
  const media = await mediaOf(house, caption);

  expect(media.userTags?.[0]).toMatchObject({ username: friend.username });
  expect(media.userTags?.[0]?.x).toBeCloseTo(0.35, 2);
  expect(media.userTags?.[0]?.y).toBeCloseTo(0.5, 2);
  expect(media.altText).toBe('A tall bottle');
  await expectAccessible(page);
});

test('a carousel is put in order by keyboard, and Instagram has it in that order', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await openComposer(page, house, studio, account);
  await addFiles(page, [await aPicture('#aa2211'), await aPicture('#22aa11'), await aPicture('#1122aa')]);
  const strip = page.getByRole('list', { name: 'Pictures and videos' });
  for (const [i, colour] of ['Red', 'Green', 'Blue'].entries()) {
    await strip.getByRole('button', { name: `Picture ${i + 1} of 3` }).click();
    await page.getByLabel('Alternative text').fill(colour);
  }
  await strip.getByRole('button', { name: 'Picture 3 of 3' }).focus();
  await page.keyboard.press('m');
  await expect(page.getByText('Picked up 3 of 3.')).toBeAttached();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('Now 1 of 3.')).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(strip.getByRole('button', { name: 'Picture 1 of 3' })).toBeFocused();
  const caption = `In order ${account.username}`;
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await page.getByRole('button', { name: /^First comment/ }).click();
  await page.getByLabel('First comment', { exact: true }).fill('Cone 10, two coats.');
  await expectAccessible(page);
  await publish(page);

  const timeline = page.getByRole('region', { name: 'What happened' });
  await expect(timeline.getByText('Instagram took 3 of 3 files.')).toBeVisible();
  await expect(timeline.getByText('“Cone 10, two coats.”')).toBeVisible(liveWithin);
  await expect(timeline.getByText('Comment', { exact: true })).toBeVisible();
  const { id } = await mediaOf(house, caption);
  const children = (await allMedia(house)).filter(({ parentId }) => parentId === id);
  expect(children.map(({ altText }) => altText)).toEqual(['Blue', 'Red', 'Green']);
  await expectAccessible(page);
});

test('a reel goes out with the moment of its cover', async ({ page, house, studio, anAccount }) => {
  const account = await anAccount();
  await openComposer(page, house, studio, account);
  await addFiles(page, [{ name: 'kiln.mp4', mimeType: 'video/mp4', buffer: await aFilm() }]);
  await page.getByRole('button', { name: /^Cover/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Cover of the reel' });
  const moment = dialog.getByRole('slider', { name: 'Moment' });
  await moment.focus();
  for (let press = 0; press < 12; press++) await page.keyboard.press('ArrowRight');
  await expect(moment).toHaveAttribute('aria-valuetext', '1.2 s');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Use this cover' }).click();
  await expect(page.getByRole('button', { name: /^Cover/ })).toContainText('The frame at 1.2 s');
  const shown = page.getByRole('group', { name: 'Preview' });
  await expect(shown.getByRole('button', { name: 'Reel' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('#preview video')).toBeVisible();
  const caption = `A reel ${account.username}`;
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await expectAccessible(page);
  await publish(page);

  const media = await mediaOf(house, caption);
  expect(media.thumbOffsetMs).toBe(1200);
  await expect(page.getByText(/, reel, live since/)).toBeVisible();
});

test('a trial reel says how its trial ends, and a story takes no caption', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await openComposer(page, house, studio, account);
  await addFiles(page, [{ name: 'kiln.mp4', mimeType: 'video/mp4', buffer: await aFilm() }]);
  await page.getByRole('button', { name: 'Trial reel', exact: true }).click();
  await page.getByRole('button', { name: /^How the trial ends/ }).click();
  await page.getByRole('radio', { name: 'By itself, when it does well' }).check();
  await expect(page.getByRole('switch', { name: 'Share to feed' })).toBeHidden();
  const caption = `A trial ${account.username}`;
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await publish(page);
  await expect(page.getByText(/, trial reel, live since/)).toBeVisible();

  await page.getByRole('link', { name: 'New post' }).first().click();
  await expect(page.getByRole('heading', { name: 'New post' })).toBeVisible();
  await addFiles(page, [await aPicture('#334455', 900, 1600)]);
  await page.getByRole('button', { name: 'Story', exact: true }).first().click();
  await expect(page.getByText('Instagram shows no caption on a story.')).toBeVisible();
  await expect(page.getByLabel('Caption', { exact: true })).toBeHidden();
  await expectAccessible(page);
  await publish(page);
  await expect(page.getByText(/, story, live since/)).toBeVisible();
});

test('what is written outlives a reload and the way to another page', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await openComposer(page, house, studio, await anAccount());
  await addFiles(page, [await aPicture()]);
  await page.getByLabel('Caption', { exact: true }).fill('Half a thought');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.getByLabel('Caption', { exact: true }).pressSequentially(' and a half');
  await page.reload();
  await expect(page.getByLabel('Caption', { exact: true })).toHaveValue('Half a thought and a half');
  await expect(page.getByText('Draft saved')).toBeVisible();

  await page.getByRole('link', { name: 'Posts' }).first().click();
  await page.getByRole('link', { name: /Half a thought and a half/ }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByLabel('Caption', { exact: true })).toHaveValue('Half a thought and a half');

  await page.getByLabel('Caption', { exact: true }).fill('Better not');
  await page.getByRole('button', { name: 'Delete draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Posts', exact: true })).toBeFocused();
  await expect(page.getByText('No posts yet.')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('There is nothing here.')).toBeVisible();
});

test('of two people at one draft the second is told, and both texts stand side by side', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await openComposer(page, house, studio, await anAccount());
  await addFiles(page, [await aPicture()]);
  await page.getByLabel('Caption', { exact: true }).fill('Three cups');
  await expect(page.getByText('Draft saved')).toBeVisible();
  const address = page.url();

  const other = await page.context().newPage();
  await other.goto(address);
  await expect(other.getByLabel('Caption', { exact: true })).toHaveValue('Three cups');
  await other.getByLabel('Caption', { exact: true }).fill('Four cups, said the other');
  await expect(other.getByText('Draft saved')).toBeVisible();

  await page.getByLabel('Caption', { exact: true }).fill('Five cups, said the first');
  const alert = page.getByRole('alert').filter({ hasText: 'Somebody else changed this draft' });
  await expect(alert).toBeVisible();
  await expect(alert.getByText('Four cups, said the other')).toBeVisible();
  await expect(alert.getByText('Five cups, said the first')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish now' })).toBeDisabled();
  await expectAccessible(page);
  await alert.getByRole('radio', { name: 'Both, one after the other' }).check();
  await alert.getByRole('button', { name: 'Go on with this' }).click();
  await expect(alert).toBeHidden();
  await expect(page.getByText('Draft saved')).toBeVisible();

  await page.reload();
  await expect(page.getByLabel('Caption', { exact: true })).toHaveValue(
    'Five cups, said the first\n\nFour cups, said the other',
  );
});

test('saved captions are kept, inserted and forgotten', async ({ page, house, studio, anAccount }) => {
  await openComposer(page, house, studio, await anAccount());
  const caption = page.getByLabel('Caption', { exact: true });
  await caption.fill('Glaze notes #celadon #tenmoku');
  await page.getByRole('button', { name: 'Saved captions', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Saved captions' });
  await dialog.getByLabel('Name').fill('Glazes');
  await dialog.getByLabel('Only the hashtags').check();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog.getByText('#celadon #tenmoku')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await caption.fill('Another post');
  await page.getByRole('button', { name: 'Saved captions', exact: true }).click();
  await dialog.getByRole('button', { name: 'Insert Glazes' }).click();
  await expect(caption).toHaveValue('Another post\n\n#celadon #tenmoku');
  await page.getByRole('button', { name: 'Saved captions', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove Glazes' }).click();
  await expect(dialog.getByText('No words are kept yet.')).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.getByRole('link', { name: 'Posts' }).first().click();
  await page.getByRole('link', { name: /Another post/ }).click();
  await page.getByRole('button', { name: 'Delete draft' }).click();
  const removal = page.getByRole('dialog', { name: 'Delete “Another post”?' });
  await expectAccessible(page);
  await removal.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('button', { name: 'Delete draft' })).toBeFocused();
  await page.keyboard.press('Enter');
  await removal.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Posts', exact: true })).toBeFocused();
  await expect(page.getByRole('link', { name: /Another post/ })).toBeHidden();
});

test('a post is scheduled by the clock of the account’s place', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await openComposer(page, house, studio, await anAccount());
  await addFiles(page, [await aPicture()]);
  await page.getByLabel('Caption', { exact: true }).fill('Later');
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'When should it go out?' });
  await dialog.getByLabel('Day and time').fill('2001-01-01T10:00');
  await expect(dialog.getByText('That moment has passed.')).toBeVisible();
  await dialog.getByLabel('Day and time').fill('2031-03-30T01:30');
  await expect(dialog.getByText('The clocks go forward over that time')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Use 02:30' }).click();
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/);

  await expect(page.getByText('Scheduled').first()).toBeVisible();
  await expect(page.getByText(/due 30 Mar 2031, 02:30 Europe\/Lisbon/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible();
});
