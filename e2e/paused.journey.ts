import { calendarOf, dayCell, furnish, nextMonth } from './calendar-home.ts';
import { connectByApi, expect, expectAccessible, test } from './journey.ts';

test('once the account is back a paused post is sent as planned, from its page', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const home = await furnish(page, house, studio, account);
  const postId = await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
  await page.request.delete(`${home.api}/connections/${home.connectionId}`, { headers: home.headers });
  await page.goto(`${house.url}/w/${studio.slug}/posts/${postId}`);
  await expect(page.getByText('It waits because its account needs you or is not connected.')).toBeVisible();

  await connectByApi(page, studio, account);
  await page.reload();
  await expect(page.getByText(`@${account.username} is connected again.`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send it as planned' }).click();

  await expect(page.getByRole('heading', { name: 'This post is paused.' })).toBeHidden();
  await expect.poll(() => home.wallTimeOf(postId)).toBe(`${nextMonth('12')}T18:30`);
  const { post } = (await (await page.request.get(`${home.api}/posts/${postId}`)).json()) as {
    post: { paused: boolean; state: string };
  };
  expect(post).toMatchObject({ paused: false, state: 'scheduled' });
});

test('once the account is back a paused post is sent as planned, or moved, from its day', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const account = await anAccount();
  const home = await furnish(page, house, studio, account);
  await home.aPost('Kiln opening', `${nextMonth('12')}T18:30`);
  await page.request.delete(`${home.api}/connections/${home.connectionId}`, { headers: home.headers });
  await connectByApi(page, studio, account);
  await page.goto(calendarOf(house, studio, `?day=${nextMonth('12')}`));
  await expect(page.getByRole('link', { name: /Paused.*Kiln opening/ })).toBeVisible();
  await dayCell(page, nextMonth('12')).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /^Move to/ })).toBeVisible();
  await dialog.getByRole('button', { name: /^Send it as planned/ }).click();

  await expect(dialog.getByText(/^Kiln opening is scheduled for .*18:30\.$/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Send it as planned/ })).toBeHidden();
  await expect(dialog.getByRole('link', { name: /Scheduled.*Kiln opening/ })).toBeVisible();
});
