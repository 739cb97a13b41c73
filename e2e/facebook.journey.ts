import { connectByFacebook, consentByFacebook, test } from './facebook-door.ts';
import { expect, expectAccessible, liveWithin, publishPhoto, readFromInstagram } from './journey.ts';

test('one account behind one Page is connected, published to and disconnected for good', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 1 });
  const [account] = person.accounts;
  await page.goto(studio.integrations);
  await expect(page.getByRole('button', { name: 'Continue with Instagram' })).toBeVisible();
  await expectAccessible(page);

  await connectByFacebook(page, person);
  await expect(page.getByText(`Connected @${account?.username}.`)).toBeVisible();
  expect(page.url()).not.toMatch(/#|code=|state=/);
  await expect(page.getByText('Facebook Login')).toBeVisible();
  await expectAccessible(page);

  await publishPhoto(page, house, studio, `By the second door ${account?.username}`);
  await expect(page.getByRole('link', { name: 'See it on Instagram' })).toBeVisible(liveWithin);

  await page.goto(studio.integrations);
  await page.getByRole('button', { name: `Disconnect @${account?.username}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Facebook confirmed that the token is dead.')).toBeVisible();
});

test('of several accounts the person chooses one, by keyboard, and the grant lives as long as one of them', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 3 });
  const [first, second] = person.accounts;
  await page.goto(studio.integrations);
  await connectByFacebook(page, person);

  await expect(page.getByRole('heading', { name: 'Which account?' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: `@${second?.username}` })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await page.getByRole('button', { name: `Connect @${first?.username}` }).press('Enter');
  await expect(page.getByText(`Connected @${first?.username}.`)).toBeVisible();

  await connectByFacebook(page, person);
  await page.getByRole('radio', { name: `@${second?.username}` }).check();
  await page.getByRole('button', { name: `Connect @${second?.username}` }).click();
  await expect(page.getByText(`Connected @${second?.username}.`)).toBeVisible();

  await page.getByRole('button', { name: `Disconnect @${first?.username}` }).click();
  await expect(page.getByRole('alertdialog')).toContainText('it also serves other accounts');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('it is revoked when the last of them goes')).toBeVisible();
  await publishPhoto(page, house, studio, `Still here ${second?.username}`);
  await expect(page.getByRole('link', { name: 'See it on Instagram' })).toBeVisible(liveWithin);

  await page.goto(studio.integrations);
  await page.getByRole('button', { name: `Disconnect @${second?.username}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Facebook confirmed that the token is dead.')).toBeVisible();
});

test('removed at Facebook, every account of the grant is gone', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const person = await aFacebookPerson({ accounts: 2 });
  await page.goto(studio.integrations);
  for (const { username } of person.accounts) {
    await connectByFacebook(page, person);
    await page.getByRole('radio', { name: `@${username}` }).check();
    await page.getByRole('button', { name: `Connect @${username}` }).click();
    await expect(page.getByText(`Connected @${username}.`)).toBeVisible();
  }

  const facebook = await page.context().newPage();
  await facebook.goto(`${house.simulatorUrl}/www.facebook.com/settings?tab=applications`);
  await expectAccessible(facebook);
  await facebook.getByRole('button', { name: /^Remove/ }).click();

  await expect(async () => {
    await page.goto(studio.integrations);
    await expect(page.getByText('No account is connected yet.')).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test('a reconnect that comes back without the account is refused', async ({
  page,
  house,
  studio,
  aFacebookPerson,
}) => {
  const [right, wrong] = [await aFacebookPerson({ accounts: 1 }), await aFacebookPerson({ accounts: 1 })];
  const [account] = right.accounts;
  await page.goto(studio.integrations);
  await connectByFacebook(page, right);
  await expect(page.getByText(`Connected @${account?.username}.`)).toBeVisible();
  await house.control('PATCH', `/people/${right.id}`, { tokens: 'checkpoint' });
  await expect(async () => {
    await readFromInstagram(page, house, studio);
    await page.goto(studio.integrations);
    await expect(page.getByText('Instagram asks you to confirm it is you.')).toBeVisible({ timeout: 1000 });
  }).toPass();

  await page.getByRole('button', { name: `Reconnect @${account?.username}` }).click();
  await consentByFacebook(page, wrong);

  await expect(page.getByRole('heading', { name: 'That was a different Instagram account.' })).toBeVisible();
  await expect(page.getByText('it is not among those that Facebook gave access to')).toBeVisible();
});
