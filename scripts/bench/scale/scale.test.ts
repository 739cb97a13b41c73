import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../server/database/test-database.ts';
import { fill } from './fill.ts';
import { openScale, type Scale } from './open-scale.ts';
import { questions } from './questions.ts';

/* The small form of `npm run bench:scale`: which way the database answers, on rows enough that it matters. */

const size = { connections: 10_000, posts: 20_000 };
/** What grows with the work of years. A workspace's few rows may be read whole. */
const large = ['posts', 'publish_runs', 'post_assets', 'post_steps', 'connections'];
let database: TestDatabase;
let scale: Scale;

beforeAll(async () => {
  database = await openTestDatabase();
  scale = await openScale(database.connectionString);
  await fill(database.db, size);
}, 120_000);
afterAll(async () => {
  await scale.close();
  await database.close();
});

test.each(questions)('$name is answered from $index, and reads no large table whole', async (question) => {
  const asked = await scale.plansOf((ctx) => question.ask(ctx, size, 0.5));

  expect(asked.flatMap(({ plan }) => plan.indexes)).toContain(question.index);
  const whole = asked.filter(({ plan }) => plan.wholeTables.some((table) => large.includes(table)));
  expect(question.isWide ? [] : whole).toEqual([]);
});

test('a question that lost its index is noticed', async () => {
  await scale.pool.query('drop index publish_runs_due_idx');
  const due = questions.find(({ index }) => index === 'publish_runs_due_idx')!;

  const asked = await scale.plansOf((ctx) => due.ask(ctx, size, 0.5));

  expect(asked.flatMap(({ plan }) => plan.wholeTables)).toContain('publish_runs');
});
