import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AccountColumn } from './read-metrics.ts';
import { readOverview } from './index.ts';
import { openReadings, type Readings } from './test-readings.ts';

/* The clock stands at 2026-11-25T09:00Z: one o'clock at night in California, so yesterday is the 24th. */

let readings: Readings;
beforeAll(async () => {
  readings = await openReadings();
});
beforeEach(async () => {
  for (const table of ['account_insights', 'account_totals', 'refused_metrics', 'insight_plans'] as const)
    await readings.ctx.db.deleteFrom(table).execute();
});
afterAll(() => readings.close());

const week = { since: '2026-11-22', until: '2026-11-24' };
const weekBefore = { since: '2026-11-19', until: '2026-11-21' };

async function overview(ask: { since?: string; until?: string; before?: string } = week) {
  const { ctx, workspaceId, connectionId } = readings;
  const answer = await readOverview(ctx, workspaceId, { connectionId, ...ask });
  const tile = (metric: AccountColumn) => answer.tiles.find((each) => each.metric === metric)!;
  return { ...answer, tile };
}

test('the window is the last 28 Pacific days that are over, beside the 28 before, unless it is said', async () => {
  const { window, before, zone } = await overview({});

  expect(window).toEqual({ since: '2026-10-28', until: '2026-11-24' });
  expect(before).toEqual({ since: '2026-09-30', until: '2026-10-27' });
  expect(zone).toBe('America/Los_Angeles');
});

test.each([
  ['turned round', { since: '2026-11-24', until: '2026-11-22' }, 'until'],
  ['of a day that is not over', { since: '2026-11-24', until: '2026-11-25' }, 'until'],
  ['longer than two years and a day', { since: '2024-11-23', until: '2026-11-24' }, 'since'],
  ['beside one that overlaps', { ...week, before: '2026-11-20' }, 'before'],
])('a window %s is refused', async (_, ask, path) => {
  await expect(overview(ask)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path }] },
  });
});

test('an account of somebody else is not found', async () => {
  const stranger = await readings.house.aMember();

  await expect(
    readOverview(readings.ctx, stranger.workspaceId, { connectionId: readings.connectionId }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('views of a window are the sum of its days when every day is there, as old as the oldest reading', async () => {
  await readings.days({
    '2026-11-22': { views: 3, read_at: new Date('2026-11-23T14:00:00Z') },
    '2026-11-23': { views: 0 },
    '2026-11-24': { views: 9 },
  });

  expect((await overview()).tile('views').now).toEqual({
    value: 12,
    reason: null,
    readAt: '2026-11-23T14:00:00.000Z',
  });
});

test('a day that is missing makes no sum: it is said how many are', async () => {
  await readings.days({ '2026-11-22': { views: 3 }, '2026-11-24': { views: 9 } });

  expect((await overview()).tile('views').now).toMatchObject({
    value: null,
    reason: 'some_days_not_sent',
    missingDays: 1,
  });
});

test('where a day is missing the total that Instagram told for the window stands in its place', async () => {
  await readings.days({ '2026-11-22': { views: 3 }, '2026-11-24': { views: 9 } });
  await readings.totals(week, { views: 14 });

  expect((await overview()).tile('views').now).toMatchObject({ value: 14, reason: null });
});

test('reach is never a sum of days', async () => {
  await readings.days({
    '2026-11-22': { reach: 3 },
    '2026-11-23': { reach: 4 },
    '2026-11-24': { reach: 9 },
  });

  const { tile, unread, series } = await overview();

  expect(tile('reach').now).toMatchObject({ value: null, reason: 'not_read' });
  expect(unread).toContain('reach');
  expect(series.find(({ metric }) => metric === 'reach')?.days.map(({ value }) => value)).toEqual([3, 4, 9]);
});

test('of a single day reach is the day’s', async () => {
  await readings.days({ '2026-11-24': { reach: 9 } });

  const { tile } = await overview({ since: '2026-11-24', until: '2026-11-24' });

  expect(tile('reach').now).toMatchObject({ value: 9, reason: null });
});

test('a period before that is not whole is none', async () => {
  await readings.days({
    '2026-11-20': { views: 5 },
    '2026-11-21': { views: 5 },
    '2026-11-22': { views: 3 },
    '2026-11-23': { views: 4 },
    '2026-11-24': { views: 9 },
  });

  expect((await overview()).tile('views').before).toMatchObject({ value: null, reason: 'no_full_period' });
});

test('a period of a year ago can be compared with', async () => {
  await readings.days({ '2025-11-20': { views: 1 }, '2025-11-21': { views: 2 }, '2025-11-22': { views: 4 } });

  const { before, tile } = await overview({ ...week, before: '2025-11-20' });

  expect(before).toEqual({ since: '2025-11-20', until: '2025-11-22' });
  expect(tile('views').before.value).toBe(7);
});

test('a refused metric empties itself alone, and is named', async () => {
  await readings.days({
    '2026-11-22': { likes: 1 },
    '2026-11-23': { likes: 1 },
    '2026-11-24': { likes: 1 },
  });
  await readings.row('refused_metrics', {
    subject: 'account',
    metric: 'follows_and_unfollows',
    reason: 'below_threshold',
    since: new Date('2026-11-01T00:00:00Z'),
    ask_again_at: new Date('2026-12-01T00:00:00Z'),
  });

  const { tile, named, unread } = await overview();

  expect(tile('follows').now).toMatchObject({ value: null, reason: 'below_threshold' });
  expect(tile('likes').now.value).toBe(3);
  expect(unread).not.toContain('follows');
  expect(named).toContainEqual({
    metric: 'follows_and_unfollows',
    subject: 'account',
    reason: 'below_threshold',
    since: '2026-11-01T00:00:00.000Z',
  });
});

test('a refused way to part a metric is told where its parts would be, and is no metric that is missing', async () => {
  await readings.days({ '2026-11-22': { views: 1 }, '2026-11-23': { views: 1 }, '2026-11-24': { views: 1 } });
  await readings.row('refused_metrics', {
    subject: 'account:follow_type',
    metric: 'views',
    reason: 'refused',
    since: new Date('2026-11-01T00:00:00Z'),
    ask_again_at: new Date('2026-12-01T00:00:00Z'),
  });

  const { named, breakdowns } = await overview();

  const parts = breakdowns.filter(({ metric }) => metric === 'views');
  expect(parts.map(({ dimension, reason }) => [dimension, reason])).toEqual([
    ['media_product_type', 'not_read'],
    ['follow_type', 'refused'],
  ]);
  expect(named.filter(({ reason }) => reason === 'refused')).toEqual([]);
});

test('a metric that Meta retired is named with its day', async () => {
  expect((await overview()).named).toContainEqual({
    metric: 'impressions',
    subject: 'account',
    reason: 'retired',
    since: '2025-04-21T00:00:00.000Z',
  });
});

test('what Instagram would not tell of so long ago is not offered to be asked for', async () => {
  const { tile, unread } = await overview({ since: '2024-11-20', until: '2024-11-24' });

  expect(tile('reach').now.reason).toBe('too_long_ago');
  expect(unread).toEqual([]);
});

test('through Facebook’s login a window of more than 30 days has no reach, and says why', async () => {
  const { db } = readings.ctx;
  await db.updateTable('connections').set({ login: 'facebook', page_id: '1' }).execute();
  const { tile } = await overview({ since: '2026-10-01', until: '2026-11-24' });
  await db.updateTable('connections').set({ login: 'instagram', page_id: null }).execute();

  expect(tile('reach').now.reason).toBe('window_too_long');
});

test('why a total is missing is told as it was kept', async () => {
  const missing = { accounts_engaged: 'permission_missing' };
  await readings.totals(week, { reach: 20, missing });
  await readings.totals(weekBefore, { reach: 10, missing });

  const { tile, unread } = await overview();

  expect(tile('accounts_engaged').now).toMatchObject({ value: null, reason: 'permission_missing' });
  expect(tile('reach').now.value).toBe(20);
  expect(unread).not.toContain('accounts_engaged');
});

test('parts are those of the window, or the sum of the days’, largest first', async () => {
  const parts = (REEL: number, POST: number) => ({ likes: { media_product_type: { REEL, POST } } });
  await readings.days({
    '2026-11-22': { likes: 3, breakdowns: parts(1, 2) },
    '2026-11-23': { likes: 0, breakdowns: null },
    '2026-11-24': { likes: 9, breakdowns: parts(8, 1) },
  });
  await readings.totals(week, { reach: 20, breakdowns: { reach: { follow_type: { FOLLOWER: 20 } } } });

  const { breakdowns } = await overview();

  expect(breakdowns.find(({ metric }) => metric === 'likes')?.rows).toEqual([
    { keys: ['REEL'], value: 9 },
    { keys: ['POST'], value: 3 },
  ]);
  expect(
    breakdowns.find(({ metric, dimension }) => metric === 'reach' && dimension === 'follow_type'),
  ).toMatchObject({ rows: [{ keys: ['FOLLOWER'], value: 20 }], reason: null });
});

test('the series tells every day of both periods, and of a day that was not told that it was not', async () => {
  await readings.days({ '2026-11-21': { views: 1 }, '2026-11-24': { views: 9 } });

  const { series } = await overview();
  const [views] = series.filter(({ metric }) => metric === 'views');

  expect(series.map(({ metric }) => metric)).toEqual(['views']);
  expect(views?.days.map(({ day, value, reason }) => [day, value, reason])).toEqual([
    ['2026-11-22', null, 'not_read'],
    ['2026-11-23', null, 'not_read'],
    ['2026-11-24', 9, null],
  ]);
  expect(views?.before.map(({ day, value }) => [day, value])).toEqual([
    [weekBefore.since, null],
    ['2026-11-20', null],
    [weekBefore.until, 1],
  ]);
});

test('a collection that is held says until when', async () => {
  await plan({ held_until: new Date('2026-11-25T10:00:00Z'), backfill_day: '2026-05-01' });

  expect((await overview()).collection).toMatchObject({
    state: 'held',
    until: '2026-11-25T10:00:00.000Z',
    isBackfilling: true,
  });
});

test('a collection whose hold is over goes on', async () => {
  await plan({ held_until: new Date('2026-11-25T08:00:00Z') });
  await readings.days({ '2026-11-21': { views: 1 }, '2026-11-24': { views: 9 } });

  expect((await overview()).collection).toEqual({
    state: 'current',
    until: null,
    lastReadAt: '2026-11-25T08:00:00.000Z',
    firstDay: '2026-11-21',
    isBackfilling: false,
  });
});

test('of an account that needs a reconnect what was read is answered, and that the collection stands', async () => {
  await plan({});
  const { db } = readings.ctx;
  await db.updateTable('connections').set({ state: 'needs_reconnect' }).execute();
  const { collection } = await overview();
  await db.updateTable('connections').set({ state: 'active' }).execute();

  expect(collection.state).toBe('stopped');
});

async function plan(columns: Record<string, unknown>): Promise<void> {
  const dueAt = new Date('2026-11-26T08:00:00Z');
  await readings.row('insight_plans', {
    connection_id: readings.connectionId,
    account_due_at: dueAt,
    audience_due_at: dueAt,
    media_due_at: dueAt,
    updated_at: dueAt,
    ...columns,
  });
}
