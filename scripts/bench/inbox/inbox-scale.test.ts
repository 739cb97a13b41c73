import { afterAll, beforeAll, expect, test } from 'vitest';
import { listThreads } from '../../../server/comments/index.ts';
import { openTestDatabase, type TestDatabase } from '../../../server/database/test-database.ts';
import { openScale, type Scale } from '../scale/open-scale.ts';
import { fillInbox, threadId } from './fill-inbox.ts';
import { inboxQuestions, member } from './inbox-questions.ts';

/* The small form of `npm run bench:inbox`: which way the database answers, on rows enough that it matters. */

const size = { comments: 60_000 };
const large = ['inbox_threads', 'comments', 'instagram_writes'];
let database: TestDatabase;
let scale: Scale;

beforeAll(async () => {
  database = await openTestDatabase();
  scale = await openScale(database.connectionString);
  await fillInbox(database.db, size);
}, 240_000);
afterAll(async () => {
  await scale.close();
  await database.close();
});

test.each(inboxQuestions)(
  '$name is answered from an index, and no large table is read whole',
  async (question) => {
    const asked = await scale.plansOf((ctx) => question.ask(ctx, size, 0.5));

    const used = asked.flatMap(({ plan }) => plan.indexes);
    expect(used.filter((index) => question.index.includes(index))).not.toEqual([]);
    expect(asked.filter(({ plan }) => plan.wholeTables.some((table) => large.includes(table)))).toEqual([]);
  },
);

test.each(['🌊', '送料', '料'])('"%s", said long before the newest, is found', async (search) => {
  const found = await listThreads(scale.ctx, member, { view: 'all', limit: 50, search });

  expect(found.threads.map(({ id }) => id)).toEqual([threadId(5009), threadId(15_009)]);
});

test('a view that lost its index is noticed', async () => {
  await scale.pool.query('drop index inbox_threads_media_idx');
  const question = inboxQuestions.find(({ name }) => name === 'under one media')!;

  const asked = await scale.plansOf((ctx) => question.ask(ctx, size, 0.5));

  expect(asked.flatMap(({ plan }) => plan.indexes)).not.toContain('inbox_threads_media_idx');
});
