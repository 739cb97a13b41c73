import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readAudience, readBestTime } from './index.ts';
import type { Timeframe } from './read-audience.ts';
import { openReadings, type Readings } from './test-readings.ts';

let readings: Readings;
beforeAll(async () => {
  readings = await openReadings();
});
beforeEach(async () => {
  for (const table of ['audience_readings', 'account_insights', 'media'] as const)
    await readings.ctx.db.deleteFrom(table).execute();
});
afterAll(() => readings.close());

function audience(timeframe: Timeframe = 'this_month') {
  const { ctx, workspaceId, connectionId } = readings;
  return readAudience(ctx, workspaceId, { connectionId, timeframe });
}

function told(metric: string, breakdown: string, columns: Record<string, unknown>) {
  return readings.row('audience_readings', {
    metric,
    breakdown,
    timeframe: 'this_month',
    read_on: '2026-11-24',
    read_at: new Date('2026-11-24T15:00:00Z'),
    ...columns,
  });
}

test('the latest reading of a frame is told, largest part first, and not that of another frame', async () => {
  const rows = (count: number) => [
    { keys: ['18-24'], value: 1 },
    { keys: ['25-34'], value: count },
  ];
  await told('follower_demographics', 'age', { rows: rows(5) });
  await told('follower_demographics', 'age', { rows: rows(4), read_on: '2026-11-23' });
  await told('follower_demographics', 'age', { rows: rows(3), timeframe: 'this_week' });

  const { breakdowns } = await audience();

  expect(breakdowns.find(({ dimension }) => dimension === 'age')).toEqual({
    metric: 'follower_demographics',
    dimension: 'age',
    rows: [
      { keys: ['25-34'], value: 5 },
      { keys: ['18-24'], value: 1 },
    ],
    reason: null,
    readAt: '2026-11-24T15:00:00.000Z',
  });
});

test('an audience of fewer than a hundred is withheld, and says so; what was not asked says that', async () => {
  await told('follower_demographics', 'country', { rows: null, reason: 'below_threshold' });

  const { breakdowns } = await audience();
  const reasons = new Map(
    breakdowns.map(({ metric, dimension, reason }) => [`${metric} ${dimension}`, reason]),
  );

  expect(reasons.get('follower_demographics country')).toBe('below_threshold');
  expect(reasons.get('engaged_audience_demographics country')).toBe('not_read');
});

test('the number of followers is the latest that was read', async () => {
  await readings.days({
    '2026-11-23': { followers: 840 },
    '2026-11-24': { followers: 851 },
    '2026-11-25': {},
  });

  expect((await audience()).followers.value).toBe(851);
});

test.each([
  ['Europe/Lisbon', '2026-11-24', 17],
  // Lisbon has left summer time, California has not.
  ['Europe/Lisbon', '2026-10-28', 16],
  ['Asia/Kolkata', '2026-11-24', 22],
  ['America/Los_Angeles', '2026-11-24', 9],
  ['Pacific/Auckland', '2026-11-24', 6],
])('nine in the morning in California is told by the clock of %s, on %s', async (timeZone, day, hour) => {
  await readings.ctx.db.updateTable('connections').set({ time_zone: timeZone }).execute();
  await told('online_followers', '', {
    rows: [{ keys: ['9'], value: 77 }],
    timeframe: '',
    read_on: day,
  });

  const { online } = await audience();

  expect(online.timeZone).toBe(timeZone);
  expect(online.hours.filter(({ value }) => value !== null)).toMatchObject([{ hour, value: 77 }]);
});

test('hours that were not told are missing, not zero', async () => {
  await told('online_followers', '', { rows: null, reason: 'not_sent', timeframe: '' });

  const { online } = await audience();

  expect(online.hours).toHaveLength(24);
  expect(online.hours[3]).toMatchObject({ hour: 3, value: null, reason: 'not_sent' });
});

test('best time compares posts of the last year, stories aside, in the account’s zone', async () => {
  await readings.ctx.db.updateTable('connections').set({ time_zone: 'Europe/Lisbon' }).execute();
  const insights = { insights_read_at: new Date('2026-11-25T08:00:00Z'), reach: 100 };
  await readings.media('1', { ...insights });
  await readings.media('2', { ...insights, kind: 'image_story' });
  await readings.media('3', { ...insights, posted_at: new Date('2025-11-20T10:00:00Z') });
  await readings.media('4', { ...insights, reach: null });
  await readings.media('5', { ...insights, kind: 'reel', reach: null, views: 900 });

  const { ctx, workspaceId, connectionId } = readings;
  const { cells, ...answer } = await readBestTime(ctx, workspaceId, { connectionId });

  expect(answer).toEqual({
    timeZone: 'Europe/Lisbon',
    metric: 'reach,views',
    posts: 2,
    since: '2026-11-20T10:00:00.000Z',
    best: null,
    confidence: 'none',
    needed: 10,
  });
  expect(cells.filter(({ posts }) => posts > 0)).toEqual([{ weekday: 5, hour: 10, posts: 2, score: 1 }]);
});
