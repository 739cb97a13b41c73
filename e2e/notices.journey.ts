import type { Page } from '@playwright/test';
import { furnish } from './calendar-home.ts';
import type { House } from './house.ts';
import { expect, expectAccessible, test, type Studio } from './journey.ts';

const bell = (page: Page) => page.getByRole('link', { name: /^Notices/ });
const rows = (page: Page) => page.getByRole('main').getByRole('listitem');
const noticesOf = (house: House, studio: Studio) => `${house.url}/w/${studio.slug}/notices`;

/** Has Instagram refuse the pictures of the next posts, whichever they are. */
async function refuse(house: House, times: number): Promise<void> {
  const error = { code: 36003, error_subcode: 2207009, type: 'OAuthException', fbtrace_id: 'A9' };
  const body = JSON.stringify({ error });
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/media',
    method: 'POST',
    kind: 'body',
    status: 400,
    body,
    times,
  });
}

test('a post that fails is told at the bell while a page is open, and read once it was opened', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  const fail = async (caption: string) => {
    await refuse(house, 1);
    const url = `${home.api}/posts/${await home.aPost(caption)}/schedule`;
    const { headers } = home;
    expect((await page.request.put(url, { headers, data: {} })).status()).toBe(200);
  };
  await page.goto(`${house.url}/w/${studio.slug}/posts`);
  await expect(bell(page)).toHaveText('Notices');
  // The page also asks now and then: that way is closed, so that the stream alone can tell.
  await page.route(/\/notices\?/, (route) => route.abort());

  await fail('Blue slip');
  await expect(bell(page)).toHaveText('Notices1 unread');
  await fail('Green slip');
  await expect(bell(page)).toHaveText('Notices2 unread');
  await fail('White slip');
  await expect(bell(page)).toHaveText('Notices3 unread');
  await page.unrouteAll();

  await bell(page).click();
  await expect(page.getByRole('heading', { name: 'Notices' })).toBeVisible();
  await expect(rows(page)).toHaveText([/White slip/, /Green slip/, /Blue slip/]);
  await expect(rows(page).first()).toContainText('Instagram refused the picture.');
  await expectAccessible(page);

  await page.getByRole('link', { name: /Green slip/ }).click();
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/);
  await expect(page.getByText('Instagram refused the picture.').first()).toBeVisible();
  await expect(bell(page)).toHaveText('Notices2 unread');

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(noticesOf(house, studio));
  await expect(rows(page).filter({ hasText: 'Not read' })).toHaveText([/White slip/, /Blue slip/]);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(rows(page).filter({ hasText: 'Not read' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Mark all as read' })).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(bell(page)).toHaveText('Notices');
});

test('how a person is told is kept over a reload', async ({ page, house, studio }) => {
  await page.goto(noticesOf(house, studio));
  await expect(page.getByText('Nothing was told yet.')).toBeVisible();
  await page.getByRole('link', { name: 'How you are told' }).click();
  const choice = page.getByRole('checkbox', { name: 'A post was approved, in the app' });
  await expect(choice).toBeChecked();
  await expectAccessible(page);

  await choice.uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(choice).not.toBeChecked();
  // It is the person's, who goes on to other journeys.
  await choice.check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
});
