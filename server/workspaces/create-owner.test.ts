import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockUntilCommit } from '../database/index.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import { createAuth, createOwner } from './index.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
  await house.ctx.db.deleteFrom('users').execute();
});
afterAll(() => house.close());

test('six people who all saw an empty house and stand at the door together make one owner', async () => {
  const { db } = house.ctx;
  const ctx = { ...house.ctx, auth: createAuth(house.ctx) };
  const [opened, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const door = db.transaction().execute(async (tx) => {
    await lockUntilCommit(tx, 'sign-up');
    closed.resolve();
    await opened.promise;
  });
  await closed.promise;

  const over = new AbortController();
  const people = Promise.allSettled(
    [1, 2, 3, 4, 5, 6].map((n) =>
      createOwner(
        ctx,
        { headers: new Headers(), address: '127.0.0.1' },
        {
          name: 'Ada',
          email: `p${n}@example.com`,
          password: 'a long enough password',
          workspaceName: 'Studio',
        },
      ),
    ),
  ).finally(() => over.abort());
  let atTheDoor = 0;
  while (atTheDoor < 6 && !over.signal.aborted) {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`.execute(db);
    atTheDoor = rows[0]!.waiting;
  }
  opened.resolve();
  await door;
  const settled = await people;

  expect(atTheDoor).toBe(6);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await db.selectFrom('users').select('id').execute()).toHaveLength(1);
});
