import { afterEach, beforeEach, expect, test } from 'vitest';
import { business } from '../test-context.ts';
import { metaDayAt, plusMetaDays } from './read-window.ts';
import { openCollection, type Collection } from './test-collection.ts';

let house: Collection;
beforeEach(async () => {
  house = await openCollection();
});
/** With two years that are not read yet. */
async function openPast() {
  await house.close();
  house = await openCollection({ hasPast: false });
}
afterEach(() => house.close());

const day = 86_400;
const post = () => house.postByHand(business, { image_url: house.pictureUrl, caption: 'Cups' });
const today = () => metaDayAt(house.ctx.clock.now());
const days = () => house.ctx.db.selectFrom('account_insights').selectAll().orderBy('day').execute();
const totals = () => house.ctx.db.selectFrom('account_totals').selectAll().execute();

test('a first connect reads followers, the days that Meta tells, the windows of the pages and the audience', async () => {
  await openPast();
  await post();
  await house.advance(5 * day);

  await house.collect();

  const rows = await days();
  expect(rows.at(-1)).toMatchObject({ day: today(), is_final: false });
  expect(rows.at(-1)?.followers).toBeGreaterThanOrEqual(5000);
  expect(rows[0]?.day).toBe(plusMetaDays(today(), -729));
  expect(rows).toHaveLength(730);
  expect(rows.filter(({ is_final: isFinal, day }) => !isFinal && day < plusMetaDays(today(), -4))).toEqual(
    [],
  );
  expect(await totals()).toHaveLength(6);
  expect((await house.plan()).backfill_day).toBeNull();
  const readings = await house.ctx.db.selectFrom('audience_readings').selectAll().execute();
  expect(readings).toHaveLength(21);
});

test('the days of a window add up to what Instagram tells of it, where a sum is true', async () => {
  await openPast();
  await post();
  await house.advance(5 * day);
  await house.collect();

  const window = (await totals()).find(({ since }) => since === plusMetaDays(today(), -28));
  const within = (await days()).filter(
    (each) => window && each.day >= window.since && each.day <= window.until,
  );

  expect(within).toHaveLength(28);
  for (const metric of [
    'views',
    'likes',
    'total_interactions',
    'follows',
    'unfollows',
    'profile_links_taps',
  ] as const)
    expect([metric, within.reduce((sum, row) => sum + (row[metric] ?? Number.NaN), 0)]).toEqual([
      metric,
      window?.[metric],
    ]);
  expect(window?.views).toBeGreaterThan(0);
  expect(window?.breakdowns?.views?.follow_type).toBeDefined();
});

test('what was read this morning is not asked for again', async () => {
  await house.collect();
  await house.ctx.db.updateTable('insight_plans').set({ account_due_at: house.ctx.clock.now() }).execute();
  house.askedMetrics();

  await house.collect();

  expect(house.askedMetrics()).toEqual(['follower_count']);
});

test('a day is read each morning until two days have passed behind it, and no longer', async () => {
  await house.collect();
  const fourthLast = plusMetaDays(today(), -4);
  const states: boolean[] = [];
  for (let mornings = 0; mornings < 3; mornings++) {
    await house.advance(day);
    await house.collect();
    const row = (await days()).find((each) => each.day === plusMetaDays(fourthLast, 4));
    if (row) states.push(row.is_final);
  }
  expect(states).toEqual([false, false, true]);
});

test('one metric that Instagram takes away is named, and empties nothing but itself', async () => {
  await post();
  await house.advance(2 * day);
  house.refuse('reposts');

  await house.collect();

  const yesterday = (await days()).find((each) => each.day === plusMetaDays(today(), -1));
  expect(yesterday?.missing).toEqual({ reposts: 'refused' });
  expect(yesterday?.views).toBeGreaterThan(0);
  const refused = await house.ctx.db
    .selectFrom('refused_metrics')
    .select(['subject', 'metric', 'reason', 'code'])
    .execute();
  expect(refused).toEqual([{ subject: 'account', metric: 'reposts', reason: 'refused', code: 100 }]);
});

test('a refused metric is asked for again in a week, and forgotten when Instagram takes it', async () => {
  house.refuse('reposts');
  await house.collect();
  house.askedMetrics();
  await house.advance(day);
  await house.collect();
  expect(house.askedMetrics().filter((asked) => asked.includes('reposts'))).toEqual([]);

  house.refuse();
  await house.advance(7 * day);
  await house.collect();

  expect(await house.ctx.db.selectFrom('refused_metrics').selectAll().execute()).toEqual([]);
});

test('a question that Instagram refuses as a whole blames no metric, and is asked again within the hour', async () => {
  await house.collect();
  const metrics = ['reach', 'views', 'accounts_engaged', 'total_interactions', 'likes', 'replies', 'reposts'];
  house.refuse(...metrics, 'comments', 'saves', 'shares', 'profile_links_taps');
  await house.advance(day);
  await house.collect();
  expect(await house.ctx.db.selectFrom('refused_metrics').selectAll().execute()).toEqual([]);

  house.refuse();
  await house.advance(3601);
  await house.collect();

  const yesterday = (await days()).find((each) => each.day === plusMetaDays(today(), -1));
  expect(yesterday?.missing).toEqual({});
});

test('below a hundred followers the reason says so', async () => {
  await house.control('PATCH', `/accounts/${business}`, { followersCount: 40, audience: 'quiet' });

  await house.collect();

  const yesterday = (await days()).find((each) => each.day === plusMetaDays(today(), -1));
  expect(yesterday?.missing).toMatchObject({ follows: 'below_threshold', unfollows: 'below_threshold' });
  const readings = await house.ctx.db
    .selectFrom('audience_readings')
    .select(['metric', 'rows', 'reason'])
    .execute();
  expect(new Set(readings.map(({ reason }) => reason))).toEqual(new Set(['below_threshold']));
});

test('a figure that was told stays when Instagram says nothing of it the next time', async () => {
  await post();
  await house.advance(2 * day);
  await house.collect();
  const before = (await days()).find((each) => each.day === plusMetaDays(today(), -1));
  await house.advance(day);
  await house.control('PATCH', `/accounts/${business}`, {
    withdrawScopes: ['instagram_business_manage_insights'],
  });
  await house.flags({ insightsWithoutPermission: 'empty' });

  await house.collect();

  const after = (await days()).find((each) => each.day === before?.day);
  expect(after).toMatchObject({ views: before?.views, reach: before?.reach, missing: {} });
  const yesterday = (await days()).find((each) => each.day === plusMetaDays(today(), -1));
  expect(yesterday).toMatchObject({ views: null });
  expect(yesterday?.missing.views).toBe('not_sent');
});
