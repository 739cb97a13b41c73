import { connectByFacebook, startFacebookHouse, test as door } from './facebook-door.ts';
import { expect, expectAccessible, liveWithin, publishPhoto } from './journey.ts';
import type { House } from './house.ts';

/** A house whose operator lets posts be deleted. */
const test = door.extend<object, { house: House }>({
  house: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const house = await startFacebookHouse({ FACEBOOK_OPTIONAL_SCOPES: 'instagram_manage_contents' });
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

test('by the second door a post is deleted from Instagram, once its account was typed', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 1 });
  const username = person.accounts[0]?.username ?? '';
  await page.goto(studio.integrations);
  await connectByFacebook(page, person);
  await expect(page.getByText(`Connected @${username}.`)).toBeVisible();
  await publishPhoto(page, house, studio, 'Not for long');
  const link = page.getByRole('link', { name: 'See it on Instagram' });
  await expect(link).toBeVisible(liveWithin);
  const permalink = (await link.getAttribute('href')) ?? '';
  // The worker may be reading at this very moment, with nothing new in it yet.
  await expect(async () => {
    await page.goto(`${house.url}/w/${studio.slug}/media`);
    await page.getByRole('button', { name: 'Read now' }).click();
    await page.getByRole('link', { name: 'Not for long' }).click({ timeout: 3000 });
  }).toPass();
  await expect(page.getByRole('link', { name: 'How it was published' })).toBeVisible();

  const ask = page.getByRole('button', { name: 'Delete from Instagram' });
  await ask.click();
  const dialog = page.getByRole('dialog', { name: /Delete .Not for long. from Instagram/ });
  await expect(dialog.getByLabel(`Type ${username} to delete it`)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(ask).toBeFocused();
  await ask.press('Enter');
  await dialog.getByLabel(`Type ${username} to delete it`).fill('somebody.else');
  await dialog.getByRole('button', { name: 'Delete it' }).click();
  await expect(dialog.getByText(`Type the username of the account: ${username}.`)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel(`Type ${username} to delete it`).fill(username);
  await page.keyboard.press('Enter');

  await expect(page.getByText(/It is gone from Instagram/)).toBeVisible();
  expect((await fetch(permalink)).status).toBe(404);
  await page.getByRole('link', { name: 'Live' }).last().click();
  await expect(page.getByText('Nothing is live on this account.')).toBeVisible();
});
