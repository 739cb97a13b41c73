import { readFile } from 'node:fs/promises';
import { catalogue, entryOf, type ErrorCode } from '#contract/errors.ts';
import { consent, expect, expectAccessible, test } from './journey.ts';

// The user's contract, word for word: what the page says beside the button, and the help page with it.
const promises = [
  'Connect an Instagram Business or Creator account to your workspace to publish and manage content.',
  "You grant the app permission to read insights and publish to a single Instagram Business or Creator account. Personal Instagram accounts can't be connected — the Instagram API doesn't allow Personal accounts to publish or expose insights. Convert your account in the Instagram mobile app under Settings → Account type and tools → Switch to professional account before connecting.",
  'An encrypted access token for the connected Instagram account (envelope-encrypted at rest; the plaintext token never leaves the server boundary).',
  'The Instagram user ID and username so the workspace can list connections.',
  'The scopes you granted and the timestamp of consent.',
  'We never store your Instagram password. Tokens are scoped to the single Instagram account you connected — disconnecting revokes access for that account only.',
  'You can disconnect from either side:',
  'In the product — Settings → Integrations → click Disconnect on the Instagram row. The access token is revoked at the provider and the row is removed immediately.',
  'At Instagram — instagram.com/accounts/manage_access → find the app → Remove. This forces revoke at the source if anything went wrong with step 1.',
];
const way =
  "Connect an Instagram account to your workspace from Settings → Integrations → Connect Instagram. The connect flow takes you through Instagram's OAuth dialog and brings the connected account back into the workspace.";

test('left alone at Instagram, started again and connected, the row says what is stored, and its receipt holds no token', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await expect(page.getByRole('heading', { name: 'How to revoke' })).toBeVisible();
  for (const promise of promises) await expect(page.locator('main')).toContainText(promise);

  await page.getByRole('button', { name: 'Connect Instagram' }).first().click();
  await page.waitForURL(/www\.instagram\.com/);
  await page.goto(studio.integrations);
  const waiting = page.getByRole('region', { name: 'Still waiting. Did Instagram show an error?' });
  await expect(waiting.getByText('“Insufficient developer role”')).toBeVisible();
  await expectAccessible(page);
  await waiting.getByRole('button', { name: 'Start again' }).click();
  await consent(page, account);

  const row = page.getByRole('article', { name: `@${account.username}` });
  await expect(row.getByText('Active', { exact: true })).toBeVisible();
  await expect(row.getByText(/^Instagram Login · Connected \d+ \w+ \d{4} by .+$/)).toBeVisible();
  for (const may of ['See the profile and its posts', 'Publish', 'Read and answer comments', 'Read insights'])
    await expect(row.getByRole('listitem').filter({ hasText: may })).toBeVisible();
  await expect(row.getByText(/^Renewed \d+ \w+ \d{4}, next on \d+ \w+ \d{4}$/)).toBeVisible();

  await row.getByText('What we store').click();
  await expect(row.getByText(/^\d+ \w+ \d{4}, \d\d:\d\d Europe\/Lisbon$/)).toBeVisible();
  await expect(row.getByText('instagram_business_content_publish')).toBeVisible();
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await row.getByRole('link', { name: 'Download consent receipt' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`consent-receipt-${account.username}.json`);
  const receipt = await readFile(await download.path(), 'utf8');
  expect(receipt).toContain('tintype.consent.v1');
  const { tokens } = await house.control<{ tokens: { value: string; accountId: string }[] }>('GET', '/state');
  const theirs = tokens.filter(({ accountId }) => accountId === account.id);
  expect(theirs).not.toEqual([]);
  for (const { value } of theirs) expect(receipt).not.toContain(value);
});

test('the help page keeps every promise, and its table of messages is the catalogue’s', async ({
  page,
  house,
}) => {
  const told = (Object.keys(catalogue) as ErrorCode[]).map((code) => ({ code, ...entryOf(code) }));

  await page.goto(`${house.url}/help/connecting-instagram`);
  for (const promise of [...promises, way]) await expect(page.locator('article')).toContainText(promise);
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveText(
    told.filter(({ help }) => help).map(({ code, message, meaning }) => `${message}${code}${meaning}`),
  );
});
