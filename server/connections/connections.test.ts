import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createVisitor } from '../../simulator/index.ts';
import { bakery, business, creator, openTestContext, personal, type TestContext } from '../test-context.ts';
import {
  completeAuthorization,
  disconnectConnection,
  findAccountToken,
  getConnection,
  listConnections,
  receiveDeauthorize,
  refreshConnection,
  settleRefusal,
  startAuthorization,
} from './index.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

const isAlive = async (connectionId: string) => {
  const account = await findAccountToken(house.ctx, connectionId);
  return account ? (await house.ctx.instagram.probeToken(account.login, account.token)).state : 'no token';
};
const appId = '1784140000000099';
const flags = (changes: Record<string, unknown>) =>
  house.control('PUT', `/apps/${appId}`, { flags: changes });
const fault = (host: string, path: string, kind: Record<string, unknown>) =>
  house.control('POST', '/faults', { host, path, times: 1, ...kind });

test('a business account connects, with its token sealed and alive', async () => {
  expect(await house.connect({ account: business })).toBe('connected');

  const connection = await getConnection(
    house.ctx,
    house.member.workspaceId,
    await house.connectionOf(business),
  );
  expect(connection).toMatchObject({
    username: 'linden.ceramics',
    state: 'active',
    connectedBy: 'Ada',
    timeZone: 'Europe/Lisbon',
  });
  expect(await isAlive(connection.id)).toBe('alive');
});

test('the documented shape of the exchange connects as well', async () => {
  await flags({ codeExchange: 'data' });
  expect(await house.connect({ account: creator })).toBe('connected');
  await flags({ codeExchange: 'flat' });
});

test('a refused permission is told by name and leaves the good connection alive', async () => {
  const outcome = await house.connect({ account: business, without: ['instagram_business_content_publish'] });

  expect(outcome).toBe('scope_rejected');
  expect(await isAlive(await house.connectionOf(business))).toBe('alive');
});

test('an account of another workspace is refused and stays alive there', async () => {
  const stranger = await house.aMember();

  expect(await house.connect({ account: business }, stranger)).toBe('account_in_use');
  expect(await isAlive(await house.connectionOf(business))).toBe('alive');
});

test('a personal account is refused, and its token is queued to be revoked', async () => {
  expect(await house.connect({ account: personal })).toBe('instagram_no_business_account');

  const queued = await house.ctx.db
    .selectFrom('revocations')
    .select(['state', 'reason'])
    .where('reason', '=', 'refused_connect')
    .execute();
  expect(queued).toContainEqual({ state: 'queued', reason: 'refused_connect' });
});

test('a cancelled dialog is its own outcome', async () => {
  expect(await house.connect({ account: bakery, decision: 'cancel' })).toBe('access_denied');
});

test('coming back as somebody else is refused', async () => {
  expect(await house.connect({ account: bakery }, house.member, await house.connectionOf(business))).toBe(
    'wrong_account',
  );
});

test.each(['reset', 'html', 'truncated', 'actThenDrop'])(
  'an exchange that meets "%s" is a network error',
  async (kind) => {
    await fault('api.instagram.com', '/oauth/access_token', { kind });
    expect(await house.connect({ account: bakery })).toBe('network_error');
  },
);

test('an app that may not serve the account is told as such', async () => {
  await flags({ access: 'testers', withoutAccess: 'calls' });
  expect(await house.connect({ account: bakery })).toBe('app_access_missing');
  await flags({ access: 'everyone' });
});

test('twenty parallel callbacks give one exchange and one connection', async () => {
  const started = await startAuthorization(house.ctx, house.member, { login: 'instagram', timeZone: 'UTC' });
  const back = await createVisitor((request) => house.simulator.answer(request)).consent(
    started.authorizeUrl,
    { account: bakery },
  );
  const before = house.simulator.world.tokens.size;
  const come = () =>
    completeAuthorization(house.ctx, {
      login: 'instagram',
      query: new URL(back).searchParams,
      session: { sessionId: house.member.sessionId, userId: house.member.userId },
    });

  const answers = await Promise.all(Array.from({ length: 20 }, come));

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ kind: 'settled', authorizationId: started.id });
  expect(
    (await listConnections(house.ctx, house.member.workspaceId)).filter(
      (each) => each.instagramUserId === bakery,
    ),
  ).toHaveLength(1);
  // One short-lived and one long-lived token.
  expect(house.simulator.world.tokens.size - before).toBe(2);
});

test('a role lost during the flow ends as an expired link', async () => {
  const demoted = await house.aMember();
  const started = await startAuthorization(house.ctx, demoted, { login: 'instagram', timeZone: 'UTC' });
  const back = await createVisitor((request) => house.simulator.answer(request)).consent(
    started.authorizeUrl,
    { account: bakery },
  );
  await house.ctx.db
    .updateTable('members')
    .set({ role: 'publisher' })
    .where('user_id', '=', demoted.userId)
    .execute();

  await completeAuthorization(house.ctx, {
    login: 'instagram',
    query: new URL(back).searchParams,
    session: { sessionId: demoted.sessionId, userId: demoted.userId },
  });

  expect(await listConnections(house.ctx, demoted.workspaceId)).toEqual([]);
  const row = await house.ctx.db
    .selectFrom('authorizations')
    .select('outcome')
    .where('id', '=', started.id)
    .executeTakeFirst();
  expect(row?.outcome).toBe('state_expired');
});

test('a renewal is made once, however many ask for it', async () => {
  const connectionId = await house.connectionOf(business);
  await house.advance(9 * 24 * 3600);
  const before = house.simulator.world.tokens.size;

  await Promise.all(Array.from({ length: 10 }, () => refreshConnection(house.ctx, { connectionId })));

  expect(house.simulator.world.tokens.size - before).toBe(1);
  expect(await isAlive(connectionId)).toBe('alive');
});

test('a checkpoint asks for the person and keeps the row; a reconnect heals it', async () => {
  const connectionId = await house.connectionOf(creator);
  await house.control('PATCH', `/accounts/${creator}`, { tokens: 'checkpoint' });

  expect(await settleRefusal(house.ctx, { connectionId })).toBe('needs_reconnect');
  expect(await getConnection(house.ctx, house.member.workspaceId, connectionId)).toMatchObject({
    stateReason: 'checkpoint',
    token: null,
  });

  await house.control('PATCH', `/accounts/${creator}`, { tokens: 'live' });
  expect(await house.connect({ account: creator }, house.member, connectionId)).toBe('connected');
  expect(await getConnection(house.ctx, house.member.workspaceId, connectionId)).toMatchObject({
    state: 'active',
  });
});

test('an outage changes nothing', async () => {
  const connectionId = await house.connectionOf(creator);
  await fault('graph.instagram.com', '/me', { kind: 'status', status: 500 });

  expect(await settleRefusal(house.ctx, { connectionId })).toBe('unreachable');
  expect(await isAlive(connectionId)).toBe('alive');
});

test('a deauthorize is believed only when it is signed and newer than the consent', async () => {
  const { appScopedUserId } = await getConnection(
    house.ctx,
    house.member.workspaceId,
    await house.connectionOf(bakery),
  );
  const signed = (issuedAt: Date, secret: string) => {
    const payload = Buffer.from(
      JSON.stringify({
        algorithm: 'HMAC-SHA256',
        issued_at: Math.floor(issuedAt.getTime() / 1000),
        user_id: appScopedUserId,
      }),
    ).toString('base64url');
    return `${createHmac('sha256', secret).update(payload).digest('base64url')}.${payload}`;
  };
  const now = house.ctx.clock.now();

  await expect(receiveDeauthorize(house.ctx, signed(now, 'another secret'))).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await receiveDeauthorize(
    house.ctx,
    signed(new Date(now.getTime() - 365 * 24 * 3600_000), 'module-test-secret'),
  );
  expect(await isAlive(await house.connectionOf(bakery))).toBe('alive');

  await receiveDeauthorize(house.ctx, signed(now, 'module-test-secret'));
  await expect(house.connectionOf(bakery)).rejects.toThrow('not connected');
});

test('disconnecting one account is confirmed by Instagram and leaves the other alive', async () => {
  const answer = await disconnectConnection(house.ctx, house.member, {
    connectionId: await house.connectionOf(business),
    erase: false,
  });

  expect(answer).toMatchObject({ username: 'linden.ceramics', revocation: { state: 'confirmed' } });
  expect(await isAlive(await house.connectionOf(creator))).toBe('alive');
  const sealed = await house.ctx.db
    .selectFrom('revocations')
    .select('jwe')
    .where('reason', '=', 'disconnect')
    .execute();
  expect(sealed).toEqual([{ jwe: null }]);
});

test('a revoke that Instagram refuses is told as not possible from here, and the row is gone all the same', async () => {
  await flags({ revoke: 'refuse' });
  const answer = await disconnectConnection(house.ctx, house.member, {
    connectionId: await house.connectionOf(creator),
    erase: false,
  });

  expect(answer.revocation?.state).toBe('not_possible');
  expect(await listConnections(house.ctx, house.member.workspaceId)).toEqual([]);
  await flags({ revoke: 'succeed' });
});
