import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bakery, creator, openTestContext, type TestContext } from '../test-context.ts';
import { listConnections, readAuthorization } from './index.ts';
import {
  changed,
  comeBack,
  countExchanges,
  outcomeOf,
  throughTheDialog,
  type Attempt,
} from './test-attempt.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
beforeEach(() => house.control('DELETE', '/journal'));

const settledAs = ({ id, by }: Attempt) => ({
  kind: 'settled',
  workspaceSlug: by.workspaceSlug,
  authorizationId: id,
});

test("the attacker's link in the victim's session connects nothing and exchanges nothing", async () => {
  const attacker = await house.aMember();
  const attempt = await throughTheDialog(house, { account: bakery }, { by: attacker });

  expect(await comeBack(house, attempt, { as: house.member })).toEqual({ kind: 'expired' });
  expect(await countExchanges(house)).toBe(0);
  expect(await listConnections(house.ctx, house.member.workspaceId)).toEqual([]);
});

test("the victim's consent to the attacker's link reaches no workspace, and uses nothing up", async () => {
  const attacker = await house.aMember();
  const attempt = await throughTheDialog(house, { account: bakery }, { by: attacker });

  expect(await comeBack(house, attempt, { as: null })).toEqual({ kind: 'expired' });
  expect(await countExchanges(house)).toBe(0);
  expect(await listConnections(house.ctx, attacker.workspaceId)).toEqual([]);
  expect(await outcomeOf(house, attempt)).toBeNull();
});

test('another session of the same person is another browser: expired', async () => {
  const attempt = await throughTheDialog(house, { account: bakery });
  const elsewhere = { ...house.member, sessionId: (await house.aMember()).sessionId };

  expect(await comeBack(house, attempt, { as: elsewhere })).toEqual({ kind: 'expired' });
  expect(await countExchanges(house)).toBe(0);
});

test.each([
  ['no state', { state: null }],
  ['an unknown state', { state: 'A'.repeat(43) }],
])('a callback with %s is expired', async (_name, parts) => {
  const attempt = await throughTheDialog(house, { account: bakery });

  expect(await comeBack(house, attempt, { query: changed(attempt.query, parts) })).toEqual({
    kind: 'expired',
  });
  expect(await countExchanges(house)).toBe(0);
});

test('the callback of the other door takes nothing', async () => {
  const attempt = await throughTheDialog(house, { account: bakery });

  expect(await comeBack(house, attempt, { login: 'facebook' })).toEqual({ kind: 'expired' });
  expect(await countExchanges(house)).toBe(0);
});

test.each([
  ['a foreign issuer', { iss: 'https://evil.example' }],
  ['no code', { code: null }],
  ['a code and a refusal', { error: 'access_denied' }],
])('a callback with %s ends as an expired link, without an exchange', async (_name, parts) => {
  const attempt = await throughTheDialog(house, { account: bakery });

  await comeBack(house, attempt, { query: changed(attempt.query, parts) });

  expect(await outcomeOf(house, attempt)).toBe('state_expired');
  expect(await countExchanges(house)).toBe(0);
});

test('a link older than ten minutes is told as expired where the person started', async () => {
  const attempt = await throughTheDialog(house, { account: bakery });
  await house.advance(601);

  expect(await comeBack(house, attempt)).toEqual(settledAs(attempt));
  expect(await outcomeOf(house, attempt)).toBe('state_expired');
  expect(await countExchanges(house)).toBe(0);
});

test('a link is good until its tenth minute is over', async () => {
  const attempt = await throughTheDialog(house, { account: bakery });
  await house.advance(599);

  await comeBack(house, attempt);

  expect(await outcomeOf(house, attempt)).toBe('connected');
});

test('the refusal of the dialog uses the state up too', async () => {
  const attempt = await throughTheDialog(house, { account: bakery, decision: 'cancel' });
  await comeBack(house, attempt);
  expect(await outcomeOf(house, attempt)).toBe('access_denied');

  const withCode = changed(attempt.query, { error: null, code: 'AQstolen' });
  expect(await comeBack(house, attempt, { query: withCode })).toEqual({ kind: 'expired' });
  expect(await countExchanges(house)).toBe(0);
});

test('a reload by the same session shows the stored outcome, without another exchange', async () => {
  const attempt = await throughTheDialog(house, { account: bakery });
  await comeBack(house, attempt);
  await house.advance(3600);

  expect(await comeBack(house, attempt)).toEqual(settledAs(attempt));
  expect(await outcomeOf(house, attempt)).toBe('connected');
  expect(await countExchanges(house)).toBe(1);
});

test('a used state with another code is expired', async () => {
  const attempt = await throughTheDialog(house, { account: bakery });
  await comeBack(house, attempt);

  const query = changed(attempt.query, { code: 'AQanother' });
  expect(await comeBack(house, attempt, { query })).toEqual({ kind: 'expired' });
  expect(await countExchanges(house)).toBe(1);
});

test('an attempt whose process died on the way reads as expired after a bound, and is never taken again', async () => {
  const attempt = await throughTheDialog(house, { account: bakery });
  await takeAndDie(attempt);
  await house.advance(90);

  expect(await comeBack(house, attempt)).toEqual(settledAs(attempt));
  expect(await readAuthorization(house.ctx, attempt.by, attempt.id)).toMatchObject({
    outcome: 'state_expired',
  });
  expect(await countExchanges(house)).toBe(0);
});

test('an outcome that comes after the person was told of the expiry is not kept', async () => {
  const by = await house.aMember();
  const attempt = await throughTheDialog(house, { account: creator }, { by });
  const slow = { ...house.ctx.instagram };
  slow.readAccount = async (login, token) => {
    const account = await house.ctx.instagram.readAccount(login, token);
    await house.advance(120);
    return account;
  };

  await comeBack({ ...house, ctx: { ...house.ctx, instagram: slow } }, attempt);

  expect(await listConnections(house.ctx, by.workspaceId)).toEqual([]);
  expect(await outcomeOf(house, attempt)).toBe('state_expired');
});

test('how an attempt ended is told only to the session that started it', async () => {
  const attempt = await throughTheDialog(house, { account: bakery });

  await expect(
    readAuthorization(house.ctx, { ...attempt.by, sessionId: (await house.aMember()).sessionId }, attempt.id),
  ).rejects.toMatchObject({ code: 'not_found' });
});

/** What a kill between taking and finishing leaves behind. */
async function takeAndDie(attempt: Attempt): Promise<void> {
  const ends = { ...house.ctx.instagram };
  ends.exchangeCode = () => new Promise(() => {});
  void comeBack({ ...house, ctx: { ...house.ctx, instagram: ends } }, attempt);
  for (;;) {
    const row = await house.ctx.db
      .selectFrom('authorizations')
      .select('taken_at')
      .where('id', '=', attempt.id)
      .executeTakeFirstOrThrow();
    if (row.taken_at) return;
  }
}
