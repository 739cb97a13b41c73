import type { Page } from '@playwright/test';
import { furnish, nextMonth } from './calendar-home.ts';
import { expect, test } from './journey.ts';

/** A browser opens six connections to one host: what a tab in the background keeps is missing in front. */
test('posts of next month are open in several tabs, and every tab still answers', async ({
  page,
  context,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  await goBehind(page);
  for (const [day, words] of [
    ['10', 'Kiln opening'],
    ['11', 'Two blacks'],
    ['12', 'Glaze test'],
    ['13', 'Breakfast set'],
    ['14', 'Last firing'],
  ] as const) {
    const postId = await home.aPost(words, `${nextMonth(day)}T18:30`);
    const tab = await context.newPage();
    await tab.goto(`${house.url}/w/${studio.slug}/posts/${postId}`);
    await expect(tab.getByRole('heading', { name: words })).toBeVisible();
    await tab.getByRole('link', { name: 'Calendar' }).first().click();
    await tab.getByRole('button', { name: 'Next month', exact: true }).click();
    await expect(tab.getByRole('link', { name: words })).toBeVisible();
    await tab.goto(`${house.url}/w/${studio.slug}/posts/${postId}`);
    await expect(tab.getByRole('heading', { name: words })).toBeVisible();
    await goBehind(tab);
  }
});

/** Another tab is looked at. Without a window a browser takes every tab for the one in front. */
async function goBehind(tab: Page): Promise<void> {
  await tab.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
