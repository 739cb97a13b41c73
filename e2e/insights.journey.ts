import type { Page } from '@playwright/test';
import type { House } from './house.ts';
import {
  connectByApi,
  expect,
  expectAccessible,
  test,
  type SimulatedAccount,
  type Studio,
} from './journey.ts';
import { publishElsewhere } from './publish-elsewhere.ts';

/** Reading insights takes its turn among what else a worker does. */
const readWithin = { timeout: 120_000 };
const hour = 3600;

const insightsOf = (house: House, studio: Studio) => `${house.url}/w/${studio.slug}/insights`;

/** A connected account that people come to; the overview is open and read. */
async function openInsights(
  page: Page,
  house: House,
  studio: Studio,
  account: SimulatedAccount,
): Promise<void> {
  await house.control('PATCH', `/accounts/${account.id}`, { followersCount: 8000 });
  await connectByApi(page, studio, account);
  await page.goto(insightsOf(house, studio));
  await expect(tile(page, 'New followers')).not.toHaveText('\u2014', readWithin);
}

/** The figure of a total. */
const tile = (page: Page, name: string) =>
  page
    .getByRole('main')
    .locator('.tile')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .first();

const wholeNumber = (text: string | null) => Number((text ?? '').replaceAll(',', ''));

test('without an account the way to Settings, with one its totals, day by day, by keyboard, as a table and as CSV', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await page.goto(insightsOf(house, studio));
  await expect(page.getByText('No account is connected.')).toBeVisible();
  await expectAccessible(page);
  await openInsights(page, house, studio, await anAccount());
  await expect(page.getByText(/in Meta\u2019s Pacific days, read \w{3} \d/)).toBeVisible();
  await page.getByText('7 that Meta retired').click();
  await expect(page.getByText(/^impressions: Meta retired it\./)).toBeVisible();
  await expectAccessible(page);

  const chart = page.getByRole('slider', { name: /^New followers per day/ });
  await page.getByLabel('Chart of').selectOption('New followers');
  await chart.focus();
  await page.keyboard.press('End');
  const last = await chart.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowLeft');
  expect(await chart.getAttribute('aria-valuetext')).not.toBe(last);

  await page.getByRole('button', { name: 'Show as table' }).click();
  const days = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Day' }) });
  await expect(days.getByRole('row')).toHaveCount(29);
  // Earlier days are read one after the other; the page follows by itself.
  await expect(days.locator('td:nth-child(2)').getByText('\u2014')).toHaveCount(0, readWithin);
  const shown = await days.locator('tbody tr td:nth-child(2)').allTextContents();
  await expectAccessible(page);

  const csv = await (await page.request.get(await addressOf(page, 'CSV'))).text();
  expect(csvDays(csv, 'follows')).toEqual(shown.map(wholeNumber));
  const total = wholeNumber(await tile(page, 'New followers').textContent());
  expect(shown.map(wholeNumber).reduce((sum, each) => sum + each, 0)).toBe(total);
});

test('two periods are compared, and both stand side by side on paper', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await openInsights(page, house, studio, await anAccount());
  await page.getByRole('button', { name: '7 days', exact: true }).click();
  await expect(page).toHaveURL(/days=7/);
  await expect(page.getByText(/than the 7 days before/).first()).toBeVisible(readWithin);
  const follows = await tile(page, 'New followers').textContent();

  await page.getByRole('link', { name: 'Report' }).click();
  await expect(page.getByRole('heading', { name: /^Report of @/ })).toBeVisible();
  const row = page.getByRole('row', { name: /^New followers/ });
  await expect(row.getByRole('cell').first()).toHaveText(follows ?? '');
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print, or save as PDF' })).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Workspace' })).toHaveCount(0);
  await expect(row).toBeVisible();
  const paper = await page.pdf({ path: test.info().outputPath('report.pdf'), format: 'A4' });
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
});

test('a story is read before it vanishes, and its figures stay after', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await house.control('PATCH', `/accounts/${account.id}`, { followersCount: 8000 });
  await publishElsewhere(house, account, { media_type: 'STORIES' });
  await connectByApi(page, studio, account);
  await page.goto(`${insightsOf(house, studio)}/media`);
  const story = page.getByRole('main').getByRole('row').getByRole('link').first();
  await expect(async () => {
    await page.reload();
    await expect(story).toBeVisible({ timeout: 3000 });
  }).toPass(readWithin);
  await story.click();
  await house.advance(3 * hour);
  const reach = page.locator('.figures > div').filter({ has: page.getByText('Reach', { exact: true }) });
  await expect(async () => {
    await page.reload();
    await expect(reach.locator('dd').first()).toHaveText(/^[1-9]/, { timeout: 3000 });
  }).toPass(readWithin);
  await expectAccessible(page);

  const before = await reach.locator('dd').first().textContent();
  await house.advance(25 * hour);
  await page.reload();
  await expect(reach.locator('dd').first()).toHaveText(before ?? '');
});

async function addressOf(page: Page, link: string): Promise<string> {
  return new URL((await page.getByRole('link', { name: link }).getAttribute('href')) ?? '', page.url()).href;
}

/** The values of one metric, day by day, of the window itself. No cell before the value holds a comma. */
function csvDays(csv: string, metric: string): number[] {
  const [names = '', ...lines] = csv.trim().split('\r\n');
  const at = names.split(',').indexOf('value');
  return lines
    .map((line) => line.split(','))
    .filter(([part, period, , , of]) => part === 'day' && period === 'now' && of === metric)
    .map((cells) => Number(cells[at]));
}
