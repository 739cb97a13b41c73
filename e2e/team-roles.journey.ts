import type { Page } from '@playwright/test';
import { furnish, nextMonth } from './calendar-home.ts';
import type { House } from './house.ts';
import { aColleague } from './colleague.ts';
import { arrivesWithin, expect, rowOf, test } from './inbox-home.ts';
import type { SimulatedAccount, Studio } from './journey.ts';
import { walkThrough } from './walk-through.ts';

/**
 * A workspace with something on every page: besides the account that has a post and a conversation a second one, drafts
 * and scheduled posts of both, queues, files. Answers Instagram's id of the first.
 */
async function aFullHouse(page: Page, house: House, studio: Studio, first: string, second: SimulatedAccount) {
  const { api, headers, assetId } = await furnish(page, house, studio, second);
  const { connections } = (await (await page.request.get(`${api}/connections`)).json()) as {
    connections: { id: string; username: string; instagramUserId: string }[];
  };
  for (const { id: connectionId, username } of connections) {
    const whose = username === first ? 'the first' : 'the second';
    const slots = [{ weekday: 1, time: '18:30' }];
    await page.request.put(`${api}/connections/${connectionId}/queue-slots`, { headers, data: { slots } });
    for (const as of ['plan', 'schedule'] as const) {
      const made = await page.request.post(`${api}/posts`, {
        headers,
        data: { connectionId, caption: `A ${as} of ${whose}`, items: [{ assetId, altText: 'A cup' }] },
      });
      const { id } = (await made.json()) as { id: string };
      const data = { wallTime: `${nextMonth(as === 'plan' ? '12' : '13')}T10:00` };
      expect((await page.request.put(`${api}/posts/${id}/${as}`, { headers, data })).status()).toBe(200);
    }
  }
  return connections.find(({ username }) => username === first)!.instagramUserId;
}

// Each walk takes long: side by side none is what the others wait for at the end.
test.describe.configure({ mode: 'parallel' });

for (const [who, role, narrowedTo] of [
  ['a viewer', 'viewer', undefined],
  ['a contributor', 'contributor', undefined],
  ['a publisher who is a viewer of one account', 'publisher', 'viewer'],
] as const)
  test(`${who} presses everything on every page, and nothing that was offered is refused`, async ({
    page,
    browser,
    house,
    studio,
    anAccount,
    home,
  }) => {
    test.slow();
    await home.strangerWrites('How much is the cup?');
    const first = await aFullHouse(page, house, studio, home.account.username, await anAccount());
    await page.goto(home.inbox);
    await expect(rowOf(page, 'How much is the cup?')).toBeVisible(arrivesWithin);
    const theirs = await aColleague(browser, house, studio.id, 'Vera', role);
    const { user } = (await (await theirs.request.get(`${house.url}/api/v1/session`)).json()) as {
      user: { id: string };
    };
    if (narrowedTo)
      await page.request.put(`${house.url}/api/v1/workspaces/${studio.id}/members/${user.id}/account-roles`, {
        headers: { origin: house.url },
        data: { accounts: [{ instagramUserId: first, role: narrowedTo }] },
      });

    const start = `${house.url}/w/${studio.slug}/posts`;
    const walk = await walkThrough(theirs, start, `/w/${studio.slug}`);

    expect(walk.refusals).toEqual([]);
    expect(walk.pages.length).toBeGreaterThan(15);
    expect(walk.controls.length).toBeGreaterThan(15);
    await theirs.context().close();
  });
