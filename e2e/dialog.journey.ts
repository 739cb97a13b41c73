import { expect, expectAccessible, test } from './journey.ts';

test('the simulated dialog says what it is, works without script, and is accessible', async ({
  browser,
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const started = await page.request.post(`${house.url}/api/v1/workspaces/${studio.id}/authorizations`, {
    headers: { origin: house.url },
    data: { login: 'instagram', timeZone: 'UTC' },
  });
  const { authorizeUrl } = (await started.json()) as { authorizeUrl: string };

  await page.goto(authorizeUrl);
  await expect(page.getByText('Simulated').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: account.username }).click();
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible();
  await expectAccessible(page);

  const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await bare.goto(authorizeUrl);
  await bare.getByRole('button', { name: account.username }).click();
  await bare.locator('input[name="instagram_business_manage_insights"]').uncheck();
  await bare.getByRole('button', { name: 'Allow' }).click();
  // Without script the fragment that Instagram appends stays; the page has nothing to do with it.
  await expect(bare).toHaveURL(/\/connect\/expired(#_)?$/);
});

test('an error that Instagram keeps to its own page is accessible there', async ({ page, house }) => {
  await page.goto(
    `${house.simulatorUrl}/www.instagram.com/oauth/authorize?client_id=1&redirect_uri=x&response_type=code&scope=y`,
  );

  await expect(page.getByText('Invalid platform app').first()).toBeVisible();
  await expectAccessible(page);
});
