import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  bakery,
  business,
  creator,
  facebookAppId,
  openTestContext,
  type TestContext,
} from '../test-context.ts';
import {
  attemptRevocation,
  chooseAccount,
  disconnectConnection,
  getConnection,
  listConnections,
  receiveDataDeletion,
  receiveDeauthorize,
  refreshConnection,
  settleRefusal,
} from './index.ts';
import {
  connectByFacebook,
  countCalls,
  facebookSecret,
  setFault,
  signRequest,
  stateOfToken,
} from './test-attempt.ts';

const day = 24 * 3600;

let house: TestContext;
let person: string;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.control('DELETE', '/journal');
  // Two accounts of one workspace behind Marta's one grant.
  for (const account of [business, creator]) {
    const attempt = await connectByFacebook(house, { person: 'marta' });
    await chooseAccount(house.ctx, attempt.by, { authorizationId: attempt.id, instagramUserId: account });
  }
  person = (await read(business)).appScopedUserId;
});
afterEach(async () => {
  await house.control('DELETE', '/faults');
  await house.control('PATCH', '/people/marta', { tokens: 'live' });
  for (const table of ['connections', 'revocations', 'choices'] as const)
    await house.ctx.db.deleteFrom(table).execute();
});

const read = async (account: string) =>
  getConnection(house.ctx, house.member.workspaceId, await house.connectionOf(account));
const disconnect = async (account: string) =>
  disconnectConnection(house.ctx, house.member, {
    connectionId: await house.connectionOf(account),
    erase: false,
  });
const connected = async () =>
  (await listConnections(house.ctx, house.member.workspaceId)).map(({ username }) => username);
const revokes = () => countCalls(house, 'DELETE', /permissions/);
const deauthorize = (userId: string, secret = facebookSecret) =>
  receiveDeauthorize(house.ctx, signRequest(userId, house.ctx.clock.now(), {}, secret));

test('disconnecting one of two destroys its own token, says that the grant stays, and asks Meta nothing', async () => {
  const { grantStays, revocation } = await disconnect(business);

  expect([grantStays, revocation, await revokes()]).toEqual([true, null, 0]);
  const sealed = await house.ctx.db.selectFrom('vault.sealed_tokens').selectAll().execute();
  expect(sealed.map(({ connection_id }) => connection_id)).toEqual([await house.connectionOf(creator)]);
  expect(await stateOfToken(house, await house.connectionOf(creator))).toBe('alive');
});

test('disconnecting the last revokes the grant, and looks whether the token is dead', async () => {
  await disconnect(business);
  const { grantStays, revocation } = await disconnect(creator);

  expect([grantStays, revocation?.state, await revokes()]).toEqual([false, 'confirmed', 1]);
});

test('two disconnects at once revoke once', async () => {
  const answers = await Promise.all([disconnect(business), disconnect(creator)]);

  expect(answers.filter(({ grantStays }) => grantStays)).toHaveLength(1);
  expect(await revokes()).toBe(1);
});

test('a revoke that was accepted and left the token alive is not believed', async () => {
  await disconnect(business);
  await setFault(house, 'graph.facebook.com', '/*/permissions', { kind: 'body', body: '{"success":true}' });

  expect((await disconnect(creator)).revocation?.state).toBe('queued');
});

test('a revoke that Facebook refuses is not possible from here', async () => {
  await disconnect(business);
  const body = '{"error":{"code":200,"message":"no","type":"OAuthException"}}';
  await setFault(house, 'graph.facebook.com', '/*/permissions', { kind: 'body', status: 400, body });

  expect((await disconnect(creator)).revocation?.state).toBe('not_possible');
});

test('a queued revocation spares an account that was connected by the same person meanwhile', async () => {
  await disconnect(business);
  await setFault(house, 'graph.facebook.com', '/*/permissions', { kind: 'reset' });
  const { revocation } = await disconnect(creator);
  await connectByFacebook(house, { person: 'marta', pages: ['103400000000101'], accounts: [business] });

  await attemptRevocation(house.ctx, { revocationId: revocation!.id });

  expect(await revokes()).toBe(1);
  expect(await stateOfToken(house, await house.connectionOf(business))).toBe('alive');
});

test('a deauthorize with the Facebook app’s secret removes every account of the person', async () => {
  await connectByFacebook(house, { person: 'ilse' });

  await deauthorize(person);

  expect(await connected()).toEqual([(await read(bakery)).username]);
});

test('a deauthorize signed for the Instagram app is about nobody here', async () => {
  await deauthorize(person, 'module-test-secret');

  expect(await connected()).toHaveLength(2);
});

test('a data deletion erases what was read of every account of the person', async () => {
  const erased: string[] = [];
  const dependants = {
    ...house.ctx.dependants,
    erase: (_: unknown, account: { instagramUserId: string }) =>
      Promise.resolve(erased.push(account.instagramUserId)),
  };

  await receiveDataDeletion(
    { ...house.ctx, dependants },
    signRequest(person, house.ctx.clock.now(), {}, facebookSecret),
  );

  expect([await connected(), erased.toSorted()]).toEqual([[], [business, creator]]);
});

test('a Page’s token is looked at after a week and not renewed', async () => {
  const before = await read(business);
  await house.advance(8 * day);

  await refreshConnection(house.ctx, { connectionId: before.id });

  expect(await countCalls(house, 'GET', /debug_token$/)).toBeGreaterThan(0);
  expect((await read(business)).token?.renewedAt).toBe(before.token?.renewedAt);
  expect(await dueOf(before.id)).toBeGreaterThan(6 * day);
});

test('the end of data access is stored as Meta says it now', async () => {
  const { id } = await read(business);
  await house.ctx.db
    .updateTable('connections')
    .set({ data_access_expires_at: null })
    .where('id', '=', id)
    .execute();
  await house.advance(8 * day);

  await refreshConnection(house.ctx, { connectionId: id });

  expect((await read(business)).dataAccessExpiresAt).not.toBeNull();
});

test('what was taken back or unticked since is found by the look, and by the next one forgotten', async () => {
  const { id } = await read(business);
  await house.control('PATCH', '/people/marta', { withdrawScopes: ['instagram_manage_insights'] });
  await house.advance(9 * day);
  await refreshConnection(house.ctx, { connectionId: id });
  expect((await read(business)).missingScopes).toEqual(['instagram_manage_insights']);

  await connectByFacebook(house, { person: 'marta', pages: ['103400000000202'], accounts: [creator] });
  await house.advance(9 * day);
  await refreshConnection(house.ctx, { connectionId: id });
  expect((await read(business)).missingScopes).toContain('instagram_content_publish');

  await connectByFacebook(house, { person: 'marta' });
  await house.advance(9 * day);
  await refreshConnection(house.ctx, { connectionId: id });
  expect((await read(business)).missingScopes).toEqual([]);
});

test('an account that Facebook stopped answering for after ninety days says so', async () => {
  const { id } = await read(business);
  await house.advance(91 * day);

  expect(await settleRefusal(house.ctx, { connectionId: id })).toBe('needs_reconnect');
  expect((await read(business)).stateReason).toBe('data_access_expired');
});

test('an outage while looking tries again in an hour and changes nothing', async () => {
  const { id } = await read(business);
  await house.advance(8 * day);
  await setFault(house, 'graph.facebook.com', '/debug_token', { kind: 'reset' });

  await refreshConnection(house.ctx, { connectionId: id });

  expect((await read(business)).state).toBe('active');
  expect(Math.round((await dueOf(id)) / 60)).toBe(60);
});

test('a token that died unnoticed needs its person after a look and a second answer', async () => {
  const { id } = await read(business);
  await house.advance(8 * day);
  await house.control('PATCH', '/people/marta', { tokens: 'passwordChanged' });

  await refreshConnection(house.ctx, { connectionId: id });

  expect((await read(business)).state).toBe('needs_reconnect');
});

test('an app that was removed at Facebook takes the account away', async () => {
  const { id } = await read(business);
  await house.control('PATCH', '/people/marta', { tokens: 'removed', appId: facebookAppId });

  expect(await settleRefusal(house.ctx, { connectionId: id })).toBe('removed');
});

/** Seconds until a connection is looked at again. */
async function dueOf(connectionId: string): Promise<number> {
  const { refresh_after } = await house.ctx.db
    .selectFrom('connections')
    .select('refresh_after')
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow();
  return (refresh_after!.getTime() - house.ctx.clock.now().getTime()) / 1000;
}
