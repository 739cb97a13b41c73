import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bakery, creator, openTestContext, personal, type TestContext } from '../test-context.ts';
import { attemptRevocation, getConnection, listConnections } from './index.ts';
import { comeBack, countCalls, outcomeOf, setFault, stateOfToken, throughTheDialog } from './test-attempt.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.control('DELETE', '/journal');
  await house.control('DELETE', '/faults');
});

const me = (fault: Record<string, unknown>) => setFault(house, 'graph.instagram.com', '/me', fault);
const longLived = (fault: Record<string, unknown>) =>
  setFault(house, 'graph.instagram.com', '/access_token', fault);
const graphError = (error: Record<string, unknown>) => ({
  kind: 'body',
  status: 400,
  body: JSON.stringify({ error: { message: 'no', type: 'OAuthException', fbtrace_id: 'Atrace', ...error } }),
});
const queuedOf = (workspaceId: string) =>
  house.ctx.db.selectFrom('revocations').selectAll().where('workspace_id', '=', workspaceId).execute();

test.each([
  ['code 1', graphError({ code: 1 })],
  ['code 2', graphError({ code: 2 })],
  ['is_transient', graphError({ code: 999, is_transient: true })],
  ['a throttle', graphError({ code: 4 })],
  ['a 500 of HTML', { kind: 'html', status: 500 }],
  ['too large an answer', { kind: 'oversized' }],
  ['a redirect', { kind: 'redirect', location: 'https://example.com/' }],
  ['half a body', { kind: 'truncated' }],
])('%s at the account read is a network error', async (_name, fault) => {
  await me(fault);
  expect(await house.connect({ account: bakery }, await house.aMember())).toBe('network_error');
});

test.each([
  ['beside an outage', { kind: 'reset' }],
  ['beside a throttle', graphError({ code: 4 })],
])('a refusal of the account read is told, also %s', async (_name, fault) => {
  await longLived(fault);
  await me(graphError({ code: 100, type: 'IGApiException' }));
  expect(await house.connect({ account: bakery }, await house.aMember())).toBe('app_access_missing');
});

test('a personal account is told as such, also beside an outage', async () => {
  await longLived({ kind: 'reset' });
  expect(await house.connect({ account: personal }, await house.aMember())).toBe(
    'instagram_no_business_account',
  );
});

test('an error that nobody knows is told with its code and trace id', async () => {
  const by = await house.aMember();
  await me(graphError({ code: 7777, error_subcode: 12 }));

  expect(await house.connect({ account: bakery }, by)).toBe('instagram_unexpected');
  const row = await house.ctx.db
    .selectFrom('authorizations')
    .select('outcome_details')
    .where('user_id', '=', by.userId)
    .executeTakeFirstOrThrow();
  expect(row.outcome_details).toEqual({ code: 7777, subcode: 12, traceId: 'Atrace' });
});

test('a wrong app secret is for the operator', async () => {
  await house.control('PUT', '/apps/1784140000000099', { secret: 'changed at Meta' });
  const outcome = await house.connect({ account: bakery }, await house.aMember());
  await house.control('PUT', '/apps/1784140000000099', { secret: 'module-test-secret' });

  expect(outcome).toBe('app_misconfigured');
});

test('a refused permission is named, and nothing is asked after the exchange', async () => {
  const by = await house.aMember();
  await house.connect({ account: bakery, without: ['instagram_business_manage_insights'] }, by);

  const row = await house.ctx.db
    .selectFrom('authorizations')
    .select(['outcome', 'outcome_details'])
    .where('user_id', '=', by.userId)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({
    outcome: 'scope_rejected',
    outcome_details: { missingScopes: ['instagram_business_manage_insights'] },
  });
  expect(await countCalls(house, 'GET', /\/(me|access_token)$/)).toBe(0);
});

test('the token of a refused connect is revoked at Instagram', async () => {
  const by = await house.aMember();
  await house.connect({ account: personal }, by);
  const [queued] = await queuedOf(by.workspaceId);

  await attemptRevocation(house.ctx, { revocationId: queued!.id });

  expect(await queuedOf(by.workspaceId)).toMatchObject([
    { state: 'confirmed', reason: 'refused_connect', jwe: null },
  ]);
  expect(house.simulator.world.tokens.filter((each) => each.accountId === personal)).not.toContainEqual(
    expect.objectContaining({ state: 'live' }),
  );
});

test('a refused connect of a connected account queues nothing, and leaves it alive', async () => {
  await house.connect({ account: creator });
  const by = await house.aMember();

  expect(await house.connect({ account: creator, without: ['instagram_business_manage_comments'] }, by)).toBe(
    'scope_rejected',
  );
  expect(await house.connect({ account: creator }, by)).toBe('account_in_use');
  expect(await queuedOf(by.workspaceId)).toEqual([]);
  expect(await stateOfToken(house, await house.connectionOf(creator))).toBe('alive');
});

test('a revocation that knows only the id of the exchange spares a good connection of the same person', async () => {
  const by = await house.aMember();
  await house.connect({ account: bakery, without: ['instagram_business_manage_comments'] }, by);
  const [queued] = await queuedOf(by.workspaceId);
  // As if the exchange had named another id than the account does.
  await house.ctx.db
    .updateTable('revocations')
    .set({ app_scoped_user_id: '999' })
    .where('id', '=', queued!.id)
    .execute();
  expect(await house.connect({ account: bakery }, by)).toBe('connected');

  await attemptRevocation(house.ctx, { revocationId: queued!.id });

  expect(await queuedOf(by.workspaceId)).toEqual([]);
  expect(await stateOfToken(house, await house.connectionOf(bakery, by))).toBe('alive');
});

test('a reconnect keeps the connection, replaces its token and remembers the new consent', async () => {
  const connectionId = await house.connectionOf(creator);
  const before = await getConnection(house.ctx, house.member.workspaceId, connectionId);
  await house.advance(3600);

  expect(await house.connect({ account: creator }, house.member, connectionId)).toBe('connected');

  const after = await getConnection(house.ctx, house.member.workspaceId, connectionId);
  expect(after.id).toBe(before.id);
  expect(after.consentedAt > before.consentedAt).toBe(true);
  expect(await stateOfToken(house, connectionId)).toBe('alive');
  const versions = await house.ctx.db
    .selectFrom('vault.sealed_tokens')
    .innerJoin('connections', 'connections.id', 'vault.sealed_tokens.connection_id')
    .select(['version', 'token_version'])
    .where('connections.id', '=', connectionId)
    .execute();
  expect(versions).toEqual([{ version: 2, token_version: 2 }]);
});

test('an error while storing leaves nothing half, and the token is queued to be revoked', async () => {
  const by = await house.aMember();
  const attempt = await throughTheDialog(house, { account: personal }, { by });
  await house.control('PATCH', `/accounts/${personal}`, { type: 'BUSINESS' });
  const dependants = {
    ...house.ctx.dependants,
    reattach: () => Promise.reject(new Error('the database went away')),
  };

  await comeBack({ ...house, ctx: { ...house.ctx, dependants } }, attempt);
  await house.control('PATCH', `/accounts/${personal}`, { type: 'PERSONAL' });

  expect(await outcomeOf(house, attempt)).toBe('internal_error');
  expect(await listConnections(house.ctx, by.workspaceId)).toEqual([]);
  expect(await queuedOf(by.workspaceId)).toMatchObject([{ state: 'queued' }]);
});
