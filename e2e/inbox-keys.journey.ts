import { arrivesWithin, commentOf, expect, expectAccessible, replyField, rowOf, test } from './inbox-home.ts';

test('by keyboard alone conversations are moved through, answered, hidden and done', async ({
  page,
  home,
}) => {
  await home.strangerWrites('Older question');
  await home.strangerWrites('Newer question');
  await page.bringToFront();
  await page.goto(home.inbox);
  await expect(rowOf(page, 'Older question')).toBeVisible(arrivesWithin);
  await expect(rowOf(page, 'Newer question')).toBeVisible(arrivesWithin);

  await page.keyboard.press('j');
  await expect(rowOf(page, 'Newer question')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'Older question')).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2 })).toBeFocused();
  await page.keyboard.press('h');
  const newer = commentOf(page, 'Newer question');
  await expect(newer.getByText('Hidden, only the writer')).toBeVisible(arrivesWithin);
  await page.keyboard.press('h');
  await expect(newer.getByText('Hidden, only the writer')).toHaveCount(0, arrivesWithin);

  await page.keyboard.press('r');
  await expect(replyField(page)).toBeFocused();
  // Letters in a field are letters.
  await page.keyboard.type('Yes, here');
  await page.keyboard.press('Control+Enter');
  await expect(commentOf(page, 'Yes, here').getByText('On Instagram', { exact: true })).toBeVisible(
    arrivesWithin,
  );
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(rowOf(page, 'Yes, here')).toHaveCount(0);
  await expect(page.getByRole('article').filter({ hasText: 'Older question' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toBeFocused();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys of the inbox' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Use single keys').press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(rowOf(page, 'Older question')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('a comment is opened, answered and left again with a thumb', async ({ page, home }) => {
    await home.strangerWrites('From a phone?');
    await page.bringToFront();
    await page.goto(home.inbox);
    await rowOf(page, 'From a phone?').tap(arrivesWithin);
    await expect(rowOf(page, 'From a phone?')).toBeHidden();
    await replyField(page).fill('Yes.');
    await expectAccessible(page);
    await page.locator('form').getByRole('button', { name: 'Reply' }).tap();
    await expect(commentOf(page, 'Yes.').getByText('On Instagram', { exact: true })).toBeVisible(
      arrivesWithin,
    );
    await page.getByRole('button', { name: 'About the post' }).tap();
    await expect(page.getByRole('dialog', { name: 'About the post' })).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(isWide).toBe(false);

    await page.getByRole('link', { name: 'Back to the list' }).tap();
    await expect(rowOf(page, 'Yes.')).toBeVisible();
    await expectAccessible(page);
  });
});
