import { startHouse, type House } from './house.ts';
import {
  arrivesWithin,
  commentOf,
  expect,
  expectAccessible,
  replyField,
  rowOf,
  sendButton,
  test as base,
} from './inbox-home.ts';
import { createPerson, owner } from './person.ts';

/** A house of its own: it asks for the permission to write messages, and its clock goes on by days. */
const test = base.extend<object, { house: House }>({
  house: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const house = await startHouse({ INSTAGRAM_OPTIONAL_SCOPES: 'instagram_business_manage_messages' });
      await createPerson(house.url).call('POST', '/api/v1/owner', owner);
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

const fault = (house: House, fault: Record<string, unknown>) =>
  house.control('POST', '/faults', { host: 'graph.instagram.com', ...fault });

test('a comment is answered in private, once', async ({ page, home }) => {
  await home.strangerWrites('What would two of them cost?');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'What would two').click(arrivesWithin);
  const comment = commentOf(page, 'What would two');
  await comment.getByRole('button', { name: /^Reply in private to @/ }).click();
  const field = page.getByRole('textbox', { name: /^Message to @.*, once, in private$/ });
  await expect(field).toBeFocused();
  await field.fill('Forty each.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send the message' }).click();

  await expect(commentOf(page, 'Forty each.')).toContainText('in private');
  await expect(commentOf(page, 'Forty each.')).toContainText('On Instagram', arrivesWithin);
  await expect(page.getByRole('button', { name: /^Reply in private to @/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'In private', exact: true })).toHaveCount(0);
});

test('a private answer of which nobody knows stays in its conversation when it is let be', async ({
  page,
  house,
  home,
}) => {
  await home.strangerWrites('Is mine on its way?');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'Is mine on its way?').click(arrivesWithin);
  await commentOf(page, 'Is mine on its way?')
    .getByRole('button', { name: /^Reply in private to @/ })
    .click();
  await fault(house, { path: '/**', kind: 'reset', times: 10_000 });
  try {
    await page.getByRole('textbox', { name: /^Message to @/ }).fill('Since Monday.');
    await page.getByRole('button', { name: 'Send the message' }).click();
    const message = commentOf(page, 'Since Monday.');
    await expect(async () => {
      await house.advance(120);
      await expect(message.getByText('Message not confirmed')).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 150_000 });

    await message.getByRole('button', { name: 'Let it be' }).click();
    await expect(message.getByRole('button')).toHaveCount(0);
    await expect(message.getByText('Message not confirmed')).toBeVisible();
  } finally {
    await house.control('DELETE', '/faults');
  }
});

test('a reply that Instagram refuses says why, and stands once when it is tried again', async ({
  page,
  house,
  home,
}) => {
  const theirs = await home.strangerWrites('Does it go in the oven?');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'Does it go').click(arrivesWithin);
  const error = { code: 100, type: 'OAuthException', error_user_msg: 'Not today.', fbtrace_id: 'A9' };
  const body = JSON.stringify({ error });
  await fault(house, { path: '/*/replies', method: 'POST', kind: 'body', status: 400, body, times: 1 });
  await replyField(page).fill('It does.');
  await sendButton(page).click();

  const reply = commentOf(page, 'It does.');
  await expect(reply.getByText('Reply not sent')).toBeVisible(arrivesWithin);
  await expect(reply.getByText('Instagram: Not today.')).toBeVisible();
  await expect(reply.getByText('instagram_unexpected')).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(reply.getByRole('button', { name: 'Let it be' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.setViewportSize({ width: 1280, height: 800 });

  await reply.getByRole('button', { name: 'Try again' }).click();
  await expect(reply.getByText('On Instagram', { exact: true })).toBeVisible(arrivesWithin);
  await theirs.reload();
  await expect(theirs.getByText('It does.')).toHaveCount(1);
});

test('a reply of which nobody knows for a day is for a person to decide', async ({ page, house, home }) => {
  const theirs = await home.strangerWrites('Is it signed?');
  await page.bringToFront();
  await page.goto(home.inbox);
  await rowOf(page, 'Is it signed?').click(arrivesWithin);
  await fault(house, { path: '/**', kind: 'reset', times: 10_000 });
  try {
    await replyField(page).fill('On its foot.');
    await sendButton(page).click();
    const reply = commentOf(page, 'On its foot.');
    await expect(reply).toBeVisible();
    await expect(async () => {
      await house.advance(7200);
      await expect(reply.getByText('Reply not confirmed')).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 150_000 });
    await expectAccessible(page);
    await expect(reply.getByRole('link', { name: 'Look on Instagram' })).toHaveAttribute('href', home.post);

    await reply.getByRole('button', { name: 'Let it be' }).click();
    await expect(reply).toHaveCount(0);
    await theirs.reload();
    await expect(theirs.getByText('On its foot.')).toHaveCount(0);
  } finally {
    await house.control('DELETE', '/faults');
  }
});

test('what comes while somebody reads further down moves nothing, and is told above the list', async ({
  page,
  house,
  studio,
  home,
}) => {
  await home.strangerWrites('The first of many');
  await page.bringToFront();
  await page.setViewportSize({ width: 1280, height: 600 });
  await page.goto(home.inbox);
  await expect(rowOf(page, 'The first of many')).toBeVisible(arrivesWithin);
  const listed = await page.request.get(`${house.url}/api/v1/workspaces/${studio.id}/inbox/threads`);
  const { threads } = (await listed.json()) as { threads: { mediaId: string }[] };
  const mediaId = threads[0]?.mediaId;
  const say = (text: string) =>
    house.control('POST', '/comments', { mediaId, username: 'wren.and.kiln', text });
  for (let n = 1; n <= 12; n++) await say(`Question ${n}?`);
  await expect(rowOf(page, 'Question 12?')).toBeVisible(arrivesWithin);
  await expect(rowOf(page, 'Question 1?')).toHaveCount(1, arrivesWithin);

  const list = page.getByRole('region', { name: 'Conversations' });
  await list.evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
  await say('Just now?');
  const fresh = page.getByRole('button', { name: '1 new', exact: true });
  await expect(fresh).toBeVisible(arrivesWithin);
  await expect(rowOf(page, 'Just now?')).toHaveCount(0);
  await expectAccessible(page);
  await fresh.click();

  await expect(rowOf(page, 'Just now?')).toBeInViewport();
  await expect(fresh).toHaveCount(0);
});
