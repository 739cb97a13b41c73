import {
  connect,
  consent,
  expect,
  expectAccessible,
  expectOutcome,
  liveWithin,
  publishPhoto,
  readFromInstagram,
  test,
} from './journey.ts';

test('of two accounts, the one that the notice names is disconnected from there, and the other publishes', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const [first, second] = [await anAccount(), await anAccount('MEDIA_CREATOR')];
  await page.goto(studio.integrations);
  for (const account of [first, second]) {
    await connect(page, account);
    await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
  }

  const notice = page.getByRole('status').filter({ hasText: 'Not this account?' });
  await expect(notice).toContainText(`Connected @${second.username}.`);
  await notice.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Instagram confirmed that the token is dead.')).toBeVisible();
  await expect(page.getByRole('article', { name: `@${second.username}` })).toHaveCount(0);
  await expect(page.getByRole('article', { name: `@${first.username}` })).toBeVisible();

  await publishPhoto(page, house, studio, `Still here ${first.username}`);
  await expect(page.getByRole('link', { name: 'See it on Instagram' })).toBeVisible(liveWithin);
});

test('removed at Instagram, the row is gone', async ({ page, house, studio, anAccount }) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await connect(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();

  const instagram = await page.context().newPage();
  await instagram.goto(
    `${house.simulatorUrl}/www.instagram.com/accounts/login/?next=%2Faccounts%2Fmanage_access%2F`,
  );
  await instagram.getByRole('button', { name: account.username }).click();
  await expectAccessible(instagram);
  await instagram.getByRole('button', { name: /^Remove/ }).click();

  await expect(async () => {
    await page.goto(studio.integrations);
    await expect(page.getByText('No account is connected yet.')).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test('where Instagram refuses to revoke, the last step is shown with its link', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await connect(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/permissions',
    method: 'DELETE',
    kind: 'body',
    status: 400,
    body: JSON.stringify({
      error: {
        message: 'Unsupported delete request.',
        type: 'IGApiException',
        code: 100,
        error_subcode: 33,
        fbtrace_id: 'A',
      },
    }),
  });

  await page.getByRole('button', { name: `Disconnect @${account.username}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();

  await expect(page.getByText('One step is left, at Instagram')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Finish at Instagram' })).toHaveAttribute(
    'href',
    /manage_access/,
  );
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByText('One step is left, at Instagram')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('One step is left, at Instagram')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Connect Instagram' }).first()).toBeVisible();
  await expect(page.getByText('One step is left, at Instagram')).toHaveCount(0);
});

test('a reconnect that comes back as somebody else is refused and offered as new', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const [right, wrong] = [await anAccount(), await anAccount()];
  await page.goto(studio.integrations);
  await connect(page, right);
  await expect(page.getByText(`Connected @${right.username}.`)).toBeVisible();
  await house.control('PATCH', `/accounts/${right.id}`, { tokens: 'checkpoint' });
  await expect(async () => {
    await readFromInstagram(page, house, studio);
    await page.goto(studio.integrations);
    await expect(page.getByText('Instagram asks you to confirm it is you.')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectAccessible(page);
  await page.getByRole('button', { name: `Reconnect @${right.username}` }).click();
  await consent(page, wrong);

  await expectOutcome(page, 'That was a different Instagram account.', 'wrong_account');
});
