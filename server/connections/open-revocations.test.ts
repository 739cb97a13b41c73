import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bakery, openTestContext, type TestContext } from '../test-context.ts';
import { closeRevocation, disconnectConnection, listOpenRevocations, sweepRevocations } from './index.ts';
import { setFault, setFlags } from './test-attempt.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.control('DELETE', '/faults');
  await house.ctx.db.deleteFrom('revocations').execute();
});

async function connectAndDisconnect() {
  await house.connect({ account: bakery });
  const connectionId = await house.connectionOf(bakery);
  return disconnectConnection(house.ctx, house.member, { connectionId, erase: false });
}

async function disconnectInAnOutage() {
  await setFault(house, 'graph.instagram.com', '/*/permissions', { kind: 'reset' }, 5);
  return connectAndDisconnect();
}

const open = (hidden: string[] = []) => listOpenRevocations(house.ctx, house.member.workspaceId, hidden);
const states = async () => (await open()).map(({ state }) => state);
const close = (id: string) => closeRevocation(house.ctx, house.member.workspaceId, [], id);
const dayIsOver = async () => {
  await house.advance(24 * 3600);
  await sweepRevocations(house.ctx);
};

test('a revocation that ends unconfirmed is told, and stands until somebody puts it away', async () => {
  const { revocation, username } = await disconnectInAnOutage();
  expect(await open()).toEqual([{ ...revocation, state: 'queued', login: 'instagram', username }]);

  await dayIsOver();
  expect(await states()).toEqual(['expired']);
  const told = await house.ctx.db.selectFrom('notices').select(['kind', 'params']).execute();
  expect(told).toEqual([
    { kind: 'revocation_left', params: { account: username, login: 'instagram', state: 'expired' } },
  ]);

  await close(revocation!.id);
  expect(await states()).toEqual([]);
});

test('one that was put away while it was tried is told again once it ended unconfirmed', async () => {
  const { revocation } = await disconnectInAnOutage();
  await close(revocation!.id);
  expect(await states()).toEqual([]);

  await dayIsOver();

  expect(await states()).toEqual(['expired']);
});

test('what Instagram confirmed is not left, nor anything of an account that is connected again', async () => {
  await connectAndDisconnect();
  expect(await states()).toEqual([]);

  await setFlags(house, { revoke: 'refuse' });
  await connectAndDisconnect();
  await setFlags(house, { revoke: 'succeed' });
  expect(await states()).toEqual(['not_possible']);
  await house.connect({ account: bakery });
  expect(await states()).toEqual([]);
});

test('whoever does not see the account is told nothing of it, and closes nothing', async () => {
  const { revocation } = await disconnectInAnOutage();

  expect(await open([bakery])).toEqual([]);
  await expect(
    closeRevocation(house.ctx, house.member.workspaceId, [bakery], revocation!.id),
  ).rejects.toMatchObject({ code: 'not_found' });
});
