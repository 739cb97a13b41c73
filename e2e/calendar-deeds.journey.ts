import { calendarOf, dayCell, furnish, nextMonth } from './calendar-home.ts';
import { expect, test } from './journey.ts';

test('a draft that takes the next free slot says which, and a second press takes no other', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  await page.request.put(`${home.api}/connections/${home.connectionId}/queue-slots`, {
    headers: home.headers,
    data: { slots: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, time: '18:30' })) },
  });
  const postId = await home.aPost('An idea', `${nextMonth('20')}T12:00`, 'plan');
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('20')}`));
  await expect(page.getByRole('link', { name: /Draft.*An idea/ })).toBeVisible();
  await dayCell(page, nextMonth('20')).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Next free slot/ }).dblclick();

  await expect(dialog.getByText(/^An idea is scheduled for .*18:30\.$/)).toBeVisible();
  await expect(dialog.getByRole('link', { name: /An idea/ })).toBeHidden();
  const { upcoming } = (await (
    await page.request.get(`${home.api}/connections/${home.connectionId}/queue`)
  ).json()) as { upcoming: { wallTime: string; state: string }[] };
  const taken = upcoming.filter(({ state }) => state === 'taken').map(({ wallTime }) => wallTime);
  expect(taken).toEqual([upcoming[0]!.wallTime]);
  expect(await home.wallTimeOf(postId)).toBe(upcoming[0]!.wallTime);
});

test('a post that goes back to the drafts is said to be there', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('12')}`));
  await expect(page.getByRole('link', { name: /Kiln opening/ })).toBeVisible();
  await dayCell(page, nextMonth('12')).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Back to drafts/ }).click();

  await expect(dialog.getByText('Kiln opening is back among the drafts.')).toBeVisible();
});

test('slots that are removed one at once after the other stay removed', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  const slots = [1, 2, 3].map((weekday) => ({ weekday, time: '10:00' }));
  await page.request.put(`${home.api}/connections/${home.connectionId}/queue-slots`, {
    headers: home.headers,
    data: { slots },
  });
  await page.goto(calendarOf(house, studio, '/queue'));
  await expect(page.getByRole('button', { name: 'Remove Monday 10:00' })).toBeVisible();
  await page.evaluate(() => {
    for (const day of ['Monday', 'Tuesday'])
      requestAnimationFrame(() =>
        document.querySelector<HTMLButtonElement>(`[aria-label="Remove ${day} 10:00"]`)?.click(),
      );
  });

  await expect
    .poll(async () => {
      const queue = await page.request.get(`${home.api}/connections/${home.connectionId}/queue`);
      return ((await queue.json()) as { slots: unknown }).slots;
    })
    .toEqual([slots[2]]);
});
