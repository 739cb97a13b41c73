import type { Locator, Page } from '@playwright/test';
import { furnish, nextMonth, shoot } from './calendar-home.ts';
import { addFiles, aPicture, mediaOf } from './composer-home.ts';
import { aColleague } from './colleague.ts';
import { expect, expectAccessible, liveWithin, test, type Studio } from './journey.ts';
import type { House } from './house.ts';

const postsOf = (house: House, studio: Studio) => `${house.url}/w/${studio.slug}/posts`;
const panelOf = (page: Page) => page.getByRole('region', { name: 'Approval' });

const mended = 'Fourteen celadon bottles came out yesterday.';

/** Marks words as a pointer does: from their beginning to their end in the element that holds them. */
async function mark(text: Locator, words: string): Promise<void> {
  await text.evaluate((element, words) => {
    const node = [...element.childNodes].find((each) => each.textContent?.includes(words))!;
    const inner = node.nodeType === Node.TEXT_NODE ? node : node.firstChild!;
    const from = inner.textContent!.indexOf(words);
    document.getSelection()!.setBaseAndExtent(inner, from, inner, from + words.length);
  }, words);
}

test('a contributor asks, a reviewer says what should change, and what was mended is approved and goes out', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await furnish(page, house, studio, account);
  const theirs = await aColleague(browser, house, studio.id, 'Ana Costa', 'contributor');

  await theirs.goto(`${postsOf(house, studio)}/new`);
  await addFiles(theirs, [await aPicture()]);
  await theirs.getByLabel('Caption', { exact: true }).fill('Fourteen celadon bottles came out this morning.');
  await theirs.getByLabel('Alternative text').fill('A cup on a table');
  await expect(theirs.getByRole('button', { name: 'Publish now' })).toHaveCount(0);
  await theirs.getByRole('button', { name: 'Ask for approval' }).click();
  await theirs.getByLabel('When it should go out').fill(`${nextMonth('14')}T10:00`);
  await expectAccessible(theirs);
  await shoot(theirs, 'ask');
  await theirs.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();
  await theirs.waitForURL(/\/posts\/[0-9a-f-]{36}$/);
  await expect(panelOf(theirs).getByText('You asked for approval.')).toBeVisible();
  await expect(panelOf(theirs).getByText('10:00 Europe/Lisbon')).toBeVisible();
  await expect(panelOf(theirs).getByRole('button', { name: /Approve/ })).toHaveCount(0);

  // It waits for the reviewer on every page, and stands on the calendar at the moment that is wished for.
  await page.goto(`${house.url}/w/${studio.slug}/calendar?day=${nextMonth('14')}`);
  await expect(
    page
      .locator(`[data-day="${nextMonth('14')}"]`)
      .getByText('In review')
      .first(),
  ).toBeAttached();
  await page.getByRole('link', { name: '1 for approval' }).first().click();
  await expect(page.getByRole('heading', { name: 'For approval' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'for-approval');
  await page.getByRole('link', { name: /Fourteen celadon/ }).click();
  await expect(panelOf(page).getByText('Ana Costa asks for approval.')).toBeVisible();

  // Said of words, and of a spot of the picture.
  const caption = page.getByText('Fourteen celadon bottles came out this morning.').last();
  await mark(caption, 'this morning');
  await page.getByRole('button', { name: 'Comment on “this morning”' }).click();
  await page.getByLabel('Write a comment').fill('It was yesterday.');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(page.locator('mark', { hasText: 'this morning' })).toBeVisible();
  await page
    .getByRole('button', { name: 'Click where you have something to say' })
    .click({ position: { x: 60, y: 80 } });
  await page.getByRole('button', { name: /^New comment here/ }).press('ArrowRight');
  await page.getByLabel('Write a comment').fill('A crack shows here.');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(page.getByText('On the picture', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'review');
  await panelOf(page).getByRole('button', { name: 'Ask for changes' }).click();
  await page.getByLabel('What should change').fill('See the two comments.');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Ask for changes' }).click();
  await expect(panelOf(page).getByText('You ask for changes.')).toBeVisible();

  // Mended, settled, asked anew: the difference shows.
  await theirs.reload();
  await expect(panelOf(theirs).getByText('See the two comments.')).toBeVisible();
  await theirs.getByRole('button', { name: 'Resolve' }).last().click();
  await expect(theirs.getByText('1 resolved')).toBeVisible();
  await theirs.getByRole('link', { name: 'Edit the post' }).click();
  await theirs.getByLabel('Caption', { exact: true }).fill(mended);
  await theirs.getByRole('button', { name: 'Ask for approval' }).click();
  await theirs.getByRole('button', { name: 'As soon as it is approved' }).click();
  await theirs.waitForURL(/\/posts\/[0-9a-f-]{36}$/);
  await page.reload();
  const changed = page.getByRole('region', { name: 'What changed since review 1' });
  await expect(changed.locator('del', { hasText: 'this morning' })).toBeVisible();
  await expect(changed.locator('ins', { hasText: 'yesterday' })).toBeVisible();
  await expect(page.getByText('“this morning” is no longer there')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'difference');

  await panelOf(page).getByRole('button', { name: 'Approve and publish' }).click();
  await expect(page.getByRole('link', { name: 'See it on Instagram' })).toBeVisible(liveWithin);
  expect((await mediaOf(house, mended)).caption).toBe(mended);
  await page.locator('summary', { hasText: 'Reviews' }).click();
  await expect(page.getByText('Review 2', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Approved by Ada Linden/)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'history');
  await theirs.context().close();
});

test('where every post needs somebody else, nobody is offered more, and a role that is lowered meanwhile decides nothing', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  const theirs = await aColleague(browser, house, studio.id, 'Noor Haddad', 'publisher');
  await page.goto(`${house.url}/w/${studio.slug}/settings/workspace`);
  await page.getByLabel('Every post needs approval').check();
  await expect(page.getByLabel('Every post needs approval')).toBeChecked();
  await page.getByLabel('Nobody approves their own post').check();
  await expectAccessible(page);
  await shoot(page, 'rules');

  await page.goto(`${postsOf(house, studio)}/new`);
  await addFiles(page, [await aPicture()]);
  await page.getByLabel('Caption', { exact: true }).fill('Glazed twice.');
  await page.getByLabel('Alternative text').fill('A cup on a table');
  await expect(page.getByRole('button', { name: 'Publish now' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  await page.getByRole('button', { name: 'They choose it' }).click();
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/);
  const address = page.url();
  await expect(panelOf(page).getByText(/nobody approves what they wrote/)).toBeVisible();
  await expect(panelOf(page).getByRole('button', { name: 'Approve' })).toHaveCount(0);

  await theirs.goto(address);
  await expect(panelOf(theirs).getByText('Ada Linden asks for approval.')).toBeVisible();
  await setRole('contributor');
  await panelOf(theirs).getByRole('button', { name: 'Approve' }).click();
  await expect(theirs.getByText('Your role does not allow this.')).toBeVisible();
  await expect(panelOf(theirs).getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await page.reload();
  await expect(panelOf(page).getByText('You asked for approval.')).toBeVisible();

  await setRole('publisher');
  await theirs.reload();
  // By keyboard alone: words of the caption, then a spot of the picture.
  await theirs.getByLabel('About').selectOption('Words of the caption');
  await theirs.getByLabel('Which words').fill('thrice');
  await expect(theirs.getByText('These words do not stand in the caption.')).toBeVisible();
  await theirs.getByLabel('Which words').fill('twice');
  await theirs.getByLabel('Write a comment').fill('Once, I think.');
  await theirs.getByRole('button', { name: 'Comment', exact: true }).press('Enter');
  await expect(theirs.locator('mark', { hasText: 'twice' })).toBeVisible();
  await theirs.getByLabel('About').selectOption('A spot on the picture');
  await theirs.getByRole('button', { name: 'Go to the marker' }).press('Enter');
  await theirs.keyboard.press('Shift+ArrowDown');
  await expect(
    theirs.getByRole('button', { name: 'New comment here, 50 % from the left, 60 % from the top.' }),
  ).toBeFocused();
  await expectAccessible(theirs);
  await theirs.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(theirs);
  await shoot(theirs, 'review-360');
  expect(await theirs.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await panelOf(theirs).getByRole('button', { name: 'Approve' }).click();
  await expect(panelOf(theirs).getByText('Noor Haddad approved it.')).toBeVisible();
  await panelOf(theirs).getByRole('link', { name: 'Schedule it' }).click();
  await expect(theirs.getByRole('button', { name: 'Publish now' })).toBeEnabled();
  await shoot(theirs, 'composer-360');
  await theirs.context().close();

  async function setRole(role: string): Promise<void> {
    const members = await page.request.get(`${home.api}/members`);
    const { userId } = (
      (await members.json()) as { members: { userId: string; name: string }[] }
    ).members.find(({ name }) => name === 'Noor Haddad')!;
    const set = await page.request.put(`${home.api}/members/${userId}/role`, {
      headers: home.headers,
      data: { role },
    });
    expect(set.status()).toBe(200);
  }
});
