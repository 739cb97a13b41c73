import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  bakery,
  business,
  creator,
  facebookAppId,
  openTestContext,
  type TestContext,
} from '../test-context.ts';
import { rotateKeys } from '../vault/index.ts';
import {
  attemptRevocation,
  chooseAccount,
  disconnectConnection,
  giveUpChoice,
  listConnections,
  readAuthorization,
  receiveDeauthorize,
  sweepChoices,
} from './index.ts';
import {
  comeBack,
  connectByFacebook,
  countCalls,
  facebookSecret,
  setFault,
  signRequest,
  stateOfToken,
  type Attempt,
} from './test-attempt.ts';

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

const open = () => connectByFacebook(house, { person: 'marta' });
const choose = (attempt: Attempt, instagramUserId = business, as = attempt.by) =>
  chooseAccount(house.ctx, as, { authorizationId: attempt.id, instagramUserId });
const read = (attempt: Attempt) => readAuthorization(house.ctx, attempt.by, attempt.id);
const connected = async () =>
  (await listConnections(house.ctx, house.member.workspaceId)).map(({ username }) => username);
const choices = () => house.ctx.db.selectFrom('choices').selectAll().execute();
const queued = () => house.ctx.db.selectFrom('revocations').selectAll().execute();

test('several accounts are a question with names and ids, and nothing is connected yet', async () => {
  const { choice, outcome } = await read(await open());

  expect(outcome).toBeNull();
  expect(choice?.accounts).toEqual([
    {
      instagramUserId: business,
      username: 'linden.ceramics',
      pageId: '103400000000101',
      pageName: 'Linden Ceramics',
      isConnected: false,
    },
    {
      instagramUserId: creator,
      username: 'saltmarsh.walks',
      pageId: '103400000000202',
      pageName: 'Saltmarsh Walks',
      isConnected: false,
    },
  ]);
  expect(await connected()).toEqual([]);
});

test('what the browser is told holds no token, and neither does the row', async () => {
  const attempt = await open();
  const tokens = house.simulator.world.facebookTokens.list().map(({ value }) => value);

  const told = JSON.stringify([await read(attempt), await choices()]);

  expect(tokens.length).toBeGreaterThan(0);
  for (const token of tokens) expect(told).not.toContain(token);
});

test('the chosen account is connected and the question and its token are gone', async () => {
  const attempt = await open();

  const ended = await choose(attempt, creator);

  expect(ended).toMatchObject({
    outcome: 'connected',
    choice: null,
    details: { username: 'saltmarsh.walks' },
  });
  expect([await connected(), await choices()]).toEqual([['saltmarsh.walks'], []]);
  expect(await stateOfToken(house, await house.connectionOf(creator))).toBe('alive');
});

test('choosing twice, or otherwise afterwards, gives how the attempt ended', async () => {
  const attempt = await open();
  const first = await choose(attempt);

  expect([await choose(attempt), await choose(attempt, creator)]).toEqual([first, first]);
  expect(await connected()).toEqual(['linden.ceramics']);
});

test('ten choices at once connect one account', async () => {
  const attempt = await open();

  const ended = await Promise.all(
    Array.from({ length: 10 }, (_, i) => choose(attempt, i % 2 === 0 ? business : creator)),
  );

  expect(new Set(ended.map(({ details }) => details['username'])).size).toBe(1);
  expect(await connected()).toHaveLength(1);
});

test('an account that was not offered is refused, and the question stays open', async () => {
  const attempt = await open();

  await expect(choose(attempt, bakery)).rejects.toMatchObject({ code: 'invalid_input' });
  expect((await read(attempt)).choice).not.toBeNull();
});

test('another session, of the same person too, finds no question', async () => {
  const attempt = await open();
  const elsewhere = { ...house.member, sessionId: (await house.aMember()).sessionId };

  await expect(choose(attempt, business, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  await expect(choose(attempt, business, await house.aMember())).rejects.toMatchObject({ code: 'not_found' });
  expect([(await read(attempt)).outcome, await connected()]).toEqual([null, []]);
});

test('the callback repeated by the same session is answered at once while the question is open', async () => {
  const attempt = await open();
  const asked = performance.now();

  expect(await comeBack(house, attempt)).toMatchObject({ kind: 'settled', authorizationId: attempt.id });
  // It would wait 25 s for an outcome that only the person can bring about.
  expect(performance.now() - asked).toBeLessThan(10_000);
  expect(await countCalls(house, 'POST', /access_token$/)).toBe(2);
});

test('after ten minutes the question is an expired link, and the sweep takes the grant back', async () => {
  const attempt = await open();
  await house.advance(600);

  expect(await choose(attempt)).toMatchObject({ outcome: 'state_expired', choice: null });
  await sweepChoices(house.ctx);
  const [revocation] = await queued();
  await attemptRevocation(house.ctx, { revocationId: revocation!.id });
  expect([await choices(), (await queued())[0]?.state]).toEqual([[], 'confirmed']);
});

test('a question that nobody answered leaves the grant alone when another account lives by it', async () => {
  const first = await open();
  await choose(first);
  await open();
  await house.advance(600);

  await sweepChoices(house.ctx);

  expect([await choices(), await queued()]).toEqual([[], []]);
  expect(await stateOfToken(house, await house.connectionOf(business))).toBe('alive');
});

test('choosing none ends the attempt and queues its token', async () => {
  const attempt = await open();

  expect(await giveUpChoice(house.ctx, attempt.by, attempt.id)).toMatchObject({ outcome: 'access_denied' });
  expect([await choices(), (await queued()).length]).toEqual([[], 1]);
});

test('an outage while choosing leaves the question open', async () => {
  const attempt = await open();
  await setFault(house, 'graph.facebook.com', '/me/accounts', { kind: 'reset' });

  await expect(choose(attempt)).rejects.toMatchObject({ code: 'network_error' });
  expect(await choose(attempt)).toMatchObject({ outcome: 'connected' });
});

test('the app that was removed while the question was open is told as taken back', async () => {
  const attempt = await open();
  const [choice] = await choices();
  await house.ctx.instagram.revokeGrant('facebook', tokenOf(choice!), choice!.app_scoped_user_id);

  expect(await choose(attempt)).toMatchObject({ outcome: 'access_withdrawn' });
  expect([await connected(), await choices()]).toEqual([[], []]);
});

test('a deauthorize while the question is open ends it, with nothing left to revoke', async () => {
  const attempt = await open();
  const [choice] = await choices();

  await receiveDeauthorize(
    house.ctx,
    signRequest(choice!.app_scoped_user_id, house.ctx.clock.now(), {}, facebookSecret),
  );

  expect(await read(attempt)).toMatchObject({ outcome: 'access_withdrawn', choice: null });
  expect([await choices(), await queued()]).toEqual([[], []]);
});

test('disconnecting the last account while a question is open leaves the grant to the question', async () => {
  await choose(await open());
  const attempt = await open();

  const { grantStays, revocation } = await disconnectConnection(house.ctx, house.member, {
    connectionId: await house.connectionOf(business),
    erase: false,
  });

  expect([grantStays, revocation]).toEqual([true, null]);
  expect(await choose(attempt, creator)).toMatchObject({ outcome: 'connected' });
});

test('a choice and a disconnect at once end with live tokens alone', async () => {
  await choose(await open());
  const attempt = await open();
  const connectionId = await house.connectionOf(business);

  await Promise.all([
    choose(attempt, creator),
    disconnectConnection(house.ctx, house.member, { connectionId, erase: false }),
  ]);

  expect(await connected()).toEqual(['saltmarsh.walks']);
  expect(await stateOfToken(house, await house.connectionOf(creator))).toBe('alive');
});

test('two people of one workspace who choose the same account connect it once', async () => {
  const second = { ...house.member, sessionId: (await house.aMember()).sessionId };
  const mine = await open();
  const theirs = await connectByFacebook(house, { person: 'marta' }, { by: second });

  const ended = await Promise.all([choose(mine), choose(theirs)]);

  expect(ended.map(({ outcome }) => outcome)).toEqual(['connected', 'connected']);
  expect(await connected()).toEqual(['linden.ceramics']);
  expect(await stateOfToken(house, await house.connectionOf(business))).toBe('alive');
});

test('two workspaces that choose the same account at once: one has it, the other is told', async () => {
  const mine = await open();
  const theirs = await connectByFacebook(house, { person: 'marta' }, { by: await house.aMember() });

  const ended = await Promise.all([choose(mine), choose(theirs)]);

  expect(ended.map(({ outcome }) => outcome).toSorted((a, b) => a!.localeCompare(b!))).toEqual([
    'account_in_use',
    'connected',
  ]);
  expect(await queued()).toEqual([]);
});

test('a rotation of keys puts the token of an open question under the new key, and the choice goes on', async () => {
  const attempt = await open();
  const { config, clock, db, log } = house.ctx;

  const { activeKeyId } = await rotateKeys({ db, clock, log, keyringFile: config.keyringFile });

  expect((await choices()).map(({ kek_id }) => kek_id)).toEqual([activeKeyId]);
  expect(await choose(attempt)).toMatchObject({ outcome: 'connected' });
});

test('a process that died after the choice was made leaves an expired link, and the sweep takes the grant back', async () => {
  const attempt = await open();
  const dies = { ...house.ctx.instagram, listPages: () => new Promise<never>(() => {}) };
  void chooseAccount({ ...house.ctx, instagram: dies }, attempt.by, {
    authorizationId: attempt.id,
    instagramUserId: business,
  });
  await untilClaimed(attempt);
  await house.advance(600);

  expect(await read(attempt)).toMatchObject({ outcome: 'state_expired' });
  await sweepChoices(house.ctx);
  expect(await queued()).toMatchObject([{ state: 'queued', app_id: facebookAppId }]);
});

async function untilClaimed(attempt: Attempt): Promise<void> {
  for (;;) if (!(await read(attempt)).choice) return;
}

function tokenOf(choice: Awaited<ReturnType<typeof choices>>[number]) {
  const { purpose, version } = choice;
  return {
    identity: { purpose, version, workspaceId: choice.workspace_id, connectionId: choice.connection_id },
    kekId: choice.kek_id,
    dekWrapped: choice.dek_wrapped,
    jwe: choice.jwe,
  };
}
