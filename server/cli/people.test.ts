import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestContext, type TestContext } from '../test-context.ts';
import { peopleCommand } from './people.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

let printed: string[];
beforeEach(() => {
  printed = [];
});
const people = (...args: string[]) =>
  peopleCommand(args, { ...house.ctx, print: (line) => void printed.push(line) });
const links = () => house.ctx.db.selectFrom('account_links').select(['user_id', 'purpose']).execute();

test('everybody is listed with what they are where', async () => {
  expect(await people('list')).toBe(0);
  expect(printed).toContain(`${house.member.userId}@example.com  Ada  owner of Studio`);
});

test('whoever runs the server gets a link for somebody’s new password, and the second step stays', async () => {
  const { userId } = house.member;
  await house.ctx.db
    .insertInto('two_factors')
    .values({
      user_id: userId,
      sealed_secret: 'sealed',
      created_at: new Date(),
      confirmed_at: new Date(),
      last_step: null,
    })
    .execute();

  expect(await people('reset-password', `${userId}@EXAMPLE.com`)).toBe(0);

  expect(printed[0]).toMatch(/^http:\/\/127\.0\.0\.1:4999\/reset#[\w-]{43}$/);
  expect(await links()).toEqual([{ user_id: userId, purpose: 'password_reset' }]);
  expect(
    await house.ctx.db
      .selectFrom('audit_events')
      .select(['action', 'via'])
      .where('user_id', '=', userId)
      .execute(),
  ).toEqual([{ action: 'account.operator_link_made', via: 'cli' }]);
  expect(await house.ctx.db.selectFrom('two_factors').select('user_id').execute()).toHaveLength(1);
});

test('the second step is taken away for who asks for it', async () => {
  const email = `${house.member.userId}@example.com`;

  expect(await people('reset-password', email, '--without-two-factor')).toBe(0);
  expect(await house.ctx.db.selectFrom('two_factors').select('user_id').execute()).toEqual([]);
});

test('for an address that nobody has, no link is made', async () => {
  await house.ctx.db.deleteFrom('account_links').execute();

  expect(await people('reset-password', 'nobody@example.com')).toBe(1);
  expect(await links()).toEqual([]);
});

test('what is no command is answered with the commands', async () => {
  expect([await people(), await people('reset-password'), await people('remove', 'x')]).toEqual([2, 2, 2]);
  expect(printed[0]).toContain('tintype people list');
});
