import { addFiles, aPicture, mediaOf, publish } from './composer-home.ts';
import { connectByFacebook, startFacebookHouse, test as base } from './facebook-door.ts';
import type { House } from './house.ts';
import { expect, expectAccessible } from './journey.ts';

/** The second door of an operator who asks for product tags as well. */
const test = base.extend<object, { house: House }>({
  house: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const house = await startFacebookHouse({ FACEBOOK_OPTIONAL_SCOPES: 'instagram_shopping_tag_products' });
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

test('through Facebook’s door a product and a place are named, and both reach Instagram', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 1 });
  const account = person.accounts[0]!;
  await house.control('PATCH', `/accounts/${account.username}`, { shopProductIds: ['70001234'] });
  const place = await house.control<{ id: string }>('POST', '/pages', {
    name: 'The old kiln',
    location: { latitude: 38.7, longitude: -9.1 },
  });
  await page.goto(studio.integrations);
  await connectByFacebook(page, person);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();

  await page.goto(`${house.url}/w/${studio.slug}/posts/new`);
  await addFiles(page, [await aPicture()]);
  await page.getByRole('button', { name: /^Products/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Tag products' });
  const picture = dialog.getByRole('button', { name: /^Click where/ });
  const box = (await picture.boundingBox())!;
  await picture.click({ position: { x: box.width / 2, y: box.height / 2 } });
  await dialog.getByRole('textbox').first().fill('70001234');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: /^Location/ }).click();
  await page.getByLabel('Page id').fill(place.id);
  const caption = `With a product ${account.username}`;
  await page.getByLabel('Caption', { exact: true }).fill(caption);
  await page.getByLabel('Alternative text').fill('A cup');
  await expectAccessible(page);
  await publish(page);

  const media = JSON.stringify(await mediaOf(house, caption));
  expect(media).toContain('70001234');
  expect(media).toContain(place.id);
});
