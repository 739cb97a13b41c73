import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bakery, business, openTestContext, type TestContext } from '../test-context.ts';
import {
  getConnection,
  listConnections,
  readProfile,
  refreshConnection,
  settleRefusal,
  sweepRefreshes,
} from './index.ts';
import { countCalls, setFault, stateOfToken } from './test-attempt.ts';

const day = 24 * 3600;

let house: TestContext;
let connectionId: string;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.control('DELETE', '/journal');
  await house.control('DELETE', '/faults');
});

const read = () => getConnection(house.ctx, house.member.workspaceId, connectionId);
const countRefreshes = () => countCalls(house, 'GET', /refresh_access_token/);
const refreshFails = (fault: Record<string, unknown>) =>
  setFault(house, 'graph.instagram.com', '/refresh_access_token', fault);
const graphError = (error: Record<string, unknown>) => ({
  kind: 'body',
  status: 400,
  body: JSON.stringify({ error: { message: 'no', type: 'OAuthException', fbtrace_id: 'A', ...error } }),
});

test('a token is not renewed before its seventh day', async () => {
  await house.advance(6.9 * day);
  await refreshConnection(house.ctx, { connectionId });
  expect(await countRefreshes()).toBe(0);
});

test('from then on, within a day that differs between connections, it is', async () => {
  await house.advance(1.2 * day);
  const before = await read();

  await refreshConnection(house.ctx, { connectionId });

  const after = await read();
  expect(after.token!.renewedAt > before.token!.renewedAt).toBe(true);
  expect(after.token!.expiresAt! > before.token!.expiresAt!).toBe(true);
  expect(await stateOfToken(house, connectionId)).toBe('alive');
});

test('ten workers at once call Instagram once', async () => {
  await house.advance(8.1 * day);
  await Promise.all(Array.from({ length: 10 }, () => refreshConnection(house.ctx, { connectionId })));
  expect(await countRefreshes()).toBe(1);
});

test.each([
  ['a cut connection', { kind: 'reset' }],
  ['a 503 of HTML', { kind: 'html', status: 503 }],
  ['a throttle', graphError({ code: 4 })],
  ['100/33, as in the outages that hit all accounts', graphError({ code: 100, error_subcode: 33 })],
  ['the refusal of a young token', graphError({ code: 100, type: 'IGApiException' })],
])('%s changes nothing and is tried again within the hour', async (_name, fault) => {
  await house.advance(8.1 * day);
  await refreshFails(fault);

  await refreshConnection(house.ctx, { connectionId });
  expect((await read()).state).toBe('active');
  await house.advance(3600);
  await refreshConnection(house.ctx, { connectionId });

  expect(await countRefreshes()).toBe(2);
  expect(await stateOfToken(house, connectionId)).toBe('alive');
});

test('a refusal that the second answer does not confirm changes nothing', async () => {
  await house.advance(8.1 * day);
  await refreshFails(graphError({ code: 190, error_subcode: 460 }));

  await refreshConnection(house.ctx, { connectionId });

  expect(await read()).toMatchObject({ state: 'active' });
  expect(await stateOfToken(house, connectionId)).toBe('alive');
});

test('a reconnect during a renewal wins: the late answer is dropped', async () => {
  await house.advance(8.1 * day);
  const slow = { ...house.ctx.instagram };
  slow.refreshToken = async (login, token) => {
    const renewed = await house.ctx.instagram.refreshToken(login, token);
    expect(await house.connect({ account: business }, house.member, connectionId)).toBe('connected');
    return renewed;
  };

  await refreshConnection({ ...house.ctx, instagram: slow }, { connectionId });

  const versions = await house.ctx.db
    .selectFrom('vault.sealed_tokens')
    .innerJoin('connections', 'connections.id', 'vault.sealed_tokens.connection_id')
    .select(['version', 'token_version', 'jwe'])
    .where('connections.id', '=', connectionId)
    .executeTakeFirstOrThrow();
  expect(versions.version).toBe(versions.token_version);
  expect(await stateOfToken(house, connectionId)).toBe('alive');
});

test('the sweep wakes what is due and nothing else', async () => {
  await house.advance(8.1 * day);
  await house.connect({ account: bakery });
  const woken: string[] = [];
  const queue = {
    enqueue: async (_db: unknown, _name: string, job: Record<string, string>) => {
      woken.push(job.connectionId ?? '');
    },
    enqueueAll: async () => {},
  };

  await sweepRefreshes({ ...house.ctx, queue });

  expect(woken).toEqual([connectionId]);
});

test('a permission that Instagram says is missing is shown once and changes no state', async () => {
  const refused = graphError({ code: 10 });
  await setFault(house, 'graph.instagram.com', '/*/content_publishing_limit', refused, 2);

  await readProfile(house.ctx, house.member.workspaceId, connectionId);
  await readProfile(house.ctx, house.member.workspaceId, connectionId);

  expect(await read()).toMatchObject({
    state: 'active',
    missingScopes: ['instagram_business_content_publish'],
  });
});

test.each([
  ['checkpoint', 'checkpoint'],
  ['passwordChanged', 'token_refused'],
  ['loggedOut', 'token_refused'],
])('"%s", confirmed, asks for the person, destroys the token and keeps the row', async (state, reason) => {
  await house.control('PATCH', `/accounts/${business}`, { tokens: state });
  await house.advance(8.1 * day);

  await refreshConnection(house.ctx, { connectionId });

  expect(await read()).toMatchObject({ state: 'needs_reconnect', stateReason: reason, token: null });
  await house.control('PATCH', `/accounts/${business}`, { tokens: 'live' });
  expect(await house.connect({ account: business }, house.member, connectionId)).toBe('connected');
});

test('removed at Instagram, confirmed, takes the row away', async () => {
  await house.control('PATCH', `/accounts/${business}`, { tokens: 'removed' });

  expect(await settleRefusal(house.ctx, { connectionId })).toBe('removed');

  expect((await listConnections(house.ctx, house.member.workspaceId)).map((each) => each.username)).toEqual([
    'harbour.bakery',
  ]);
});
