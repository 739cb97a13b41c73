import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bakery, business, creator, openTestContext, type TestContext } from '../test-context.ts';
import { attemptRevocation, chooseAccount, getConnection, listConnections, readReceipt } from './index.ts';
import {
  changed,
  comeBack,
  connectByFacebook,
  countCalls,
  outcomeOf,
  setFault,
  stateOfToken,
  throughFacebook,
} from './test-attempt.ts';

const lindenPage = '103400000000101';
const pageWithoutAccount = '103400000000303';
/** Marta with one Page and its account. */
const linden = { person: 'marta', pages: [lindenPage], accounts: [business] };

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
beforeEach(() => house.control('DELETE', '/journal'));
afterEach(async () => {
  await house.control('DELETE', '/faults');
  for (const table of ['connections', 'revocations', 'choices'] as const)
    await house.ctx.db.deleteFrom(table).execute();
});

const graph = (path: string, fault: Record<string, unknown>, times = 1) =>
  setFault(house, 'graph.facebook.com', path, fault, times);
const queued = () => house.ctx.db.selectFrom('revocations').selectAll().execute();

test('the one account of the one Page is connected, with the Page and the account as facts', async () => {
  const { outcome } = await connectByFacebook(house, linden);

  const [connection] = await listConnections(house.ctx, house.member.workspaceId);
  expect(outcome).toBe('connected');
  expect(connection).toMatchObject({
    login: 'facebook',
    instagramUserId: business,
    username: 'linden.ceramics',
    pageId: lindenPage,
    sharesGrant: false,
  });
  expect(await stateOfToken(house, connection!.id)).toBe('alive');
});

test('the token that is kept is the Page’s: without an end, and of this account alone', async () => {
  await connectByFacebook(house, linden);

  const connection = await getConnection(
    house.ctx,
    house.member.workspaceId,
    await house.connectionOf(business),
  );
  const days = (Date.parse(connection.dataAccessExpiresAt!) - house.ctx.clock.now().getTime()) / 86_400_000;
  expect(connection.token).toMatchObject({ expiresAt: null, renewsAt: null });
  expect(Math.round(days)).toBe(90);
});

test('the receipt tells Page, account and the way out at Facebook', async () => {
  await connectByFacebook(house, linden);

  const receipt = await readReceipt(house.ctx, house.member, await house.connectionOf(business));

  expect(receipt).toMatchObject({ login: 'facebook', pageId: lindenPage, instagramUserId: business });
  expect(receipt.howToRevoke.join(' ')).toContain('facebook.com/settings');
});

test('a permission that was switched off is named, and the fresh grant is queued to be revoked', async () => {
  const { outcome, details } = await connectByFacebook(house, {
    ...linden,
    without: ['instagram_content_publish'],
  });

  expect([outcome, details]).toEqual(['scope_rejected', { missingScopes: ['instagram_content_publish'] }]);
  expect(await queued()).toMatchObject([{ state: 'queued', reason: 'refused_connect', login: 'facebook' }]);
});

test('an optional permission that was switched on and declined costs nobody the connection', async () => {
  house.ctx.config.optionalScopes.facebook.push('instagram_manage_messages');
  const attempt = await throughFacebook(house, { ...linden, without: ['instagram_manage_messages'] });
  house.ctx.config.optionalScopes.facebook.pop();

  await comeBack(house, attempt);

  expect(await outcomeOf(house, attempt)).toBe('connected');
});

test('a dialog that was cancelled is told as cancelled and exchanges nothing', async () => {
  const { outcome } = await connectByFacebook(house, { person: 'marta', decision: 'cancel' });

  expect(outcome).toBe('access_denied');
  expect(await countCalls(house, 'POST', /access_token/)).toBe(0);
});

test('a fault of the app that Facebook tells by numbers alone is no expired link', async () => {
  const attempt = await throughFacebook(house, { person: 'marta', decision: 'cancel' });
  const state = attempt.query.get('state')!;
  const query = new URLSearchParams({ error_code: '1349126', error_message: 'App not set up', state });

  await comeBack(house, attempt, { query });

  expect(await outcomeOf(house, attempt)).toBe('instagram_unexpected');
});

test('a person who gave everything and manages no Page is told so', async () => {
  await house.control('POST', '/people', { id: 'ada', name: 'Ada Quarry' });
  const { outcome, details } = await connectByFacebook(house, { person: 'ada', everything: true });

  expect([outcome, details['reason']]).toEqual(['instagram_no_business_account', 'no_page']);
});

test('a person who ticked no Page is told so', async () => {
  const { outcome, details } = await connectByFacebook(house, { person: 'marta', pages: [], accounts: [] });

  expect([outcome, details['reason']]).toEqual(['instagram_no_business_account', 'page_not_ticked']);
});

test('an account that was left out of the dialog is told by its Page', async () => {
  const { outcome, details } = await connectByFacebook(house, { ...linden, accounts: [] });

  expect(outcome).toBe('instagram_no_business_account');
  expect(details).toMatchObject({ reason: 'page_without_account', pages: ['Linden Ceramics'] });
});

test('a Page without an account says which Page that is', async () => {
  const { outcome, details } = await connectByFacebook(house, {
    person: 'marta',
    pages: [pageWithoutAccount],
    accounts: [],
  });

  expect(outcome).toBe('instagram_no_business_account');
  expect(details).toMatchObject({ reason: 'page_without_account', pages: ['Kiln Club Lisbon'] });
});

test('a reconnect takes the account it is about out of several, and keeps the connection', async () => {
  await connectByFacebook(house, linden);
  const connectionId = await house.connectionOf(business);

  const { outcome } = await connectByFacebook(
    house,
    { person: 'marta' },
    { reconnectConnectionId: connectionId },
  );

  expect([outcome, await house.connectionOf(business)]).toEqual(['connected', connectionId]);
});

test('a reconnect whose account is not among those that came back is refused', async () => {
  await connectByFacebook(house, linden);
  const connectionId = await house.connectionOf(business);

  const { outcome } = await connectByFacebook(
    house,
    { person: 'ilse' },
    { reconnectConnectionId: connectionId },
  );

  expect(outcome).toBe('wrong_account');
});

test('an account of another workspace is refused, and the grant that serves it is left alone', async () => {
  await connectByFacebook(house, linden);
  const connectionId = await house.connectionOf(business);

  const { outcome } = await connectByFacebook(house, linden, { by: await house.aMember() });

  expect([outcome, await queued()]).toEqual(['account_in_use', []]);
  expect(await stateOfToken(house, connectionId)).toBe('alive');
});

test('a second account of the same person, in another workspace, is a connection on the same grant', async () => {
  const other = await house.aMember();
  await connectByFacebook(house, linden);
  const attempt = await connectByFacebook(house, { person: 'marta' }, { by: other });
  await chooseAccount(house.ctx, other, { authorizationId: attempt.id, instagramUserId: creator });

  const [mine] = await listConnections(house.ctx, house.member.workspaceId);
  const [theirs] = await listConnections(house.ctx, other.workspaceId);
  expect(mine!.appScopedUserId).toBe(theirs!.appScopedUserId);
  expect([mine!.sharesGrant, theirs!.sharesGrant]).toEqual([true, true]);
});

test('an account that came by Instagram and comes back by Facebook leaves no grant behind', async () => {
  await house.connect({ account: bakery });
  const connectionId = await house.connectionOf(bakery);

  await connectByFacebook(house, { person: 'ilse' });

  const [revocation] = await queued();
  expect(revocation).toMatchObject({ login: 'instagram', reason: 'replaced', instagram_user_id: bakery });
  await attemptRevocation(house.ctx, { revocationId: revocation!.id });
  expect(await queued()).toMatchObject([{ state: 'confirmed' }]);
  expect(await house.connectionOf(bakery)).toBe(connectionId);
  expect(await stateOfToken(house, connectionId)).toBe('alive');
});

test('twenty callbacks at once make one exchange and one connection', async () => {
  const attempt = await throughFacebook(house, linden);

  await Promise.all(Array.from({ length: 20 }, () => comeBack(house, attempt)));

  expect(await outcomeOf(house, attempt)).toBe('connected');
  expect(await countCalls(house, 'POST', /oauth\/access_token$/)).toBe(2);
  expect(await listConnections(house.ctx, house.member.workspaceId)).toHaveLength(1);
});

test('a state of the Facebook door is none of the other', async () => {
  const attempt = await throughFacebook(house, linden);

  expect(await comeBack(house, attempt, { login: 'instagram' })).toEqual({ kind: 'expired' });
  expect(await outcomeOf(house, attempt)).toBeNull();
});

test('a callback of another session takes nothing', async () => {
  const attempt = await throughFacebook(house, linden);

  expect(await comeBack(house, attempt, { as: await house.aMember() })).toEqual({ kind: 'expired' });
  expect(await comeBack(house, attempt, { query: changed(attempt.query, { state: null }) })).toEqual({
    kind: 'expired',
  });
  expect(await countCalls(house, 'POST', /access_token/)).toBe(0);
});

test('an outage after the exchange is told as one, and the grant in hand is queued to be revoked', async () => {
  await graph('/me/accounts', { kind: 'reset' });

  const { outcome } = await connectByFacebook(house, linden);

  expect(outcome).toBe('network_error');
  const [revocation] = await queued();
  await attemptRevocation(house.ctx, { revocationId: revocation!.id });
  expect(await queued()).toMatchObject([{ state: 'confirmed', jwe: null }]);
});
