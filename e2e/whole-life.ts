import { expect } from 'vitest';
import { createFacebookVisitor } from '../simulator/index.ts';
import { bakery, business, refusal } from './connect-in-every-way.ts';
import { aPicture, testApp } from './furnish.ts';
import { facebookApp, type SearchedHouse } from './searched-house.ts';
import { until } from './until.ts';

const day = 24 * 3600;

/** Publishes well, with an answer lost, and in vain. */
export async function publishInEveryWay(house: SearchedHouse): Promise<void> {
  const { person } = house;
  const assetId = await person.upload('cup.jpg', await aPicture());
  const { id: connectionId } = await house.connectionOf(business);
  const publish = async (caption: string) =>
    settledPost(house, await person.publish({ connectionId, assetId, caption }));

  expect(await publish('well')).toEqual({ state: 'published', failure: null });
  await house.fault('graph.instagram.com', '/*/media', { kind: 'actThenDrop', method: 'POST' });
  expect(await publish('badly')).toEqual({ state: 'published', failure: null });
  const told = `refused for ${tokenOf(house, business)}`;
  await house.fault('graph.instagram.com', '/*/media', {
    method: 'POST',
    ...refusal({
      error: {
        code: 36_000,
        error_subcode: 2_207_009,
        message: told,
        error_user_title: told,
        error_user_msg: told,
      },
    }),
  });
  expect(await publish('in vain')).toMatchObject({ state: 'failed', failure: { code: 'media_refused' } });

  const connection = `/api/v1/workspaces/${person.workspaceId}/connections/${connectionId}`;
  for (const part of ['picture', 'receipt', 'profile']) await person.send('GET', `${connection}/${part}`);
}

/** Tokens are due, are refused and then renewed; one is refused for good and the account connected anew. */
export async function refreshInEveryWay(house: SearchedHouse): Promise<void> {
  const { control, person } = house;
  const before = await house.connections();
  const dueAt = await dueMoments(house);
  const message = `refused ${tokenOf(house, business)}`;
  await house.fault('graph.instagram.com', '/refresh_access_token', {
    times: 2,
    ...refusal({ error: { code: 190, error_subcode: 460, message, error_user_msg: message } }),
  });
  await house.advance(10 * day);
  // A renewal that ended, well or not, has a next moment.
  await until(async () => (await dueMoments(house)).every((moment, at) => moment !== dueAt[at]));
  expect(await house.connections()).toMatchObject(
    before.map(({ id, token }) => ({ id, state: 'active', token: { renewedAt: token?.renewedAt } })),
  );

  await house.advance(3600);
  await until(async () =>
    (await house.connections()).every(({ login, token }, at) => {
      return login === 'facebook' || token?.renewedAt !== before[at]?.token?.renewedAt;
    }),
  );

  await control('PATCH', `/accounts/${bakery}`, { tokens: 'checkpoint' });
  await house.advance(10 * day);
  await until(async () => (await house.connectionOf(bakery)).state === 'needs_reconnect');
  await control('PATCH', `/accounts/${bakery}`, { tokens: 'live' });
  const { authorization } = await person.connect({ account: bakery }, (await house.connectionOf(bakery)).id);
  expect(authorization.outcome).toBe('connected');
}

/** Forged calls of Meta's change nothing; then every way out, at either door. */
export async function leaveInEveryWay(house: SearchedHouse): Promise<void> {
  const { control, person, simulatorUrl } = house;
  const base = `/api/v1/workspaces/${person.workspaceId}`;
  await person.send('POST', '/meta/deauthorize');
  await person.send('GET', '/oauth/instagram/callback?code=AQforged&state=forged');
  await person.send('GET', '/api/v1/nowhere');
  expect((await house.connections()).length).toBe(3);

  await control('PATCH', `/accounts/${bakery}`, { tokens: 'removed' });
  await until(async () => (await house.connections()).length === 2);
  const facebook = createFacebookVisitor();
  const marta = { person: 'marta', appId: facebookApp.id };
  await facebook.removeApp(simulatorUrl, marta);
  await until(async () => (await house.connections()).length === 1);
  await facebook.requestDeletion(simulatorUrl, marta);
  await control('PUT', `/apps/${testApp.id}`, { flags: { revoke: 'refuse' } });
  await person.call('DELETE', `${base}/connections/${(await house.connectionOf(business)).id}`);
  expect(await house.connections()).toEqual([]);
  await person.send('GET', `${base}/audit-events`);
}

interface Settled {
  state: string;
  failure: { code: string } | null;
}

async function settledPost({ person }: SearchedHouse, postId: string): Promise<Settled> {
  const path = `/api/v1/workspaces/${person.workspaceId}/posts/${postId}`;
  let post: Settled = { state: '', failure: null };
  await until(async () => {
    ({ post } = await person.call<{ post: Settled }>('GET', path));
    return ['published', 'failed', 'unconfirmed'].includes(post.state);
  });
  return { state: post.state, failure: post.failure };
}

/** The newest token that Instagram gave for an account: the one that Tintype holds. */
function tokenOf({ world }: SearchedHouse, account: string): string {
  return world.tokens.filter(({ accountId }) => accountId === account).at(-1)!.value;
}

/** When each token is looked at next. */
async function dueMoments({ db }: SearchedHouse): Promise<(number | undefined)[]> {
  const rows = await db.selectFrom('connections').select('refresh_after').orderBy('id').execute();
  return rows.map(({ refresh_after }) => refresh_after?.getTime());
}
