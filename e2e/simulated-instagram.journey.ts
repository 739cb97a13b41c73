import { expect, expectAccessible, test } from './journey.ts';
import { publishElsewhere } from './publish-elsewhere.ts';

test('a stranger likes, comments and replies on the simulated Instagram, without script', async ({
  browser,
  house,
  anAccount,
}) => {
  const account = await anAccount();
  const permalink = await publishElsewhere(house, account, { caption: 'Fired on Friday. #stoneware' });
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();

  await page.goto(permalink);
  const stranger = await page.getByLabel('Act as').locator('option').nth(2).innerText();
  await page.getByLabel('Act as').selectOption({ label: stranger });
  await page.getByLabel('Your comment').fill('Do you <b>ship</b>?');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  const said = page.getByRole('article').filter({ hasText: 'Do you <b>ship</b>?' }).last();
  await expect(said).toContainText(stranger);
  await page.getByRole('button', { name: 'Like the post' }).click();
  await expect(page.getByRole('button', { name: /like back/ })).toBeVisible();

  await page.getByRole('link', { name: `Reply to ${stranger}` }).click();
  await page.getByLabel('Your reply').fill('To Porto, I mean.');
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(page.getByRole('heading', { name: '1 reply' })).toBeVisible();
  await expect(page.getByText('To Porto, I mean.')).toBeVisible();
  await context.close();
});

test('an account looks after its own post: hides a comment, turns commenting off, deletes it', async ({
  page,
  house,
  anAccount,
}) => {
  const account = await anAccount();
  const permalink = await publishElsewhere(house, account, { caption: 'To be deleted' });
  const { pathname } = new URL(permalink);
  const path = pathname.replace('/www.instagram.com', '');
  await page.goto(permalink);
  await page.getByLabel('Your comment').fill('unkind');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();

  await page.goto(`${house.simulatorUrl}/www.instagram.com/accounts/login/?next=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: account.username }).click();
  await page
    .getByRole('link', { name: /^Reply to/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect(page.getByText('Hidden by the account')).toBeVisible();
  await expectAccessible(page);

  await page.goto(permalink);
  await page.getByRole('button', { name: 'Turn commenting off' }).click();
  await expect(page.getByRole('heading', { name: 'Comments are off' })).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Delete', { exact: true }).click();
  await page.getByRole('button', { name: 'Delete the post' }).click();
  await expect(page.getByText('has published nothing yet')).toBeVisible();
  await page.goto(permalink);
  await expect(page.getByRole('heading', { name: 'There is no such page.' })).toBeVisible();
  await expectAccessible(page);
});

test('every page of the simulated Instagram is accessible, says what it is, and fits a phone', async ({
  page,
  house,
  anAccount,
}) => {
  const account = await anAccount();
  const post = await publishElsewhere(house, account, { caption: 'One #clay' });
  const carousel = await publishElsewhere(
    house,
    account,
    { is_carousel_item: 'true' },
    { is_carousel_item: 'true' },
    { media_type: 'CAROUSEL', caption: 'Two' },
  );
  const story = await publishElsewhere(house, account, { media_type: 'STORIES' });
  await house.control('POST', `/apps/${house.appId}/tester-invites`, { username: account.username });
  const site = `${house.simulatorUrl}/www.instagram.com`;
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(house.simulatorUrl)) foreign.push(request.url());
  });

  await page.goto(`${site}/accounts/login/?next=%2F${account.username}%2F`);
  await expectAccessible(page);
  await page.getByRole('button', { name: account.username }).click();
  const pages = [
    `${site}/${account.username}/`,
    `${site}/${account.username}/reels/`,
    `${site}/${account.username}/tagged/`,
    post,
    carousel,
    story,
    `${site}/explore/tags/clay/`,
    `${site}/direct/t/${account.username}/`,
    `${site}/stories/${account.username}/1/`,
    ...['active', 'expired', 'removed', 'invites'].map((tab) => `${site}/accounts/manage_access/?tab=${tab}`),
  ];
  await page.setViewportSize({ width: 360, height: 780 });
  for (const address of pages) {
    await page.goto(address);
    await expect(page.getByText('Simulated.', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(page);
  }
  expect(foreign).toEqual([]);
});

test('a carousel is turned by keyboard, and stories lead from one to the next', async ({
  page,
  house,
  anAccount,
}) => {
  const account = await anAccount();
  const item = { is_carousel_item: 'true' };
  const carousel = await publishElsewhere(house, account, item, item, { media_type: 'CAROUSEL' });
  await publishElsewhere(house, account, { media_type: 'STORIES' });
  await publishElsewhere(house, account, { media_type: 'STORIES' });

  await page.goto(carousel);
  await page.getByRole('link', { name: 'Item 2 of 2' }).press('Enter');
  await expect(page.getByRole('group', { name: '2 of 2' })).toBeInViewport();
  await page.getByRole('region', { name: 'Carousel of 2' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('group', { name: '1 of 2' })).toBeInViewport();

  await page.goto(`${house.simulatorUrl}/www.instagram.com/${account.username}/`);
  await page.getByRole('link', { name: '2 stories' }).press('Enter');
  await expect(page.getByText('Story 1 of 2')).toBeVisible();
  await page.getByRole('link', { name: 'Next story' }).press('Enter');
  await expect(page.getByText('Story 2 of 2')).toBeVisible();
});
