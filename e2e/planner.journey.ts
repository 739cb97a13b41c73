import type { Page } from '@playwright/test';
import { calendarOf, dayCell, furnish, nextMonth, shoot } from './calendar-home.ts';
import { dragByFinger } from './finger.ts';
import type { House } from './house.ts';
import { expect, expectAccessible, test, type SimulatedAccount, type Studio } from './journey.ts';

const square = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words });

/** Two planned posts on the profile; the later one stands first. */
async function twoPlanned(page: Page, house: House, studio: Studio, account: SimulatedAccount) {
  const home = await furnish(page, house, studio, account);
  const one = await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
  const other = await home.aPost('An idea', `${nextMonth('20')}T12:00`, 'plan');
  await page.goto(
    calendarOf(house, studio, `?view=grid&day=${nextMonth('12')}&account=${home.connectionId}`),
  );
  await expect(square(page, 'Kiln opening')).toBeVisible();
  return { ...home, times: async () => [await home.wallTimeOf(one), await home.wallTimeOf(other)] };
}
const before = [`${nextMonth('12')}T18:30`, `${nextMonth('20')}T12:00`];
const after = before.toReversed();

test('on the profile two planned posts change places by mouse, and back again', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await twoPlanned(page, house, studio, await anAccount());
  await square(page, 'Kiln opening').getByRole('link').dragTo(square(page, 'An idea').getByRole('link'));
  await expect(page.getByText('Kiln opening and An idea changed places.').first()).toBeVisible();
  await expect(page).toHaveURL(/view=grid/);
  await expect.poll(home.times).toEqual(after);
  await expectAccessible(page);
  await shoot(page, 'planner');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(home.times).toEqual(before);
});

test('on the profile two planned posts change places without a mouse, and it is said', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await twoPlanned(page, house, studio, await anAccount());
  const button = page.getByRole('button', { name: 'Kiln opening: change places with the post after it' });
  await button.press('Enter');

  await expect(
    page.locator('[aria-live="assertive"]', { hasText: 'Kiln opening and An idea changed places.' }),
  ).toBeAttached();
  await expect.poll(home.times).toEqual(after);
  await expect(button).toBeFocused();
});

test('a free hour of the queue opens the composer for that hour', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const home = await furnish(page, house, studio, await anAccount());
  await page.request.put(`${home.api}/connections/${home.connectionId}/queue-slots`, {
    headers: home.headers,
    data: { slots: [{ weekday: 2, time: '18:30' }] },
  });
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('12')}`));
  const slot = page
    .locator(`td[data-day^="${nextMonth('')}"]`)
    .getByRole('link', { name: /18:30 open/ })
    .first();
  const day = await slot.locator('xpath=ancestor::td').getAttribute('data-day');
  await slot.click();
  await page.getByRole('button', { name: 'From the library' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'cup.jpg' }).click();
  await dialog.getByRole('button', { name: 'Add 1 file' }).click();
  await page.getByLabel('Caption', { exact: true }).fill('In its hour');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.getByRole('button', { name: /^Schedule for .*18:30$/ }).click();
  await expect(dialog.getByLabel('Day and time')).toHaveValue(`${day}T18:30`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await page.waitForURL(/\/posts\/[0-9a-f-]{36}$/);

  await expect.poll(() => home.wallTimeOf(page.url().slice(-36))).toBe(`${day}T18:30`);
});

test.describe('by finger', () => {
  test.use({ hasTouch: true });

  test('a post rests under a finger, and is carried to another day with its time', async ({
    page,
    house,
    studio,
    anAccount,
  }) => {
    const home = await furnish(page, house, studio, await anAccount());
    const postId = await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
    for (const [view, from, to] of [
      ['month', '12', '19'],
      ['week', '19', '20'],
    ] as const) {
      await page.goto(calendarOf(house, studio, `?view=${view}&day=${nextMonth(from)}`));
      // The neighbour that is in the same week, whichever weekday the day is.
      const day = view === 'month' ? nextMonth(to) : await neighbourIn(page, nextMonth(from));
      const chip = dayCell(page, nextMonth(from)).getByRole('link', { name: /Kiln opening/ });
      await dragByFinger(page, chip, dayCell(page, day));
      await expect.poll(() => home.wallTimeOf(postId)).toBe(`${day}T18:30`);
      await expect(page).toHaveURL(/\/calendar/);
    }
  });

  test('a finger that moves at once scrolls and carries nothing', async ({
    page,
    house,
    studio,
    anAccount,
  }) => {
    const home = await furnish(page, house, studio, await anAccount());
    const postId = await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
    await page.goto(calendarOf(house, studio, `?day=${nextMonth('12')}`));
    const chip = dayCell(page, nextMonth('12')).getByRole('link', { name: /Kiln opening/ });
    const { x, y } = (await chip.boundingBox())!;
    const session = await page.context().newCDPSession(page);
    const at = (type: 'touchStart' | 'touchMove', by: number) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: x + 10, y: y + 10 + by }] });
    await at('touchStart', 0);
    for (const by of [20, 80, 160]) await at('touchMove', by);
    await expect(page.locator('.drag-ghost')).toBeHidden();
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });

    expect(await home.wallTimeOf(postId)).toBe(`${nextMonth('12')}T18:30`);
  });

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 360, height: 740 } });

    test('two planned posts change places under a finger', async ({ page, house, studio, anAccount }) => {
      const home = await twoPlanned(page, house, studio, await anAccount());
      await dragByFinger(
        page,
        square(page, 'Kiln opening').getByRole('link'),
        square(page, 'An idea').getByRole('link'),
      );
      await expect.poll(home.times).toEqual(after);
      await expect(page).toHaveURL(/view=grid/);
      await expectAccessible(page);
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
      await shoot(page, 'planner-phone');
    });

    test('in the list of days a post is carried to the day of another', async ({
      page,
      house,
      studio,
      anAccount,
    }) => {
      const home = await furnish(page, house, studio, await anAccount());
      const postId = await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
      await home.aPost('Two blacks', `${nextMonth('13')}T09:00`);
      await page.goto(calendarOf(house, studio, `?day=${nextMonth('12')}`));
      await dragByFinger(
        page,
        page.getByRole('link', { name: /Kiln opening/ }),
        page.getByRole('link', { name: /Two blacks/ }),
      );

      await expect.poll(() => home.wallTimeOf(postId)).toBe(`${nextMonth('13')}T18:30`);
    });
  });
});

/** The day beside another in the week that is shown. */
async function neighbourIn(page: Page, day: string): Promise<string> {
  await expect(dayCell(page, day)).toBeVisible();
  const days = await page
    .locator('td[data-day]')
    .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset['day']!));
  const at = days.indexOf(day);
  return days[at + 1] ?? days[at - 1]!;
}
