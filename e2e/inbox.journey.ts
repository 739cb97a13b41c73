import type { BrowserContext, Page } from '@playwright/test';
import type { House } from './house.ts';
import {
  connect,
  expect,
  expectAccessible,
  liveWithin,
  publishPhoto,
  test,
  type SimulatedAccount,
  type Studio,
} from './journey.ts';

/** Reading comments takes its turn among what else a worker does. */
const arrivesWithin = { timeout: 90_000 };

const inboxOf = (house: House, studio: Studio) => `${house.url}/w/${studio.slug}/inbox`;

/** A connected account with a post of its own on the simulated Instagram; answers the address of the post's page there. */
async function aLivePost(
  page: Page,
  house: House,
  studio: Studio,
  account: SimulatedAccount,
): Promise<string> {
  await page.goto(studio.integrations);
  await connect(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
  await publishPhoto(page, house, studio, 'Pair of jars, still warm');
  const link = page.getByRole('link', { name: 'See it on Instagram' });
  await expect(link).toBeVisible(liveWithin);
  return (await link.getAttribute('href')) ?? '';
}

/** A stranger opens the post's page and writes beneath it. */
async function strangerWrites(context: BrowserContext, post: string, text: string): Promise<Page> {
  const theirs = await context.newPage();
  await theirs.goto(post);
  // The first to act is the account itself, where the browser is signed in with it.
  const strangers = theirs.getByLabel('Act as').locator('option');
  await theirs.getByLabel('Act as').selectOption({ index: (await strangers.count()) - 1 });
  await theirs.getByLabel('Your comment').fill(text);
  await theirs.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(theirs.getByText(text).first()).toBeVisible();
  return theirs;
}

const rows = (page: Page) => page.getByRole('region', { name: 'Conversations' });

test('a stranger comments, it appears in the open inbox by itself, and the answer stands on Instagram once', async ({
  page,
  house,
  studio,
  anAccount,
}) => {
  const post = await aLivePost(page, house, studio, await anAccount());
  await page.goto(inboxOf(house, studio));
  await expect(page.getByText('No comments are waiting.')).toBeVisible();
  await expectAccessible(page);

  const theirs = await strangerWrites(page.context(), post, 'Are these two sold as a pair?');
  await page.bringToFront();
  await expect(rows(page).getByText('Are these two sold as a pair?')).toBeVisible(arrivesWithin);
  await expect(page.getByRole('link', { name: 'Inbox 1 conversation waits' }).first()).toBeVisible();
  await rows(page).getByText('Are these two sold as a pair?').click();
  await page
    .getByLabel(/^Reply to @/)
    .last()
    .fill('One at a time.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Reply', exact: true }).last().click();

  await expect(page.getByText('On Instagram', { exact: true })).toBeVisible(arrivesWithin);
  await theirs.reload();
  await expect(theirs.getByText('One at a time.')).toHaveCount(1);
});
