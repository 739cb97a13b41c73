import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import { keepPartitions } from './keep-partitions.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

const day = 86_400;
const partitions = async () => {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'media_insights'::regclass order by 1`.execute(
    house.ctx.db,
  );
  return rows.map(({ name }) => name);
};
/** The house with a log that is heard. */
const listening = () => {
  const complaints: string[] = [];
  return { ctx: { ...house.ctx, log: createLog('warn', (line) => complaints.push(line)) }, complaints };
};

test('this month and the next two are made, by several workers at once and again and again, without a complaint', async () => {
  const { ctx, complaints } = listening();
  await Promise.all(Array.from({ length: 8 }, () => keepPartitions(ctx)));
  await keepPartitions(ctx);

  expect(complaints).toEqual([]);
  expect(await partitions()).toEqual([
    'media_insights_2026_11',
    'media_insights_2026_12',
    'media_insights_2027_01',
    'media_insights_default',
  ]);
});

test('what is older than twenty-five months is dropped, month by month', async () => {
  await keepPartitions(house.ctx);
  await house.advance(790 * day);
  const { ctx, complaints } = listening();
  await Promise.all(Array.from({ length: 8 }, () => keepPartitions(ctx)));

  expect(complaints).toEqual([]);
  expect(await partitions()).toEqual([
    'media_insights_2026_12',
    'media_insights_2027_01',
    'media_insights_2029_01',
    'media_insights_2029_02',
    'media_insights_2029_03',
    'media_insights_default',
  ]);
});

test('a reading in the default partition is told as an error', async () => {
  const { ctx, complaints } = listening();
  const now = house.ctx.clock.now();
  const { workspaceId } = house.member;
  await sql`
    with one as (
      insert into media (workspace_id, instagram_user_id, media_id, kind, posted_at, first_seen_at, read_at)
      values (${workspaceId}, '17841400000000101', '1', 'image', ${now}, ${now}, ${now}) returning id
    )
    insert into media_insights (media, captured_at) select id, '2020-01-01' from one`.execute(house.ctx.db);

  await keepPartitions(ctx);

  expect(complaints.join('')).toContain('default partition');
});
