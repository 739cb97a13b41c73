import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bakery, openTestContext, type TestContext } from '../test-context.ts';
import {
  attemptRevocation,
  disconnectConnection,
  listConnections,
  readRevocation,
  sweepRevocations,
} from './index.ts';
import { countCalls, setFault, setFlags, stateOfToken } from './test-attempt.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.control('DELETE', '/journal');
  await house.control('DELETE', '/faults');
  await setFlags(house, { revoke: 'succeed' });
});

const outage = () => setFault(house, 'graph.instagram.com', '/*/permissions', { kind: 'reset' }, 5);
const liveTokens = () =>
  house.simulator.world.tokens.filter((each) => each.accountId === bakery && each.state === 'live').length;

async function connectAndDisconnect(erase = false) {
  await house.connect({ account: bakery });
  return disconnectConnection(house.ctx, house.member, {
    connectionId: await house.connectionOf(bakery),
    erase,
  });
}

async function rowOf(revocationId: string | undefined) {
  return house.ctx.db
    .selectFrom('revocations')
    .selectAll()
    .where('id', '=', revocationId ?? '')
    .executeTakeFirst();
}

test('the row, the grant and the sealed token go even when Instagram cannot be reached', async () => {
  await outage();
  const { revocation } = await connectAndDisconnect();

  expect(revocation?.state).toBe('queued');
  expect(await listConnections(house.ctx, house.member.workspaceId)).toEqual([]);
  for (const table of ['connections', 'grants', 'vault.sealed_tokens'] as const)
    expect(await house.ctx.db.selectFrom(table).selectAll().execute()).toEqual([]);
});

test('what was not confirmed is tried again until it is', async () => {
  await outage();
  const { revocation } = await connectAndDisconnect();
  await house.control('DELETE', '/faults');
  expect(liveTokens()).toBeGreaterThan(0);

  await attemptRevocation(house.ctx, { revocationId: revocation!.id });

  expect(await readRevocation(house.ctx, house.member.workspaceId, revocation!.id)).toMatchObject({
    state: 'confirmed',
  });
  expect(liveTokens()).toBe(0);
});

test('an accepted revoke that leaves the token alive is not believed', async () => {
  await setFault(house, 'graph.instagram.com', '/*/permissions', { kind: 'body', body: '{"success":true}' });
  const { revocation } = await connectAndDisconnect();
  expect(revocation?.state).toBe('queued');
});

test('a revoke that Instagram refuses is not possible from here, and its token is destroyed', async () => {
  await setFlags(house, { revoke: 'refuse' });
  const { revocation } = await connectAndDisconnect();

  expect(revocation?.state).toBe('not_possible');
  expect(await rowOf(revocation?.id)).toMatchObject({ jwe: null, kek_id: null, dek_wrapped: null });
});

test('after a day the token is destroyed unconfirmed, without another call', async () => {
  await outage();
  const { revocation } = await connectAndDisconnect();
  await house.advance(24 * 3600);
  await house.control('DELETE', '/journal');

  await sweepRevocations(house.ctx);

  expect(await rowOf(revocation?.id)).toMatchObject({ state: 'expired', jwe: null });
  expect(await countCalls(house, 'DELETE', /permissions/)).toBe(0);
});

test('an attempt past its day destroys the token and calls nobody', async () => {
  await outage();
  const { revocation } = await connectAndDisconnect();
  await house.advance(24 * 3600);
  await house.control('DELETE', '/journal');

  await attemptRevocation(house.ctx, { revocationId: revocation!.id });

  expect(await rowOf(revocation?.id)).toMatchObject({ state: 'expired', jwe: null });
  expect(await countCalls(house, 'DELETE', /permissions/)).toBe(0);
});

test('the next attempt never lies beyond the day', async () => {
  await outage();
  const { revocation } = await connectAndDisconnect();
  await house.control('DELETE', '/faults');
  await setFault(house, 'graph.instagram.com', '/*/permissions', { kind: 'reset' });
  await house.advance(24 * 3600 - 5);

  await attemptRevocation(house.ctx, { revocationId: revocation!.id });

  const row = await rowOf(revocation?.id);
  expect(row?.state).toBe('queued');
  expect(row?.next_attempt_at).toEqual(row?.expires_at);
});

test('connecting again takes the queued revocation away, so that a late one kills no new grant', async () => {
  await outage();
  const { revocation } = await connectAndDisconnect();
  await house.control('DELETE', '/faults');
  expect(await house.connect({ account: bakery })).toBe('connected');

  await attemptRevocation(house.ctx, { revocationId: revocation!.id });

  expect(await rowOf(revocation?.id)).toBeUndefined();
  expect(await stateOfToken(house, await house.connectionOf(bakery))).toBe('alive');
});

test('a grant that a revoke in flight killed is not stored as if it were well, and the next connect is', async () => {
  await outage();
  const { revocation } = await connectAndDisconnect();
  await house.control('DELETE', '/faults');
  const calling = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const held = { ...house.ctx.instagram };
  held.revokeGrant = async (login, token, person) => {
    calling.resolve();
    await answer.promise;
    return house.ctx.instagram.revokeGrant(login, token, person);
  };

  const revoking = attemptRevocation({ ...house.ctx, instagram: held }, { revocationId: revocation!.id });
  await calling.promise;
  const connecting = house.connect({ account: bakery });
  await waitForLock();
  answer.resolve();
  await revoking;

  expect(await connecting).toBe('network_error');
  expect(await listConnections(house.ctx, house.member.workspaceId)).toEqual([]);
  expect(await house.connect({ account: bakery })).toBe('connected');
  expect(await stateOfToken(house, await house.connectionOf(bakery))).toBe('alive');
});

test('twenty disconnects at once revoke once', async () => {
  await house.connect({ account: bakery });
  const connectionId = await house.connectionOf(bakery);

  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      disconnectConnection(house.ctx, house.member, { connectionId, erase: false }),
    ),
  );

  expect(answers.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  expect(await countCalls(house, 'DELETE', /permissions/)).toBe(1);
});

test('another workspace cannot disconnect it', async () => {
  await house.connect({ account: bakery });
  await expect(
    disconnectConnection(house.ctx, await house.aMember(), {
      connectionId: await house.connectionOf(bakery),
      erase: false,
    }),
  ).rejects.toMatchObject({ code: 'not_found' });
  expect(await stateOfToken(house, await house.connectionOf(bakery))).toBe('alive');
});

/** Until somebody waits for an advisory lock. */
async function waitForLock(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: boolean }>`
      select exists (
        select from pg_locks where locktype = 'advisory' and not granted and database = (
          select oid from pg_database where datname = current_database())) as waiting`.execute(house.ctx.db);
    if (rows[0]?.waiting) return;
  }
}
