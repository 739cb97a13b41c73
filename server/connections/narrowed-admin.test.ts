import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { AccountRole } from '#contract/op.ts';
import type { Member } from '../context.ts';
import { bakery, business, openTestContext, type TestContext } from '../test-context.ts';
import { chooseAccount, listConnections, readAuthorization } from './index.ts';
import { connectByFacebook, countExchanges } from './test-attempt.ts';

/** What an admin may not do with an account they do not do by connecting it either. */

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());
afterEach(async () => {
  await house.control('DELETE', '/journal');
  await house.ctx.db.deleteFrom('connections').execute();
});

/** An admin of the workspace of the house who may do no more than this with an account. */
async function admin(role: AccountRole, account = business): Promise<Member> {
  const { userId, sessionId } = await house.aMember();
  const { workspaceId, workspaceSlug } = house.member;
  const accountRoles = { [account]: role };
  await house.ctx.db
    .updateTable('members')
    .set({ workspace_id: workspaceId, role: 'admin', account_roles: JSON.stringify(accountRoles) })
    .where('user_id', '=', userId)
    .execute();
  return { userId, sessionId, workspaceId, workspaceSlug, userName: 'Ada', role: 'admin', accountRoles };
}
const versions = async () =>
  (await house.ctx.db.selectFrom('connections').select('token_version').execute()).map(
    (row) => row.token_version,
  );

test('an account that is hidden is told as one of somebody else’s, and its token stays', async () => {
  await house.connect({ account: business });

  expect(await house.connect({ account: business }, await admin('none'))).toBe('account_in_use');
  expect(await versions()).toEqual([1]);
});

test('an account with which less is allowed is not reconnected by leaving its name out', async () => {
  await house.connect({ account: business });

  expect(await house.connect({ account: business }, await admin('publisher'))).toBe('not_allowed');
  expect(await versions()).toEqual([1]);
});

test('an account that was disconnected stays as far away as it was', async () => {
  expect(await house.connect({ account: business }, await admin('none'))).toBe('account_in_use');
  expect(await versions()).toEqual([]);
});

test('what is said of one account keeps nobody from another', async () => {
  expect(await house.connect({ account: bakery }, await admin('none'))).toBe('connected');
});

test('among several accounts a hidden one does not say that it is connected, and is not chosen', async () => {
  await house.connect({ account: business });
  const by = await admin('none');
  const attempt = await connectByFacebook(house, { person: 'marta' }, { by });

  const { choice } = await readAuthorization(house.ctx, by, attempt.id);
  expect(choice?.accounts.find((each) => each.instagramUserId === business)?.isConnected).toBe(false);
  const input = { authorizationId: attempt.id, instagramUserId: business };
  expect(await chooseAccount(house.ctx, by, input)).toMatchObject({ outcome: 'account_in_use' });
  expect(await versions()).toEqual([1]);
});

test('an admin to whom the workspace is closed for want of a second step connects nothing', async () => {
  const closed = house.ctx.db.updateTable('workspaces').where('id', '=', house.member.workspaceId);
  await closed.set({ requires_two_factor: true }).execute();
  const outcome = await house.connect({ account: bakery });
  await closed.set({ requires_two_factor: false }).execute();

  expect([outcome, await countExchanges(house)]).toEqual(['state_expired', 0]);
  expect(await listConnections(house.ctx, house.member.workspaceId)).toEqual([]);
});
