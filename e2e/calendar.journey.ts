import { plusDays } from '../rules/wall-time.ts';
import { calendarOf, dayCell, furnish, nextMonth, shoot, zone } from './calendar-home.ts';
import { expect, expectAccessible, test } from './journey.ts';

test('a post is dragged to another day and keeps its time of day', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  const postId = await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('12')}`));
  const chip = dayCell(page, nextMonth('12')).getByRole('link', { name: /Kiln opening/ });
  await expect(chip).toBeVisible();

  await chip.dragTo(dayCell(page, nextMonth('20')));

  await expect(
    dayCell(page, nextMonth('20')).getByRole('link', { name: /18:30.*Kiln opening/ }),
  ).toBeVisible();
  await expect(page.getByText(/Kiln opening moved to .* 20 .*18:30/).first()).toBeVisible();
  await expect.poll(() => home.wallTimeOf(postId)).toBe(`${nextMonth('20')}T18:30`);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(dayCell(page, nextMonth('12')).getByRole('link', { name: /Kiln opening/ })).toBeVisible();
  await expect.poll(() => home.wallTimeOf(postId)).toBe(`${nextMonth('12')}T18:30`);
});

test('a post is carried to another day without a mouse, and all of it is said', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  const postId = await home.aPost('Glaze test', `${nextMonth('14')}T08:00`);
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('14')}`));
  await expect(dayCell(page, nextMonth('14')).getByRole('link', { name: /Glaze test/ })).toBeVisible();
  const said = page.locator('[aria-live="assertive"]');

  await dayCell(page, nextMonth('14')).focus();
  await page.keyboard.press('m');
  await expect(said).toContainText('Moving 08:00 Glaze test');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(said).toContainText('08:00');
  await page.keyboard.press('Enter');
  await expect(said).toContainText('Glaze test moved to');
  await expect.poll(() => home.wallTimeOf(postId)).toBe(`${nextMonth('22')}T08:00`);

  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(said).toContainText('Glaze test stays on');
  await expect.poll(() => home.wallTimeOf(postId)).toBe(`${nextMonth('22')}T08:00`);

  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dayCell(page, nextMonth('22'))).toBeFocused();
});

test('where the clock changes the person is asked which moment is meant', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  const change = await nextSpring();
  const before = plusDays(`${change}T01:30`, -1);
  const postId = await home.aPost('Early bird', before);
  await page.goto(calendarOf(house, studio, `?day=${before.slice(0, 10)}`));

  await dayCell(page, before.slice(0, 10)).focus();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'The clock skips this time.' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /Later, 02:30/ }).click();

  await expect(dayCell(page, change).getByRole('link', { name: /02:30.*Early bird/ })).toBeVisible();
  await expect.poll(() => home.wallTimeOf(postId)).toBe(`${change}T02:30`);
});

/** The next Sunday on which Lisbon's clock goes forward. */
async function nextSpring(): Promise<string> {
  const now = Temporal.Now.zonedDateTimeISO(zone);
  for (let next = now.getTimeZoneTransition('next'); next; next = next.getTimeZoneTransition('next'))
    if (next.month < 6) return next.toPlainDate().toString();
  throw new Error('Lisbon has no summer time any more.');
}

test('what is live has its colours and what is not is silver', async ({ page, house, studio, anAccount }) => {
  const home = await furnish(page, house, studio, await anAccount());
  await home.aPost('Coming', `${nextMonth('12')}T18:30`);
  const postId = await home.aPost('Now');
  await page.request.put(`${home.api}/posts/${postId}/schedule`, { headers: home.headers, data: {} });
  await page.goto(calendarOf(house, studio));

  const live = page.getByRole('link', { name: /Live.*Now/ });
  await expect(live).toBeVisible({ timeout: 150_000 });
  await expect(live.locator('.live')).toBeVisible();
  await page.getByRole('button', { name: 'Next month' }).click();
  await expect(page.getByRole('link', { name: /Scheduled.*Coming/ }).locator('.silver')).toBeVisible();
});

test('every view of the calendar can be used by everybody', async ({ page, house, studio, anAccount }) => {
  const home = await furnish(page, house, studio, await anAccount());
  for (const [day, words] of [
    ['05', 'Breakfast set'],
    ['12', 'Kiln opening'],
    ['12', 'Two blacks'],
    ['12', 'Third'],
    ['12', 'Fourth'],
  ] as const)
    await home.aPost(words, `${nextMonth(day)}T18:${10 + words.length}`);
  await home.aPost('An idea', `${nextMonth('23')}T12:00`, 'plan');
  await page.request.put(`${home.api}/connections/${home.connectionId}/queue-slots`, {
    headers: home.headers,
    data: { slots: [{ weekday: 2, time: '18:30' }] },
  });
  for (const [view, sign] of [
    ['month', page.getByRole('button', { name: /2 more/ })],
    ['week', page.getByRole('link', { name: /Fourth/ })],
    ['list', page.getByRole('link', { name: /An idea/ })],
    ['grid', page.getByRole('link', { name: /Kiln opening/ })],
  ] as const) {
    await page.goto(
      calendarOf(house, studio, `?view=${view}&day=${nextMonth('12')}&account=${home.connectionId}`),
    );
    await expect(sign).toBeVisible();
    await expectAccessible(page);
    await shoot(page, view);
  }
});

test('a series and a copy are made from the day', async ({ page, house, studio, anAccount }) => {
  const home = await furnish(page, house, studio, await anAccount());
  await home.aPost('Weekly', `${nextMonth('02')}T09:00`);
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('02')}`));
  await expect(page.getByRole('link', { name: /Weekly/ })).toBeVisible();
  await dayCell(page, nextMonth('02')).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Repeat/ }).click();
  await dialog.getByLabel('Times').fill('2');
  await dialog.getByRole('button', { name: 'Schedule the series' }).click();
  await expect(dialog.getByText('2 more posts are scheduled.')).toBeVisible();
  await dialog.getByRole('button', { name: /Duplicate/ }).click();
  await expect(dialog.getByText('A draft with the same content was made.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await expect(page.getByRole('link', { name: /09:00.*Weekly/ })).toHaveCount(3);
});

test('a draft with a day is sent on its way from there, and what stands near it is said', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  await home.aPost('Neighbour', `${nextMonth('03')}T09:00`);
  const postId = await home.aPost('An idea', `${nextMonth('03')}T12:00`, 'plan');
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('03')}`));
  await expect(page.getByRole('link', { name: /Draft.*An idea/ })).toBeVisible();
  await dayCell(page, nextMonth('03')).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Move to.*An idea/ }).click();
  await dialog.getByLabel(/Day and time/).fill(`${nextMonth('03')}T09:05`);
  await expect(dialog.getByText('Less than 15 minutes from another post of this account.')).toBeVisible();
  await dialog.getByLabel(/Day and time/).fill('2020-01-01T09:05');
  await expect(dialog.getByText('This time is over.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /Schedule for 12:00/ }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await expect(page.getByRole('link', { name: /12:00 Scheduled.*An idea/ })).toBeVisible();
  await expect.poll(() => home.wallTimeOf(postId)).toBe(`${nextMonth('03')}T12:00`);
});

test('slots are set, left out and filled with drafts', async ({ page, house, studio, anAccount }) => {
  const home = await furnish(page, house, studio, await anAccount());
  const first = await home.aPost('First in line');
  await page.goto(calendarOf(house, studio, '/queue'));
  await page.getByLabel('Time').fill('18:30');
  await page.getByRole('button', { name: 'Add a slot' }).click();
  await expect(page.getByRole('button', { name: 'Remove Sunday 18:30' })).toBeVisible();
  await page
    .getByRole('button', { name: /^Leave out/ })
    .first()
    .click();
  await expect(page.getByText('Left out', { exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: /First in line/ }).check();
  await page.getByRole('button', { name: 'Put 1 draft in the queue' }).click();
  await expect(page.getByText('1 draft has a slot now.')).toBeVisible();
  await expect(page.getByText('Taken', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'queue');

  await expect.poll(() => home.wallTimeOf(first)).toMatch(/T18:30$/);
});

test('a file of posts is checked row by row, put right, and imported as a whole', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  await furnish(page, house, studio, account);
  await page.goto(calendarOf(house, studio, '/import'));
  const downloaded = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Get the template' }).click();
  expect((await downloaded).suggestedFilename()).toBe('posts.csv');

  const file = (rows: string[]) => ({
    name: 'posts.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['account,date_time,media,caption', ...rows].join('\n')),
  });
  const right = `${account.username},${nextMonth('12')} 18:30,cup.jpg,"Bottle, the first"`;
  await page
    .locator('input[type="file"]')
    .setInputFiles(file([right, `${account.username},1999-01-01 10:00,nowhere.jpg,Jars`]));
  await expect(page.getByText('One row is not right. Nothing was written.')).toBeVisible();
  await expect(page.getByText('This time is over.')).toBeVisible();
  await expect(page.getByText(/no file called “nowhere.jpg”/)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'import');

  await page.locator('input[type="file"]').setInputFiles(file([right]));
  await page.getByRole('button', { name: 'Import 1 post' }).click();
  await expect(page.getByText('Imported: 1 scheduled, 0 drafts.')).toBeVisible();
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('12')}`));
  await expect(page.getByRole('link', { name: /18:30.*Bottle, the first/ })).toBeVisible();
});

test('a change of zone is asked, and posts keep their time of day', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const home = await furnish(page, house, studio, account);
  const postId = await home.aPost('Morning', `${nextMonth('12')}T10:00`);
  await page.goto(studio.integrations);
  await page.getByLabel(`Time zone of @${account.username}`).selectOption('America/New_York');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 post');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Change the zone' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByLabel(`Time zone of @${account.username}`)).toHaveValue('America/New_York');
  await expect.poll(() => home.wallTimeOf(postId)).toBe(`${nextMonth('12')}T10:00`);
});

test('on a phone the calendar is a list of days', async ({ page, house, studio, anAccount }) => {
  const home = await furnish(page, house, studio, await anAccount());
  await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
  await home.aPost('An idea', `${nextMonth('15')}T12:00`, 'plan');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('12')}`));
  await expect(page.getByRole('link', { name: /Kiln opening/ })).toBeVisible();
  await expectAccessible(page);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
  await shoot(page, 'phone');
});

test('what needs a person is said on every page and leads there', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const home = await furnish(page, house, studio, account);
  await home.aPost('Paused one', `${nextMonth('12')}T18:30`);
  await page.request.delete(`${home.api}/connections/${home.connectionId}`, { headers: home.headers });
  await page.goto(`${house.url}/w/${studio.slug}/posts`);

  await page.getByRole('navigation', { name: 'Needs you' }).getByRole('link', { name: '1 paused' }).click();
  await expect(page.getByRole('heading', { name: 'Posts that are paused' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Paused one/ })).toBeVisible();
  await expectAccessible(page);
});
