import type { Browser, Page } from '@playwright/test';
import { furnish, nextMonth, shoot } from './calendar-home.ts';
import { expect, expectAccessible, test } from './journey.ts';

/** Somebody without an account, on a phone; every address of ours that their pages ask is kept. */
async function aClient(browser: Browser): Promise<{ theirs: Page; asked: string[] }> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  const theirs = await context.newPage();
  const asked: string[] = [];
  theirs.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname);
    expect(search).toBe('');
  });
  return { theirs, asked };
}

test('a client without an account looks by a link on a phone, speaks and approves; then the link is revoked', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const home = await furnish(page, house, studio, account);
  const postId = await home.aPost('Fourteen celadon bottles came out this morning.');
  await page.request.post(`${home.api}/posts/${postId}/reviews`, {
    headers: home.headers,
    data: { version: 1, wish: { wallTime: `${nextMonth('14')}T10:00` } },
  });
  await page.goto(`${house.url}/w/${studio.slug}/posts/${postId}`);
  await page.getByRole('button', { name: 'Ask a client' }).click();
  await page.getByLabel('For whom').fill('Marta of Linden');
  await expectAccessible(page);
  await shoot(page, 'link-dialog');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(new URL(link).search).toBe('');
  await shoot(page, 'link-made');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('not used yet')).toBeVisible();

  const { theirs, asked } = await aClient(browser);
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
  expect(theirs.url()).toBe(`${house.url}/review`);
  await expectAccessible(theirs);
  await shoot(theirs, 'client-name');
  await theirs.getByLabel('Your name').fill('Marta');
  await theirs.getByRole('button', { name: 'Show it' }).click();
  await expect(theirs.getByText('Goes out', { exact: false })).toBeVisible();
  await expect(theirs.getByRole('img', { name: 'A cup' })).toHaveJSProperty('complete', true);
  expect(
    await theirs.getByRole('img', { name: 'A cup' }).evaluate((img: HTMLImageElement) => img.naturalWidth),
  ).toBeGreaterThan(0);
  await theirs.getByLabel('Write a comment').fill('Lovely. Is the blue right?');
  await theirs.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(theirs.getByText('Lovely. Is the blue right?')).toBeVisible();
  await expectAccessible(theirs);
  await shoot(theirs, 'client-post');
  expect(await theirs.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await theirs.getByRole('button', { name: 'Approve' }).click();
  await expect(theirs.getByText('Thank you. You approved it.')).toBeVisible();
  await expect(theirs.getByText('Scheduled', { exact: true })).toBeVisible();
  await shoot(theirs, 'client-thanks');
  await theirs.reload();
  await expect(theirs.getByText('Lovely. Is the blue right?')).toBeVisible();
  expect(asked.every((path) => path === '/api/v1/review' || path.startsWith('/api/v1/review/'))).toBe(true);

  await page.reload();
  await expect(page.getByText('Lovely. Is the blue right?')).toBeVisible();
  await expect(page.getByText('by link', { exact: true })).toBeVisible();
  await expect(page.getByText(/last used/)).toBeVisible();
  await page.getByRole('button', { name: 'Revoke the link for Marta of Linden' }).click();
  await expect(page.getByText('Revoked', { exact: false })).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('heading', { name: 'This link shows nothing any more.' })).toBeVisible();
  await expectAccessible(theirs);
  await shoot(theirs, 'client-ended');
  await theirs.goto(link);
  await theirs.getByRole('button', { name: 'Show it' }).click();
  await expect(theirs.getByRole('heading', { name: 'This link shows nothing any more.' })).toBeVisible();
  await theirs.context().close();
});

test('a week of an account is shown by a link: drafts are not, and what should change is told', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const home = await furnish(page, house, studio, account);
  const day = nextMonth('14');
  await home.aPost('Already on its way.', `${day}T09:00`);
  await home.aPost('Still a secret.', `${day}T11:00`, 'plan');
  const postId = await home.aPost('Is this good?');
  await page.request.post(`${home.api}/posts/${postId}/reviews`, {
    headers: home.headers,
    data: { version: 1, wish: { wallTime: `${day}T10:00` } },
  });
  await page.goto(`${house.url}/w/${studio.slug}/calendar?day=${day}`);
  await page.getByRole('button', { name: 'Ask a client' }).click();
  await expect(page.getByText('No link is open.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Show \d/ }).click();
  await page.getByLabel('For whom').fill('Marta');
  await shoot(page, 'week-dialog');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();

  const { theirs } = await aClient(browser);
  await theirs.goto(link);
  await theirs.getByLabel('Your name').fill('مارتا');
  await theirs.getByLabel('Your name').press('Enter');
  await expect(theirs.getByRole('article')).toHaveCount(2);
  await expect(theirs.getByText('Still a secret.')).toHaveCount(0);
  await expectAccessible(theirs);
  await shoot(theirs, 'client-week');
  await theirs.getByRole('button', { name: 'Ask for changes' }).click();
  await theirs.getByLabel('What should change').fill('أغمق قليلا');
  await theirs.getByRole('dialog').getByRole('button', { name: 'Ask for changes' }).click();
  await expect(theirs.getByText('Thank you. They know what should change.')).toBeVisible();
  await expect(theirs.getByRole('article')).toHaveCount(1);
  await theirs.context().close();

  await page.goto(`${house.url}/w/${studio.slug}/posts/${postId}`);
  const panel = page.getByRole('region', { name: 'Approval' });
  await expect(panel.getByText('مارتا asks for changes.')).toBeVisible();
  await expect(panel.getByText('أغمق قليلا')).toBeVisible();
});
