import { readFile } from 'node:fs/promises';
import { connectByApi, expect, expectAccessible, test } from './journey.ts';

/** Where screenshots are kept to be looked at; nowhere unless said. */
const shots = process.env['SHOTS'];

test('an owner sees who did what, finds it by filters, takes it as a file, and chooses how long it is kept', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await connectByApi(page, studio, account);
  const call = (method: string, path: string, data: unknown) =>
    page.request.fetch(`${house.url}/api/v1/workspaces/${studio.id}${path}`, {
      method,
      headers: { origin: house.url },
      data,
    });
  await call('PATCH', '', { name: 'Linden & Co' });
  await call('PUT', '/snippets', { name: 'Opening hours', text: 'From six.' });

  await page.goto(`${house.url}/w/${studio.slug}/settings/audit-trail`);
  await expect(page.getByRole('heading', { name: 'Audit trail' })).toBeVisible();
  await expect(page.getByText(/connected the account @/)).toBeVisible();
  const renamed = page.getByRole('listitem').filter({ hasText: 'renamed the workspace' }).first();
  await expect(renamed).toContainText(/Name: before Studio .*→ , after Linden & Co|Linden & Co/);
  await expect(renamed).toContainText('Chrome');
  await expect(page.getByText(/The trail stands from/)).toBeVisible();
  await expectAccessible(page);
  await take('full');

  const filters = page.getByRole('search', { name: 'Filters' });
  await filters.getByLabel('What').selectOption({ label: 'Saved captions' });
  await expect(page.getByText('kept a saved caption')).toBeVisible();
  await expect(page.getByText('renamed the workspace')).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('kept a saved caption')).toBeVisible();
  await expect(page.getByText('renamed the workspace')).toHaveCount(0);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const file = await (await download).path();
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
  expect([lines.length, lines[1]]).toEqual([2, expect.stringContaining('snippet.kept')]);

  await filters.getByLabel('Who').selectOption({ label: 'Instagram' });
  await expect(page.getByText('Nothing was found.')).toBeVisible();
  await expectAccessible(page);
  await filters.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page.getByText('took the audit trail as a file')).toBeVisible();

  await page.getByLabel('Keep the audit trail').selectOption({ label: '2 years' });
  await expect(page.getByText(/Saving erases everything from before/)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('It is kept for 2 years.')).toBeVisible();
  await expect(page.getByText('chose how long the audit trail is kept').first()).toBeVisible();
  await expectAccessible(page);

  await page.route('**/audit-events?*', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('button', { name: /again/i }).first()).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/audit-events?*');

  async function take(name: string) {
    if (!shots) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${shots}/audit-${name}-${colorScheme}.png`, fullPage: true });
    }
    await page.emulateMedia({ colorScheme: 'light' });
    const size = page.viewportSize()!;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.screenshot({ path: `${shots}/audit-${name}-360.png`, fullPage: true });
    await page.setViewportSize(size);
  }
});

test('a person sees what was done with their own account, and nobody else’s', async ({
  page,
  house,
  studio,
}) => {
  await page.goto(`${house.url}/w/${studio.slug}/settings/sign-in`);

  const activity = page.getByRole('region', { name: 'Recent activity' });
  await expect(activity.getByText('signed in').first()).toBeVisible();
  await expectAccessible(page);
});
