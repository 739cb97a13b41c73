import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../server/database/test-database.ts';
import { openScale, type Scale } from '../scale/open-scale.ts';
import { fillInsights, weigh, type InsightsSize } from './fill-insights.ts';
import { insightsQuestions, type InsightsQuestion } from './insights-questions.ts';

/* The small form of `npm run bench:insights`: which way the database answers, on rows enough that it matters. */

const size: InsightsSize = { accounts: 10, media: 1000, readings: 12 };
const large = /^(media|media_insights_\d.*|account_insights)$/;
let database: TestDatabase;
let scale: Scale;

beforeAll(async () => {
  database = await openTestDatabase();
  scale = await openScale(database.connectionString);
  await fillInsights(database.db, size);
}, 180_000);
afterAll(async () => {
  await scale.close();
  await database.close();
});

const plansOf = (question: InsightsQuestion) => scale.plansOf((ctx) => question.ask(ctx, size, 0.5));

test.each(insightsQuestions)(
  '$name is answered from $index, and reads no large table whole',
  async (question) => {
    const plans = (await plansOf(question)).map(({ plan }) => plan);

    expect(plans.flatMap(({ indexes }) => indexes).filter((index) => question.index.test(index))).not.toEqual(
      [],
    );
    expect(plans.flatMap(({ wholeTables }) => wholeTables).filter((table) => large.test(table))).toEqual([]);
  },
);

test('a figure that was read takes at most 25 bytes, its share of the index included', async () => {
  const { bytes, datapoints } = await weigh(database.db);

  expect(datapoints).toBeGreaterThan(500_000);
  expect(bytes / datapoints).toBeLessThanOrEqual(25);
});

test('a question that lost its index is noticed', async () => {
  await scale.pool.query('drop index media_reach_idx');
  const byReach = insightsQuestions.find(({ name }) => name === 'first page of media by reach')!;

  const indexes = (await plansOf(byReach)).flatMap(({ plan }) => plan.indexes);

  expect(indexes).not.toContain('media_reach_idx');
});
