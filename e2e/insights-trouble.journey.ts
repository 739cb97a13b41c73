import type { Page } from '@playwright/test';
import type { House } from './house.ts';
import { connect, expect, expectAccessible, test, type SimulatedAccount, type Studio } from './journey.ts';

/** Reading insights takes its turn among what else a worker does. */
const readWithin = { timeout: 120_000 };
const hour = 3600;

const insightsOf = (house: House, studio: Studio) => `${house.url}/w/${studio.slug}/insights`;

/** The figure of a total. */
const tile = (page: Page, name: string) =>
  page
    .getByRole('main')
    .locator('.tile')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .first();

/** Meta's days end at seven or eight by this clock: hours that are let pass in a test would make one more, of which nothing is known. */
async function untilMorning(house: House): Promise<void> {
  const { now } = await house.control<{ now: string }>('GET', '/clock');
  const nine = new Date(now).setUTCHours(9, 0, 0, 0);
  const wait = Math.ceil((nine - Date.parse(now)) / 1000);
  await house.advance(wait > 0 ? wait : wait + 24 * hour);
}

/** A connected account that people come to; the overview is open and read. */
async function openInsights(
  page: Page,
  house: House,
  studio: Studio,
  account: SimulatedAccount,
): Promise<void> {
  await untilMorning(house);
  await house.control('PATCH', `/accounts/${account.id}`, { followersCount: 8000 });
  await page.goto(studio.integrations);
  await connect(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
  await page.goto(insightsOf(house, studio));
  await expect(tile(page, 'New followers')).not.toHaveText('\u2014', readWithin);
}

/** Looks again, an hour later each time, until the page says it. */
async function untilTold(page: Page, house: House, words: string | RegExp): Promise<void> {
  await expect(async () => {
    await house.advance(hour);
    await page.reload();
    await expect(page.getByText(words)).toBeVisible({ timeout: 5000 });
  }).toPass(readWithin);
}

test('days of one\u2019s own are shown beside days of one\u2019s own, and stand in the address', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await openInsights(page, house, studio, await anAccount());
  await page.getByRole('button', { name: 'Own period' }).press('Enter');
  const until = await page.getByLabel('Until').inputValue();
  const day = (back: number) => new Date(Date.parse(until) - back * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('From', { exact: true }).fill(day(-1));
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).not.toHaveURL(/since=/);

  await page.getByLabel('From', { exact: true }).fill(day(4));
  await page.getByLabel('Compared with the days from').fill(day(24));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show', exact: true }).press('Enter');
  await expect(page).toHaveURL(new RegExp(`since=${day(4)}&until=${until}&before=${day(24)}`));
  await expect(page.getByRole('button', { name: 'Own period' })).toHaveAttribute('aria-pressed', 'true');
  await expect(tile(page, 'New followers')).not.toHaveText('\u2014', readWithin);
  await expect(
    page
      .getByRole('main')
      .getByText(/ than .* to /)
      .first(),
  ).toBeVisible(readWithin);
  await page.getByRole('button', { name: 'Show as table' }).click();
  await page.getByLabel('Chart of').selectOption('New followers');
  const days = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Day' }) });
  await expect(days.locator('tbody tr')).toHaveCount(5);
  await expect(days.locator('td:nth-child(2)').getByText('\u2014')).toHaveCount(0, readWithin);
  const shown = (await days.locator('tbody tr td:nth-child(2)').allTextContents()).map(Number);
  const total = await tile(page, 'New followers').textContent();
  await expectAccessible(page);
  await page.reload();

  expect(shown.reduce((sum, each) => sum + each, 0)).toBe(Number(total));
  await expect(tile(page, 'New followers')).toHaveText(total ?? '');
  await page.getByRole('button', { name: '7 days', exact: true }).click();
  await expect(page).not.toHaveURL(/since=/);
});

test('while Instagram allows no calls the page says when it asks again, and keeps what it has', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await openInsights(page, house, studio, account);
  const before = await tile(page, 'New followers').textContent();
  const budget = { appId: house.appId, kind: 'account', subject: account.id };
  await house.control('PUT', '/limits', { ...budget, calls: 0, windowSeconds: 24 * hour });

  await untilTold(page, house, /^Instagram is asked again .*: the calls it allows are used up/);
  await expect(tile(page, 'New followers')).toHaveText(before ?? '');
  await expectAccessible(page);
  await house.control('PUT', '/limits', { ...budget, calls: null });
});

test('of an account that is to be connected again the figures stay, with the way there', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await openInsights(page, house, studio, account);
  const before = await tile(page, 'New followers').textContent();
  await house.control('PATCH', `/accounts/${account.id}`, { tokens: 'checkpoint' });

  await untilTold(page, house, /^Nothing new is read until this account is connected again\./);
  await expect(tile(page, 'New followers')).toHaveText(before ?? '');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go to Integrations' }).click();
  await expect(page.getByRole('button', { name: `Reconnect @${account.username}` })).toBeVisible();
});

test('a metric that Instagram takes away is named, and the others stay', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await openInsights(page, house, studio, await anAccount());
  const error = {
    message: '(#100) The value must be a valid insights metric',
    type: 'OAuthException',
    code: 100,
  };
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/insights',
    query: 'reposts',
    times: 100_000,
    kind: 'body',
    status: 400,
    body: JSON.stringify({ error }),
  });

  await house.advance(20 * hour);
  await untilTold(page, house, 'Reposts: Instagram refuses it just now. It is asked for again.');
  await expect(tile(page, 'Reach')).toHaveText(/^[\d,]+$/);
  await expect(tile(page, 'New followers')).toHaveText(/^[\d,]+$/);
  await expectAccessible(page);
  await house.control('DELETE', '/faults');
});
