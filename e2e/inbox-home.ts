import type { BrowserContext, Page } from '@playwright/test';
import { aPicture } from './furnish.ts';
import type { House } from './house.ts';
import { connect, expect, liveWithin, test as base, type SimulatedAccount, type Studio } from './journey.ts';
import { createPerson, type Person } from './person.ts';

export { expect, expectAccessible } from './journey.ts';

/** Reading comments and writing answers take their turn among what else a worker does. */
export const arrivesWithin = { timeout: 90_000 };

/** A connected account with a post on the simulated Instagram, and the studio's inbox. */
export interface InboxHome {
  account: SimulatedAccount;
  /** The page of the post there, as strangers see it. */
  post: string;
  inbox: string;
  /** A stranger writes beneath the post; answers their page. */
  strangerWrites(text: string): Promise<Page>;
}

export const test = base.extend<{ home: InboxHome }>({
  home: async ({ page, house, studio, anAccount }, use) => {
    const account = await anAccount();
    const post = await aLivePost(page, house, studio, account);
    await use({
      account,
      post,
      inbox: `${house.url}/w/${studio.slug}/inbox`,
      strangerWrites: (text) => strangerWrites(page.context(), post, text),
    });
  },
});

async function aLivePost(
  page: Page,
  house: House,
  studio: Studio,
  account: SimulatedAccount,
): Promise<string> {
  // By the pages: the browser stays signed in at Instagram, where the account sees what it has hidden.
  await page.goto(studio.integrations);
  await connect(page, account);
  await expect(page.getByText(`Connected @${account.username}.`)).toBeVisible();
  // Without the pages: the way through the composer has journeys of its own.
  const person = await personOf(page, house, studio);
  const posts = `/api/v1/workspaces/${studio.id}/posts`;
  const { connections } = await person.call<{ connections: { id: string }[] }>(
    'GET',
    `/api/v1/workspaces/${studio.id}/connections`,
  );
  const assetId = await person.upload('cup.jpg', await aPicture());
  const caption = 'Pair of jars, still warm';
  const id = await person.publish({ connectionId: connections[0]!.id, assetId, caption });
  const address = async () =>
    (await person.call<{ post: { permalink: string | null } }>('GET', `${posts}/${id}`)).post.permalink;
  await expect.poll(address, liveWithin).not.toBeNull();
  return (await address())!;
}

/** Whoever is signed in in a browser, without its pages. */
async function personOf(page: Page, house: House, studio: Studio): Promise<Person> {
  const cookies = await page.context().cookies(house.url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const person = createPerson(house.url, (address, init) =>
    fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie } }),
  );
  person.workspaceId = studio.id;
  return person;
}

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

/** The conversation in the list whose last words these are. */
export function rowOf(page: Page, text: string) {
  return page.getByRole('region', { name: 'Conversations' }).getByRole('link').filter({ hasText: text });
}

export function replyField(page: Page) {
  return page.getByRole('textbox', { name: /^Reply to @/ });
}

export function sendButton(page: Page) {
  return page.locator('form').getByRole('button', { name: 'Reply', exact: true });
}

/** A comment of the open conversation. */
export function commentOf(page: Page, text: string) {
  return page.getByRole('article').filter({ hasText: text });
}
