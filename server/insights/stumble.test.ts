import { afterEach, beforeEach, expect, test } from 'vitest';
import { business } from '../test-context.ts';
import { readTotalsNow, sweepInsights } from './index.ts';
import { startOfMetaDay } from './meta-day.ts';
import { metaDayAt, plusMetaDays } from './read-window.ts';
import { openCollection, type Collection } from './test-collection.ts';

/* What Meta stumbles over each time keeps nothing else from being read. */

let house: Collection;
beforeEach(async () => {
  house = await openCollection();
});
afterEach(() => house.close());

const day = 86_400;
/** So many days ago. */
const dayBefore = (days: number) => plusMetaDays(metaDayAt(house.ctx.clock.now()), -days);
/** Whether a question is one of an account's day, and of that day alone. */
const isOf = (days: string[]) => (query: URLSearchParams) =>
  query.get('metric_type') === 'total_value' &&
  days.some(
    (each) =>
      query.get('since') === String(startOfMetaDay(each).getTime() / 1000) &&
      query.get('until') === String(startOfMetaDay(plusMetaDays(each, 1)).getTime() / 1000 - 1),
  );
const rowOf = (of: string) =>
  house.ctx.db
    .selectFrom('account_insights')
    .select(['day', 'is_final', 'breakdowns'])
    .where('day', '=', of)
    .executeTakeFirst();
const count = async (table: 'account_totals' | 'audience_readings') =>
  (await house.ctx.db.selectFrom(table).selectAll().execute()).length;
const forgetDays = (days: string[]) =>
  house.ctx.db.deleteFrom('account_insights').where('day', 'in', days).execute();
/** Rounds as far apart as the longest hold. */
async function rounds(times: number) {
  for (let each = 0; each < times; each++) {
    await sweepInsights(house.ctx);
    await house.advance(600);
  }
}

test('one day that fails each time keeps neither windows nor other days from being read, and is tried again', async () => {
  const failing = dayBefore(2);
  house.breakOff(isOf([failing]));

  await house.collect();

  expect(await rowOf(failing)).toMatchObject({ breakdowns: null });
  expect((await rowOf(dayBefore(3)))?.breakdowns).toBeTruthy();
  expect(await count('account_totals')).toBe(6);
  expect(await house.plan()).toMatchObject({ held_by: null });

  house.breakOff(() => false);
  await house.advance(3600);
  await house.collect();
  expect((await rowOf(failing))?.breakdowns).toBeTruthy();
});

test('days that fail each time delay neither audience nor the past for ever', async () => {
  const past = [dayBefore(20), dayBefore(21)];
  await forgetDays(past);
  house.breakOff(isOf([dayBefore(1), dayBefore(2), dayBefore(3), dayBefore(4)]));

  await rounds(6);

  expect(await count('audience_readings')).toBe(21);
  for (const each of past) expect(await rowOf(each)).toMatchObject({ is_final: true });
});

test('a day of the past that fails is passed over, and read when Instagram has come to itself', async () => {
  const past = [dayBefore(20), dayBefore(21), dayBefore(22)];
  await forgetDays(past);
  house.breakOff(isOf([past[1]!]));

  await rounds(3);
  expect((await rowOf(past[1]!))?.is_final).toBe(false);
  for (const each of [past[0]!, past[2]!]) expect(await rowOf(each)).toMatchObject({ is_final: true });
  expect(await house.plan()).toMatchObject({ backfill_day: null });

  house.breakOff(() => false);
  await house.advance(day);
  await house.collect();
  expect(await rowOf(past[1]!)).toMatchObject({ is_final: true });
});

test('of two processes that ask for a window at once, one does', async () => {
  await house.collect();
  house.askedMetrics();
  const ask = () => readTotalsNow(house.ctx, house, [{ since: '2026-11-02', until: '2026-11-11' }]);

  await Promise.all([ask(), ask()]);

  // Its totals, and one question for each way to part them.
  expect(house.askedMetrics()).toHaveLength(4);
});

test('a person need not wait for the collection to end', async () => {
  await house.collect();
  house.askedMetrics();
  await house.ctx.db
    .updateTable('insight_plans')
    .set({ lease: house.member.workspaceId, lease_until: new Date('2099-01-01') })
    .execute();

  await readTotalsNow(house.ctx, house, [{ since: '2026-11-02', until: '2026-11-11' }]);

  expect(house.askedMetrics()).toHaveLength(4);
});

test('a number that is too large to keep is missing with that reason, and the others stand', async () => {
  const since = String(startOfMetaDay(dayBefore(1)).getTime() / 1000);
  const told = { likes: 12, views: 3_000_000_000 };
  house.answerNext(
    (query) => isOf([dayBefore(1)])(query) && query.get('since') === since && !query.has('breakdown'),
    { data: Object.entries(told).map(([name, value]) => ({ name, total_value: { value } })) },
  );

  await house.collect();

  const row = await house.ctx.db
    .selectFrom('account_insights')
    .select(['likes', 'views', 'missing'])
    .where('day', '=', dayBefore(1))
    .executeTakeFirst();
  expect(row).toMatchObject({ likes: 12, views: null, missing: { views: 'too_large' } });
});

test('a media of more views than are kept says so', async () => {
  const mediaId = await house.postByHand(business, { image_url: house.pictureUrl, caption: 'Cups' });
  const media = await house.aMedia({ mediaId });
  house.answerNext((query) => query.get('metric')?.includes('saved') ?? false, {
    data: [
      { name: 'likes', values: [{ value: 7 }] },
      { name: 'views', values: [{ value: 3_000_000_000 }] },
    ],
  });

  await house.collect();

  const row = await house.ctx.db
    .selectFrom('media')
    .select(['likes', 'views', 'missing'])
    .where('id', '=', media)
    .executeTakeFirst();
  expect(row).toMatchObject({ likes: 7, views: null, missing: { views: 'too_large' } });
});
