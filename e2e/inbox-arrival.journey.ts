import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyTokenOf, type DemoApp } from '../scripts/start/demo-app.ts';
import type { House } from './house.ts';
import { expect, rowOf, test } from './inbox-home.ts';

test('where webhooks are switched off a comment is read all the same, and the page says so', async ({
  page,
  house,
  home,
}) => {
  await house.control('DELETE', `/apps/${house.appId}/webhooks/instagram`);
  try {
    await page.goto(home.inbox);
    await expect(page.getByText('Tintype looks every minute')).toBeVisible();
    await home.strangerWrites('Do you ship to Belgium?');
    await page.bringToFront();
    await page.getByRole('button', { name: 'Read new comments now' }).click();

    await expect(rowOf(page, 'Do you ship to Belgium?')).toBeVisible({ timeout: 150_000 });
  } finally {
    await switchWebhooksOn(house);
  }
});

/** As the starter did: other journeys share this house. */
async function switchWebhooksOn(house: House): Promise<void> {
  const app = JSON.parse(await readFile(join(house.dataDir, 'simulator', 'app.json'), 'utf8')) as DemoApp;
  await house.control('PUT', `/apps/${house.appId}/webhooks/instagram`, {
    callbackUrl: `${house.url}/webhooks/meta`,
    verifyToken: verifyTokenOf({}, app),
  });
}
