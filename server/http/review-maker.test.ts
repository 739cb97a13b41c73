import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../database/index.ts';
import { business, creator } from '../test-context.ts';
import { ada, codeOf, type Browser } from './test-app.ts';
import { openReviewHouse, type ReviewHouse } from './test-review.ts';

/** A reviewer's link is worth what its maker may do: what ends them ends it for good, what closes them out closes it meanwhile. */

let house: ReviewHouse;
beforeAll(async () => {
  house = await openReviewHouse();
});
afterAll(() => house.app.close());
beforeEach(async () => {
  await house.makerIs('publisher');
  // Whoever was removed is signed out.
  const email = `${house.maker.userId}@example.com`;
  const body = { email, password: ada.password };
  await house.maker.ask('POST', '/api/v1/session', { body, from: house.newAddress() });
});
afterEach(() => askForTwoFactor(false));

const about = (what: string) =>
  `/api/v1/workspaces/${house.owner.workspaceId}/members/${house.maker.userId}${what}`;
const byOwner = (method: string, what: string, body?: unknown) =>
  house.app.owner.ask(method, about(what), body === undefined ? {} : { body });
const narrowTo = (instagramUserId: string, role: string) =>
  byOwner('PUT', '/account-roles', { accounts: [{ instagramUserId, role }] });
const askForTwoFactor = (requires_two_factor: boolean) =>
  house.app.house.ctx.db
    .updateTable('workspaces')
    .set({ requires_two_factor })
    .where('id', '=', house.owner.workspaceId)
    .execute();

async function anOpenLink(): Promise<{ id: string; address: string; client: Browser }> {
  const link = await house.linkTo({ postId: (await house.asked(null)).id });
  return { ...link, client: await house.open(link) };
}
const look = async (client: Browser) => {
  const response = await client.ask('GET', '/api/v1/review');
  return response.ok ? 'seen' : codeOf(response);
};
const openAgain = async ({ address }: { address: string }) => {
  const body = { token: address.split('#')[1], name: 'Clara' };
  const from = house.newAddress();
  const response = await house.app.browser().ask('POST', '/api/v1/review/sessions', { body, from });
  return response.ok ? 'open' : codeOf(response);
};
const stateOf = async (id: string) => {
  const { links } = (await (await house.app.owner.ask('GET', house.links())).json()) as {
    links: { id: string; state: string }[];
  };
  return links.find((link) => link.id === id)?.state;
};

test.each([
  ['was removed', () => byOwner('DELETE', '')],
  ['left', () => house.maker.ask('DELETE', `/api/v1/workspaces/${house.owner.workspaceId}/membership`)],
  ['fell below publisher', () => byOwner('PUT', '/role', { role: 'contributor' })],
  ['was narrowed there', () => narrowTo(business, 'contributor')],
  ['was shut out there', () => narrowTo(business, 'none')],
] as const)(
  'a link whose maker %s stays ended when they come back, and the trail tells why',
  async (_, end) => {
    const link = await anOpenLink();
    expect((await end()).status).toBe(200);
    await house.makerIs('publisher');

    expect([await look(link.client), await openAgain(link), await stateOf(link.id)]).toEqual([
      'review_link_ended',
      'review_link_ended',
      'revoked',
    ]);
    const event = await house.app.house.ctx.db
      .selectFrom('audit_events')
      .select(['subject', 'details'])
      .where('action', '=', 'review_link.revoked')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({
      subject: 'Cafe Lumen',
      details: { linkId: link.id, instagramUserId: business, madeBy: 'Ada', reason: 'author' },
    });
  },
);

test.each([
  ['whose role rose', () => byOwner('PUT', '/role', { role: 'admin' })],
  ['who was narrowed with another account', () => narrowTo(creator, 'none')],
] as const)('a link of a maker %s goes on', async (_, happens) => {
  const link = await anOpenLink();
  expect((await happens()).status).toBe(200);

  expect([await look(link.client), await stateOf(link.id)]).toEqual(['seen', 'open']);
});

test('a former owner’s links end where what was said of them before holds again', async () => {
  await house.makerIs('owner', 'viewer');
  const link = await anOpenLink();

  const body = { userId: house.owner.userId };
  const path = `/api/v1/workspaces/${house.owner.workspaceId}/owner`;
  expect((await house.maker.ask('PUT', path, { body })).status).toBe(200);

  expect(await stateOf(link.id)).toBe('revoked');
  await house.app.house.ctx.db
    .updateTable('members')
    .set({ role: 'owner' })
    .where('user_id', '=', house.owner.userId)
    .execute();
});

test('while a workspace is closed to its maker for want of a second step, a link is closed too', async () => {
  const link = await anOpenLink();
  await askForTwoFactor(true);
  const meanwhile = [await look(link.client), await openAgain(link)];
  await withSecondStep(house.owner.userId, async () => {
    meanwhile.push((await stateOf(link.id)) ?? '');
  });
  await askForTwoFactor(false);

  expect(meanwhile).toEqual(['review_link_ended', 'review_link_ended', 'ended']);
  expect([await look(link.client), await stateOf(link.id)]).toEqual(['seen', 'open']);
});

test('a link goes on where its maker has the second step that the workspace asks for', async () => {
  const link = await anOpenLink();
  await askForTwoFactor(true);

  await withSecondStep(house.maker.userId, async () => {
    expect(await look(link.client)).toBe('seen');
  });
});

async function withSecondStep(userId: string, work: () => Promise<void>): Promise<void> {
  const { db } = house.app.house.ctx;
  const now = new Date();
  await db
    .insertInto('two_factors')
    .values({ user_id: userId, sealed_secret: newId(), created_at: now, confirmed_at: now, last_step: null })
    .execute();
  await work();
  await db.deleteFrom('two_factors').where('user_id', '=', userId).execute();
}
