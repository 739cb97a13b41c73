import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../server/database/test-database.ts';
import { openLargeAccount, type LargeAccount } from './open-large-account.ts';

/* The small form of `npm run bench -- --only account`, which reads fifty thousand and weighs what grows. */

/** So many others that a look through all of them would be the longer way. */
const size = { media: 5000, others: 30_000 };
let database: TestDatabase;
let house: LargeAccount;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await openLargeAccount(database.connectionString, size);
  await house.readList();
  await house.readInsights(150);
}, 240_000);
afterAll(async () => {
  await house.close();
  await database.close();
});

test('every media of a large account is there once, however often its list is read', async () => {
  expect(await house.count('media')).toBe(size.media);
  const lists = house.instagram.calls.lists;

  house.advance(7 * 86_400);
  await house.readList();

  expect(await house.count('media')).toBe(size.media);
  // The newest page, and each page of fifty once.
  expect(house.instagram.calls.lists - lists).toBe(size.media / 50 + 1);
}, 120_000);

test('a reading is kept once for each media that was read, and none is read twice for one time', async () => {
  const found = await house.ctx.db
    .selectFrom('media_insights')
    .select((eb) => [
      eb.fn.countAll<string>().as('readings'),
      eb.fn.count<string>('media').distinct().as('media'),
    ])
    .executeTakeFirstOrThrow();

  expect(Number(found.readings)).toBeGreaterThanOrEqual(150);
  expect(found.readings).toBe(found.media);
});

test('nothing that reading asks goes through all media of everybody', async () => {
  await sql`analyze media`.execute(house.ctx.db);
  const plans = await house.plans();
  const ofMedia = plans.filter((asked) => /(from|update) "media"/.test(asked.sql));

  expect(ofMedia.length).toBeGreaterThan(5);
  expect(ofMedia.filter(({ plan }) => plan.wholeTables.includes('media')).map((asked) => asked.sql)).toEqual(
    [],
  );
  expect(ofMedia.flatMap(({ plan }) => plan.indexes)).toContain('media_due_idx');
});
