import type { Locator, Page } from '@playwright/test';
import { connect, expect, test } from './journey.ts';

test('the first stop of the tab key leads past the rail', async ({ page, studio }) => {
  await page.goto(studio.integrations);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  await page.keyboard.press('Tab');

  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('an account is connected without a mouse', async ({ page, studio, anAccount }) => {
  const account = await anAccount();
  await page.goto(studio.integrations);

  await tabTo(page, page.getByRole('main').getByRole('button', { name: 'Connect Instagram' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/www\.instagram\.com/);
  await tabTo(page, page.getByRole('button', { name: account.username }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Allow' }));
  await page.keyboard.press('Enter');

  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
});

test('what a refused connect says has the focus, and its next step is one stop away', async ({
  page,
  studio,
  anAccount,
}) => {
  await page.goto(studio.integrations);
  await connect(page, await anAccount('PERSONAL'));

  await expect(page.getByRole('alert').getByRole('heading')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Retry', exact: true })).toBeFocused();
});

test('the question before a disconnect holds the focus and gives it back', async ({
  page,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await connect(page, account);
  const disconnect = page.getByRole('button', { name: `Disconnect @${account.username}` });

  await tabTo(page, disconnect);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Keep connected' })).toBeFocused();
  for (let stop = 0; stop < 6; stop++) {
    await page.keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');

  await expect(dialog).toBeHidden();
  await expect(disconnect).toBeFocused();
});

test('every stop of the tab key shows where it is', async ({ page, house, studio, anAccount }) => {
  await page.goto(studio.integrations);
  await connect(page, await anAccount());
  await expect(page.getByRole('button', { name: /^Disconnect @/ })).toBeVisible();

  for (const path of ['settings/integrations', 'posts/new', 'library', 'settings/you']) {
    await page.goto(`${house.url}/w/${studio.slug}/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const { stops, unmarked } = await walk(page);
    expect(stops).toBeGreaterThan(8);
    expect(unmarked).toEqual([]);
  }
});

/** Presses Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('The tab key does not reach it.');
}

/** Goes once around the page by Tab; answers how many stops there were, and which of them nothing marked. */
async function walk(page: Page): Promise<{ stops: number; unmarked: string[] }> {
  const unmarked: string[] = [];
  for (let stops = 0; stops < 100; stops++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element.hasAttribute('data-visited')) return null;
      element.setAttribute('data-visited', '');
      // A hidden file input is marked by its label.
      const marked = [element, element.closest('label')].some((each) => {
        if (!each) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
        const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
        return isOutlined || (each.matches('.caption') && boxShadow !== 'none');
      });
      return { html: element.outerHTML.slice(0, 120), marked };
    });
    if (!stop) return { stops, unmarked };
    if (!stop.marked) unmarked.push(stop.html);
  }
  throw new Error('The tab key does not come around.');
}
