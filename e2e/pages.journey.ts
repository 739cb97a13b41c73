import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { furnish } from './calendar-home.ts';
import { expect, expectAccessible, test } from './journey.ts';

/** Pages that need more than a furnished workspace, and the journey that looks at each in light and dark. */
const elsewhere: Record<string, string> = {
  '/first-run': 'first-run',
  '/forgot-password': 'account',
  '/reset': 'account',
  '/confirm-email': 'account',
  '/two-factor': 'account',
  '/join': 'team-invites',
  '/review': 'reviewer-link',
  '/connect/expired': 'troubleshooting',
  '/w/$slug/approvals': 'approvals',
  '/w/$slug/calendar': 'calendar',
  '/w/$slug/calendar/queue': 'calendar',
  '/w/$slug/calendar/import': 'calendar',
  '/w/$slug/inbox': 'inbox',
  '/w/$slug/media': 'media',
  '/w/$slug/media/$connectionId/$mediaId': 'media',
  '/w/$slug/insights': 'insights',
  '/w/$slug/insights/media/$mediaId': 'insights',
  '/w/$slug/insights/report': 'insights',
  '/w/$slug/settings/sign-in': 'account',
};
/** These only lead on to another. */
const leadingOn = ['/', '/w/$slug', '/w/$slug/settings'];

/** The path of every page, as the router of the browser has them. */
function pathsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { __TSR_ROUTER__: router } = globalThis as unknown as {
      __TSR_ROUTER__: { routesByPath: Record<string, unknown> };
    };
    return Object.keys(router.routesByPath);
  });
}

test('every page that the router knows is accessible, light and dark', async ({
  page,
  browser,
  house,
  studio,
  anAccount,
}) => {
  await page.goto(studio.integrations);
  await expectAccessible(page);
  const home = await furnish(page, house, studio, await anAccount());
  const post = await home.aPost('A draft');
  const here: Record<string, string> = {
    '/new-workspace': '/new-workspace',
    '/deletion/$code': '/deletion/none',
    '/w/$slug/posts/$postId': `/w/${studio.slug}/posts/${post}`,
    '/w/$slug/posts/$postId/edit': `/w/${studio.slug}/posts/${post}/edit`,
  };
  for (const path of ['posts', 'posts/new', 'library', 'notices', 'insights/audience', 'insights/media'])
    here[`/w/$slug/${path}`] = `/w/${studio.slug}/${path}`;
  for (const path of ['integrations', 'workspace', 'members', 'audit-trail', 'you', 'notices'])
    here[`/w/$slug/settings/${path}`] = `/w/${studio.slug}/settings/${path}`;
  for (const path of ['', '/connecting-instagram', '/approvals', '/audit-trail', '/inbox', '/insights'])
    here[`/help${path}`] = `/help${path}`;
  for (const path of ['library', 'live-media', 'meta-app']) here[`/help/${path}`] = `/help/${path}`;
  const known = [...Object.keys(here), ...Object.keys(elsewhere), ...leadingOn, '/sign-in'];
  expect((await pathsOf(page)).toSorted()).toEqual(known.toSorted());

  for (const path of [...Object.values(here), '/nowhere-at-all']) {
    await page.goto(house.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  const stranger = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await stranger.goto(`${house.url}/sign-in`);
  await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(stranger);
  await stranger.context().close();
  await page.goto(`${house.simulatorUrl}/_simulator`);
  await expectAccessible(page);
});

test('a script that is put into a page is stopped by the browser', async ({ page, studio }) => {
  await page.goto(studio.integrations);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const stopped = await page.evaluate(async () => {
    const violations: string[] = [];
    const seen = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        violations.push(`${effectiveDirective} ${blockedURI}`);
        resolve();
      });
    });
    const script = document.createElement('script');
    script.textContent = `document.documentElement.dataset.taken = 'yes'`;
    // An inline script runs as it is put in: what has run by now was not stopped, and nothing will be told.
    document.body.append(script);
    const hasRun = document.documentElement.dataset['taken'] === 'yes';
    if (!hasRun) await seen;
    return { hasRun, violations };
  });

  expect(stopped).toEqual({ hasRun: false, violations: ['script-src-elem inline'] });
});

test('the journeys that look at the other pages do so', async () => {
  for (const journey of new Set(Object.values(elsewhere)))
    expect(await readFile(join(import.meta.dirname, `${journey}.journey.ts`), 'utf8'), journey).toContain(
      'await expectAccessible(',
    );
});
