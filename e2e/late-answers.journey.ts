import type { Page } from '@playwright/test';
import { furnish } from './calendar-home.ts';
import { aPicture } from './furnish.ts';
import { arrivesWithin, commentOf, expect, replyField, rowOf, sendButton, test } from './inbox-home.ts';
import { connectByApi } from './journey.ts';

/** Requests of this method to this address wait until they are let go. */
async function hold(page: Page, method: string, address: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    if (route.request().method() === method) await promise;
    await route.continue();
  });
  return resolve;
}

test('a conversation that is done late takes nobody from another, and what is written while sending stays', async ({
  page,
  home,
}) => {
  await home.strangerWrites('Older question');
  await home.strangerWrites('Middle question');
  await home.strangerWrites('Newer question');
  await page.bringToFront();
  await page.goto(home.inbox);
  for (const text of ['Older question', 'Middle question', 'Newer question'])
    await expect(rowOf(page, text)).toBeVisible(arrivesWithin);
  const letDone = await hold(page, 'PATCH', '**/inbox/threads/*');
  await rowOf(page, 'Newer question').click();
  await expect(page.getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('e');
  await rowOf(page, 'Older question').click();
  await expect(commentOf(page, 'Older question')).toBeVisible();
  await replyField(page).pressSequentially('We ');
  const address = page.url();

  letDone();
  await expect(rowOf(page, 'Newer question')).toHaveCount(0);
  await page.keyboard.type('ship, he');
  await expect(replyField(page)).toHaveValue('We ship, he');
  expect(page.url()).toBe(address);
  await expect(rowOf(page, 'Middle question')).toBeVisible();

  const letSend = await hold(page, 'POST', '**/inbox/threads/*/replies');
  await replyField(page).fill('We ship.');
  await sendButton(page).click();
  await replyField(page).pressSequentially(' Within the week.');
  letSend();
  await expect(commentOf(page, 'We ship.')).toBeVisible();
  await expect(replyField(page)).toHaveValue('We ship. Within the week.');
  await page.reload();
  await expect(replyField(page)).toHaveValue('We ship. Within the week.');
});

test('a file is not fetched any more once it is cancelled', async ({ page, house, studio }) => {
  await page.goto(`${house.url}/w/${studio.slug}/library`);
  await hold(page, 'POST', '**/asset-imports');
  await page.getByRole('button', { name: 'From an address' }).click();
  await page.getByLabel('Address of a picture or a video').fill('https://example.com/cup.jpg');
  const asked = page.waitForRequest('**/asset-imports');
  await page.getByRole('button', { name: 'Fetch it' }).click();
  const request = await asked;
  const stopped = page.waitForEvent('requestfailed', (failed) => failed === request);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await stopped;
});

test('what is looked for shows as it is: everything again empties the field', async ({
  page,
  house,
  studio,
}) => {
  await page.goto(`${house.url}/w/${studio.slug}/library`);
  await page.getByRole('searchbox').fill('celadon');
  await page.getByRole('button', { name: 'Show all files' }).click();

  await expect(page.getByText('Nothing is in the library yet.')).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('celadon');
});

test('a remark that is begun while another is sent stays', async ({ page, house, studio, anAccount }) => {
  const home = await furnish(page, house, studio, await anAccount());
  await page.goto(`${house.url}/w/${studio.slug}/posts/${await home.aPost('Two jars.')}`);
  const letSend = await hold(page, 'POST', '**/review-comments');
  const field = page.getByLabel('Write a comment');
  await field.fill('Darker, please.');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await field.fill('And larger.');
  letSend();

  await expect(page.getByText('Darker, please.')).toBeVisible();
  await expect(field).toHaveValue('And larger.');
});

test('whoever leaves a post while its files are sent is asked first', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await connectByApi(page, studio, await anAccount());
  await page.goto(`${house.url}/w/${studio.slug}/posts/new`);
  const letSend = await hold(page, 'PATCH', '**/uploads/*');
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'cup.jpg', mimeType: 'image/jpeg', buffer: await aPicture() });
  await expect(page.getByRole('progressbar')).toBeVisible();
  let questions = 0;
  page.on('dialog', async (dialog) => {
    questions++;
    await dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Calendar' }).first().click();
  await expect.poll(() => questions).toBe(1);
  await expect(page.getByRole('heading', { name: 'New post' })).toBeVisible();

  letSend();
  await expect(page.getByLabel('Alternative text')).toBeVisible();
  await page.getByRole('link', { name: 'Calendar' }).first().click();
  await page.waitForURL(/\/calendar/);
  expect(questions).toBe(1);
});
