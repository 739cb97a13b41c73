import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  audienceCsv,
  bestTimeCsv,
  mediaCsv,
  mediumCsv,
  overviewCsv,
  readAudience,
  readBestTime,
  readMediaPage,
  readMedium,
  readOverview,
} from './index.ts';
import { readCsv } from './test-read-csv.ts';
import { openReadings, type Readings } from './test-readings.ts';

let readings: Readings;
let whose: { connectionId: string };
const week = { since: '2026-11-22', until: '2026-11-24' };

beforeAll(async () => {
  readings = await openReadings();
  whose = { connectionId: readings.connectionId };
  const parts = { likes: { media_product_type: { REEL: 2, POST: 1 } } };
  await readings.days({
    '2026-11-21': { views: 1, followers: 840 },
    '2026-11-22': { views: 3, likes: 3, breakdowns: parts },
    '2026-11-23': { views: 4, likes: 3, breakdowns: parts },
    '2026-11-24': { views: 9, likes: 3, breakdowns: parts },
  });
  await readings.totals(week, { reach: 20, missing: { accounts_engaged: 'permission_missing' } });
  await readings.row('audience_readings', {
    metric: 'follower_demographics',
    breakdown: 'age,gender',
    timeframe: 'this_month',
    read_on: '2026-11-24',
    read_at: new Date('2026-11-24T15:00:00Z'),
    rows: [{ keys: ['18-24', 'F'], value: 5 }],
  });
  const readAt = { insights_read_at: new Date('2026-11-23T08:00:00Z') };
  const row = await readings.media('1', {
    ...readAt,
    reach: 9,
    caption: '=HYPERLINK("https://x"),\nbowls "new"',
  });
  await readings.reading(row, '2026-11-21T08:00:00Z', { reach: 4 });
  await readings.reading(row, '2026-11-23T08:00:00Z', { reach: 9 });
  for (let id = 2; id < 260; id++)
    await readings.media(String(id), { ...readAt, reach: id % 7 === 0 ? null : id });
});
afterAll(() => readings.close());

test('an overview read back is the overview: totals, days and parts, with a reason where a value is missing', async () => {
  const overview = await readOverview(readings.ctx, readings.workspaceId, { ...whose, ...week });
  const records = readCsv(overviewCsv(overview));

  const totals = records.filter(({ part, period }) => part === 'total' && period === 'now');
  expect(totals.map(({ metric, value, reason }) => [metric, value, reason])).toEqual(
    overview.tiles.map(({ metric, now }) => [metric, String(now.value ?? ''), now.reason ?? '']),
  );
  const days = records.filter(({ part }) => part === 'day');
  expect(days).toHaveLength(overview.series.length * 6);
  expect(
    days
      .filter(({ metric, period }) => metric === 'views' && period === 'now')
      .map(({ since, value }) => [since, value]),
  ).toEqual([
    ['2026-11-22', '3'],
    ['2026-11-23', '4'],
    ['2026-11-24', '9'],
  ]);
  expect(records).toContainEqual({
    part: 'breakdown',
    period: 'now',
    ...week,
    metric: 'likes',
    dimension: 'media_product_type',
    key: 'REEL',
    value: '6',
    reason: '',
    missing_days: '',
    read_at: '2026-11-25T08:00:00.000Z',
  });
  expect(totals.find(({ metric }) => metric === 'accounts_engaged')).toMatchObject({
    value: '',
    reason: 'permission_missing',
  });
});

test('a table of media has every page of it in order, and a caption that is a formula is a text', async () => {
  const ask = { ...whose, sort: 'reach' as const };
  let text = '';
  for await (const part of await mediaCsv(readings.ctx, readings.workspaceId, ask)) text += part;
  const records = readCsv(text);
  const { media } = await readMediaPage(readings.ctx, readings.workspaceId, { ...ask, limit: 1000 });

  expect(records.map(({ media_id: id, reach }) => [id, reach])).toEqual(
    media.map(({ media: each, figures }) => [each.mediaId, String(figures.reach?.value ?? '')]),
  );
  expect(records).toHaveLength(259);
  expect(records.find(({ media_id: id }) => id === '1')?.caption).toBe(
    `'=HYPERLINK("https://x"),\nbowls "new"`,
  );
  expect(records.at(-1)?.missing).toContain('reach: not_sent');
});

test('one media read back has its figures, and its growth', async () => {
  const medium = await readMedium(readings.ctx, readings.workspaceId, { ...whose, mediaId: '1' });
  const records = readCsv(mediumCsv(medium));

  expect(
    records
      .filter(({ part }) => part === 'figure')
      .map(({ metric, value, reason }) => [metric, value, reason]),
  ).toEqual(
    Object.entries(medium.figures).map(([metric, { value, reason }]) => [
      metric,
      String(value ?? ''),
      reason ?? '',
    ]),
  );
  expect(
    records.filter(({ part }) => part === 'reading').map(({ value, read_at: at }) => [at, value]),
  ).toEqual([
    ['2026-11-21T08:00:00.000Z', '4'],
    ['2026-11-23T08:00:00.000Z', '9'],
  ]);
});

test('an audience read back has its groups and 24 hours', async () => {
  const audience = await readAudience(readings.ctx, readings.workspaceId, {
    ...whose,
    timeframe: 'this_month',
  });
  const records = readCsv(audienceCsv(audience));

  expect(records[0]).toMatchObject({ part: 'total', metric: 'followers', value: '840' });
  expect(records).toContainEqual(
    expect.objectContaining({ dimension: 'age,gender', key: '18-24 / F', value: '5' }),
  );
  expect(records.filter(({ part }) => part === 'hour')).toHaveLength(24);
});

test('best time read back has 84 cells', async () => {
  const records = readCsv(bestTimeCsv(await readBestTime(readings.ctx, readings.workspaceId, whose)));

  expect(records).toHaveLength(84);
  expect(records.filter(({ posts }) => posts !== '0')).toMatchObject([{ weekday: '5', first_hour: '10' }]);
});
