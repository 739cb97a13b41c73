import type { Page } from '@playwright/test';
import { furnish, shoot } from './calendar-home.ts';
import { aColleague } from './colleague.ts';
import { connect, expect, expectAccessible, liveWithin, publishPhoto, test, type Studio } from './journey.ts';

const small = { width: 320, height: 640 };
test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

test('on a phone a photo goes live from the bar below', async ({ page, house, studio, anAccount }) => {
  const account = await anAccount();
  await page.goto(studio.integrations);
  await connect(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
  await expectAccessible(page);

  const bar = page.getByRole('navigation').filter({ has: page.getByText('New post') });
  await bar.getByRole('link', { name: 'New post' }).tap();
  await expect(page.getByRole('heading', { name: 'New post' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish now' })).toBeInViewport();
  await publishPhoto(page, house, studio, 'From a phone');
  await expect(page.getByRole('link', { name: 'See it on Instagram' })).toBeVisible(liveWithin);
  await expectAccessible(page);

  await bar.getByRole('button', { name: 'More' }).tap();
  await bar.getByRole('link', { name: 'Posts' }).tap();
  await expect(page.getByRole('heading', { name: 'Posts', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: /From a phone/ })).toBeVisible();
});

test('every place of the bar below is large enough for a thumb', async ({ page, house, studio }) => {
  await page.goto(`${house.url}/w/${studio.slug}/posts`);
  const bar = page.getByRole('navigation').filter({ has: page.getByText('New post') });
  await bar.getByRole('button', { name: 'More' }).tap();
  const places = bar.getByRole('link').or(bar.getByRole('button'));
  await expect(bar.getByRole('link', { name: 'Help' })).toBeVisible();

  const boxes = await Promise.all((await places.all()).map((place) => place.boundingBox()));

  expect(boxes.filter((box) => !box || box.height < 44 || box.width < 44)).toEqual([]);
});

test('on a phone what was told is found under More, and that something was told shows there', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  const theirs = await aColleague(browser, house, studio.id, 'Ana Costa', 'contributor');
  const asked = await theirs.request.post(`${home.api}/posts/${await home.aPost('Two jars.')}/reviews`, {
    headers: home.headers,
    data: { version: 1, wish: null },
  });
  expect(asked.status(), await asked.text()).toBe(201);
  await theirs.context().close();
  await page.goto(`${house.url}/w/${studio.slug}/posts`);
  const bar = page.getByRole('navigation').filter({ has: page.getByText('New post') });
  await bar.getByRole('button', { name: 'More 1 unread notice' }).tap();
  await expect(bar.getByRole('link', { name: 'Notices 1 unread' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'phone');
  await bar.getByRole('link', { name: 'Notices' }).tap();
  await expect(page.getByRole('heading', { name: 'Notices', level: 1 })).toBeVisible();

  await page.goto(`${house.url}/w/${studio.slug}/settings/notices`);
  await page.getByRole('link', { name: 'See what you were told' }).tap();
  await page.getByRole('button', { name: 'Mark all as read' }).tap();
  await expect(bar.getByRole('button', { name: 'More', exact: true })).toBeVisible();
});

test('no page scrolls sideways at 320 px, nor spreads its lines over a screen of 3840', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  await page.setViewportSize(small);
  const account = await anAccount();
  await page.goto(studio.integrations);
  await connect(page, account, { without: ['instagram_business_content_publish'] });
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Not now' }).tap();
  await connect(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
  await page.getByText('What we store').first().tap();
  await expectNoSidewaysScroll(page);
  await publishPhoto(page, house, studio, 'A'.repeat(200));
  await expect(page.getByRole('link', { name: 'See it on Instagram' })).toBeVisible(liveWithin);
  await expectNoSidewaysScroll(page);

  for (const address of addresses(house.url, studio)) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 3840, height: 2160 });
    await expectNoSidewaysScroll(page);
    await expectReadableLines(page);
    await page.setViewportSize(small);
  }
});

function addresses(url: string, studio: Studio): string[] {
  const inWorkspace = ['posts', 'posts/new', 'library', 'media', 'settings/workspace', 'settings/members']
    .concat(['calendar', 'calendar?view=week', 'calendar?view=grid', 'calendar/queue', 'calendar/import'])
    .concat(['settings/audit-trail', 'settings/you', 'nowhere'])
    .map((path) => `${url}/w/${studio.slug}/${path}`);
  const help = ['connecting-instagram', 'inbox', 'library', 'live-media', 'meta-app'].map(
    (page) => `help/${page}`,
  );
  const open = ['help', ...help, 'connect/expired', 'deletion/none'].map((path) => `${url}/${path}`);
  return [...inWorkspace, ...open];
}

/** What stands out to the right of the window, by name; nothing may. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const standingOut = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const culprits = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map((element) => element.outerHTML.slice(0, 100));
    return [`${location.pathname} is ${scrollWidth} px wide`, ...culprits];
  });
  expect(standingOut).toEqual([]);
}

/** Texts in view with a line wider than 52 times its letters' size, some hundred of them; there may be none. */
async function expectReadableLines(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('p, li, td')].flatMap((element) => {
      const text = document.createRange();
      text.selectNodeContents(element);
      const { fontSize } = getComputedStyle(element);
      const widest = Math.max(0, ...[...text.getClientRects()].map(({ width }) => width));
      const isText = !element.closest('.sr-only') && !element.querySelector('p, ul, ol, div, section');
      return isText && widest > 52 * Number.parseFloat(fontSize)
        ? [`${location.pathname}, ${Math.round(widest)} px: ${element.textContent.slice(0, 80)}`]
        : [];
    }),
  );
  expect(wide).toEqual([]);
}
