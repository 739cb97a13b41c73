import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../database/index.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import type { Membership } from './find-member.ts';
import { membershipAt } from './known-memberships.ts';

let database: TestDatabase;
let userId: string;
let workspaceId: string;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  [userId, workspaceId] = [newId(), newId()];
  await sql`insert into users (id, name, email, email_verified) values (${userId}, 'Ada', ${`${userId}@linden.example`}, true)`.execute(
    database.db,
  );
  await sql`insert into workspaces (id, name, slug, created_at) values (${workspaceId}, 'Linden', ${workspaceId}, now())`.execute(
    database.db,
  );
});

const member = () => sql`user_id = ${userId} and workspace_id = ${workspaceId}`;
const join = () =>
  sql`insert into members (workspace_id, user_id, role, created_at) values (${workspaceId}, ${userId}, 'publisher', now())`;
const secondStep = () =>
  sql`insert into two_factors (user_id, sealed_secret, created_at, confirmed_at) values (${userId}, 'x', now(), now())`;
const rule = (isRequired: boolean) =>
  sql`update workspaces set requires_two_factor = ${isRequired} where id = ${workspaceId}`;

async function versionNow(): Promise<string> {
  const { access_version: version } = await database.db
    .selectFrom('users')
    .select('access_version')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return version;
}
const asked = async (): Promise<Membership | null> =>
  membershipAt(database, { userId, accessVersion: await versionNow() }, workspaceId);
const run = (...changes: RawBuilder<unknown>[]) =>
  changes.reduce(
    (before, change) => before.then(() => change.execute(database.db)),
    Promise.resolve<unknown>(0),
  );

test.each<[string, () => RawBuilder<unknown>[], () => RawBuilder<unknown>, object | null]>([
  ['joining', () => [], join, { role: 'publisher' }],
  ['leaving', () => [join()], () => sql`delete from members where ${member()}`, null],
  [
    'another role',
    () => [join()],
    () => sql`update members set role = 'viewer' where ${member()}`,
    { role: 'viewer' },
  ],
  [
    'a lower role for one account',
    () => [join()],
    () => sql`update members set account_roles = '{"1784": "none"}' where ${member()}`,
    { accountRoles: { 1784: 'none' } },
  ],
  [
    'another name in addresses',
    () => [join()],
    () => sql`update workspaces set slug = ${`new-${workspaceId}`} where id = ${workspaceId}`,
    { workspaceSlug: expect.stringMatching(/^new-/) },
  ],
  ['the rule of a second step', () => [join()], () => rule(true), { needsTwoFactor: true }],
  ['its end', () => [join(), rule(true)], () => rule(false), { needsTwoFactor: false }],
  ['a second step', () => [join(), rule(true)], secondStep, { needsTwoFactor: false }],
  [
    'a second step that is confirmed later',
    () => [join(), rule(true), secondStep(), sql`update two_factors set confirmed_at = null`],
    () => sql`update two_factors set confirmed_at = now() where user_id = ${userId}`,
    { needsTwoFactor: false },
  ],
  [
    'the loss of the second step',
    () => [join(), rule(true), secondStep()],
    () => sql`delete from two_factors where user_id = ${userId}`,
    { needsTwoFactor: true },
  ],
  [
    'the end of the workspace',
    () => [join()],
    () => sql`delete from workspaces where id = ${workspaceId}`,
    null,
  ],
])('%s counts from the next question on', async (_what, before, change, after) => {
  await run(...before());
  const first = await asked();

  await run(change());

  const second = await asked();
  expect(second).not.toEqual(first);
  if (after) expect(second).toMatchObject(after);
  else expect(second).toBeNull();
});

test('a person is removed with all that is theirs', async () => {
  await run(join(), secondStep(), sql`delete from users where id = ${userId}`);

  expect(await membershipAt(database, { userId, accessVersion: newId() }, workspaceId)).toBeNull();
});

test('what did not change is not read again', async () => {
  await run(join());
  const first = await asked();
  await run(sql`update users set name = 'Ada L.' where id = ${userId}`);

  expect(await asked()).toBe(first);
});

test('a change that is not committed, or was taken back, counts for nobody', async () => {
  await run(join());
  await database.db
    .transaction()
    .execute(async (transaction) => {
      await sql`update members set role = 'owner' where ${member()}`.execute(transaction);
      expect(await asked()).toMatchObject({ role: 'publisher' });
      throw new Error('taken back');
    })
    .catch(() => {});

  expect(await asked()).toMatchObject({ role: 'publisher' });
});
