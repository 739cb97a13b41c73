import type { Page } from '@playwright/test';
import type { House } from './house.ts';
import { connect, connectByApi, expect, expectAccessible, liveWithin, test, type Studio } from './journey.ts';
import { publishElsewhere } from './publish-elsewhere.ts';

/** The page of what is live, read from Instagram just now. */
async function openLive(page: Page, house: House, studio: Studio): Promise<void> {
  await page.goto(`${house.url}/w/${studio.slug}/media`);
  await page.getByRole('button', { name: 'Read now' }).click();
  await expect(page.getByText(/Read \w{3} \d/)).toBeVisible();
}

const cards = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('link');

test('what was posted elsewhere is found by words, kind and day, as pictures and as a list', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await publishElsewhere(house, account, { caption: 'Blue slip, two coats' });
  await publishElsewhere(
    house,
    account,
    { is_carousel_item: 'true' },
    { is_carousel_item: 'true' },
    { media_type: 'CAROUSEL', caption: 'Moon jar from two sides' },
  );
  await page.goto(`${house.url}/w/${studio.slug}/media`);
  await expect(page.getByText('No account is connected.')).toBeVisible();
  await expectAccessible(page);
  await connectByApi(page, studio, account);

  await openLive(page, house, studio);
  await expect(cards(page)).toHaveText(['Moon jar from two sides', 'Blue slip, two coats']);
  await expectAccessible(page);

  await page.getByLabel('Search captions').fill('moon j');
  await expect(cards(page)).toHaveText(['Moon jar from two sides']);
  await page.getByLabel('Search captions').fill('');
  await page.getByLabel('Kind').selectOption('Photo');
  await expect(cards(page)).toHaveText(['Blue slip, two coats']);
  await page.getByLabel('Until').fill('2020-01-01');
  await expect(page.getByText('Nothing here matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(cards(page)).toHaveCount(2);

  await page.getByRole('button', { name: 'List' }).click();
  await page.getByLabel('Sorted by').selectOption('By saves');
  await expect(page.getByRole('columnheader', { name: 'Saves' })).toHaveAttribute('aria-sort', 'descending');
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Saves' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('link', { name: 'Moon jar from two sides' }).click();
  await expect(page.getByRole('button', { name: 'Picture 2 of 2' })).toBeVisible();
});

test('comments go off and on again, and the post at Instagram agrees', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const permalink = await publishElsewhere(house, account, { caption: 'Quiet, please' });
  await connectByApi(page, studio, account);
  await openLive(page, house, studio);
  await cards(page).click();
  await expect(page.getByRole('heading', { name: 'Quiet, please' })).toBeVisible();
  await expectAccessible(page);
  const comments = page.getByRole('switch', { name: 'Comments on' });
  await expect(comments).toBeChecked();

  await comments.click();
  await expect(page.getByText('Switching comments off')).toBeVisible();
  await expect(page.getByText('Switching comments off')).toBeHidden();
  await expect(comments).not.toBeChecked();
  await expect.poll(() => textAt(permalink)).toContain('Comments are off');

  await comments.press('Space');
  await expect(page.getByText('Switching comments on')).toBeHidden();
  await expect(comments).toBeChecked();
  await expect.poll(() => textAt(permalink)).not.toContain('Comments are off');
});

test('what Instagram refuses is told with its cause, until a person lets it be', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await publishElsewhere(house, account, { caption: 'Not permitted' });
  await connectByApi(page, studio, account);
  await openLive(page, house, studio);
  await cards(page).click();
  const comments = page.getByRole('switch', { name: 'Comments on' });
  await expect(comments).toBeChecked();
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    method: 'POST',
    path: `/${page.url().split('/').at(-1)}`,
    kind: 'body',
    status: 403,
    body: JSON.stringify({
      error: { message: 'Not permitted', type: 'OAuthException', code: 10, fbtrace_id: 'Refused' },
    }),
  });

  await comments.click();
  const trouble = page.getByRole('alert').filter({ hasText: 'Comments not switched' });
  await expect(trouble).toBeVisible();
  await expect(trouble).toContainText('permission_missing');
  await expect(comments).toBeChecked();
  await expectAccessible(page);
  await trouble.getByRole('button', { name: 'Let it be' }).click();
  await expect(trouble).toBeHidden();
});

test('a post is used again: a draft with its words and picture, which goes live itself', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await publishElsewhere(house, account, { caption: 'Worth saying twice' });
  await connectByApi(page, studio, account);
  await openLive(page, house, studio);
  await cards(page).click();

  await page.getByRole('button', { name: 'Use again' }).click();
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}\/edit$/);
  await expect(page.getByLabel('Caption', { exact: true })).toHaveValue('Worth saying twice');
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByRole('link', { name: 'See it on Instagram' })).toBeVisible(liveWithin);

  await expect(async () => {
    await openLive(page, house, studio);
    await expect(cards(page)).toHaveText(['Worth saying twice', 'Worth saying twice'], { timeout: 3000 });
  }).toPass();
});

test('Instagram’s own door lets nothing be deleted, and the page says why', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await publishElsewhere(house, account, { caption: 'It stays' });
  await connectByApi(page, studio, account);
  await openLive(page, house, studio);
  await cards(page).click();

  await expect(
    page.getByText('This account\u2019s login does not let posts be deleted from here.'),
  ).toBeVisible();
  await expect(page.getByText('delete_needs_facebook')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete from Instagram' })).toHaveCount(0);
});

test('what was deleted on Instagram is gone from the list, and stays among the gone', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const permalink = await publishElsewhere(house, account, { caption: 'Deleted by hand' });
  await publishElsewhere(house, account, { caption: 'Left alone' });
  await connectByApi(page, studio, account);
  await openLive(page, house, studio);
  await expect(cards(page)).toHaveText(['Left alone', 'Deleted by hand']);

  const path = new URL(permalink).pathname.replace('/www.instagram.com', '');
  await page.goto(`${house.simulatorUrl}/www.instagram.com/accounts/login/?next=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: account.username }).click();
  await page.getByText('Delete', { exact: true }).click();
  await page.getByRole('button', { name: 'Delete the post' }).click();
  await house.advance(60);
  await openLive(page, house, studio);
  await expect(cards(page)).toHaveText(['Left alone']);

  await page.getByLabel('Gone ones instead').check();
  await expect(cards(page)).toHaveText(['Deleted by hand']);
  await expectAccessible(page);
  await cards(page).click();
  await expect(page.getByText(/It is gone from Instagram/)).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Comments on' })).toBeDisabled();
});

test('an account that is disconnected takes its page along, and brings it back', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await publishElsewhere(house, account, { caption: 'Here to stay' });
  await connectByApi(page, studio, account);
  await openLive(page, house, studio);
  await cards(page).click();
  await expect(page.getByRole('heading', { name: 'Here to stay' })).toBeVisible();
  const address = page.url();
  await page.goto(studio.integrations);
  await page.getByRole('button', { name: `Disconnect @${account.username}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('alertdialog')).toBeHidden();

  await page.goto(`${house.url}/w/${studio.slug}/media`);
  await expect(page.getByText('No account is connected.')).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);

  await page.goto(studio.integrations);
  await connect(page, account);
  await page.goto(`${house.url}/w/${studio.slug}/media`);
  await expect(cards(page)).toHaveText(['Here to stay']);
});

/** What a page of the simulated Instagram says to somebody who is not logged in. */
async function textAt(permalink: string): Promise<string> {
  return (await fetch(permalink)).text();
}
