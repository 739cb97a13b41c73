import { expect, test } from 'vitest';
import { type InsightsStage, setInsightsStage } from './stage.ts';

/*
 * Account insights, metric by metric: what each answers and what it refuses, as the reference's table has it.
 */

const total = { period: 'day', metric_type: 'total_value' };
const lifetime = { period: 'lifetime', metric_type: 'total_value', timeframe: 'this_month' };
const unknown = { code: 1, message: 'An unknown error has occurred.' };
const words = (message: string) => ({ code: 100, message: `(#100) ${message}` });

/** An account that is followed, with one of each kind of media up for two days, and a week gone by. */
function aBusyAccount(followers?: number): InsightsStage {
  const stage = setInsightsStage({ followers });
  for (const kind of ['photo', 'reel', 'story', 'carousel', 'photo'] as const) stage.aMedia(kind);
  stage.advance(150);
  return stage;
}
const week = (stage: InsightsStage) => ({
  since: String(Math.floor(stage.world.now() / 1000) - 7 * 86_400),
  until: String(Math.floor(stage.world.now() / 1000)),
});

type Metric = {
  name: string;
  shape: 'series' | 'total' | 'both';
  period: 'day' | 'lifetime';
  breakdowns: string[];
};
const table: Metric[] = [
  { name: 'reach', shape: 'both', period: 'day', breakdowns: ['media_product_type', 'follow_type', 'media_product_type,follow_type'] },
  { name: 'follower_count', shape: 'series', period: 'day', breakdowns: [] },
  { name: 'online_followers', shape: 'series', period: 'lifetime', breakdowns: [] },
  { name: 'views', shape: 'total', period: 'day', breakdowns: ['follow_type', 'media_product_type'] },
  { name: 'accounts_engaged', shape: 'total', period: 'day', breakdowns: [] },
  ...['total_interactions', 'likes', 'comments', 'saves', 'shares'].map((name): Metric => ({ name, shape: 'total', period: 'day', breakdowns: ['media_product_type'] })),
  { name: 'replies', shape: 'total', period: 'day', breakdowns: [] },
  { name: 'reposts', shape: 'total', period: 'day', breakdowns: [] },
  { name: 'follows_and_unfollows', shape: 'total', period: 'day', breakdowns: ['follow_type'] },
  { name: 'profile_links_taps', shape: 'total', period: 'day', breakdowns: ['contact_button_type'] },
  { name: 'profile_views', shape: 'total', period: 'day', breakdowns: [] },
  { name: 'website_clicks', shape: 'total', period: 'day', breakdowns: [] },
  ...['follower', 'engaged_audience', 'reached_audience'].map((whose): Metric => ({ name: `${whose}_demographics`, shape: 'total', period: 'lifetime', breakdowns: ['age', 'gender', 'country', 'city', 'age,gender'] })),
]; // prettier-ignore
const isTotal = ({ shape }: Metric) => shape !== 'series';
const isSeries = ({ shape }: Metric) => shape !== 'total';

test.each(table.filter(isTotal))('$name has a total', async ({ name, period }) => {
  const stage = aBusyAccount();
  const { status, body } = await stage.ask({ metric: name, ...total, ...lifetime, period, ...week(stage) });

  expect(status).toBe(200);
  const [result, ...more] = body.data;
  expect(more).toEqual([]);
  expect(result).toMatchObject({ name, period, id: `17841400000000101/insights/${name}/${period}` });
  expect([result.title, result.description].every((text) => typeof text === 'string')).toBe(true);
  // These give numbers by a breakdown alone.
  const isSilent = period === 'lifetime' || name === 'follows_and_unfollows';
  if (isSilent) expect(result.total_value).toBeUndefined();
  else expect(result.total_value.value).toBeGreaterThan(0);
});

const broken = table.flatMap((metric) => metric.breakdowns.map((breakdown) => ({ ...metric, breakdown })));
test.each(broken)('$name is broken down by $breakdown', async ({ name, period, breakdown }) => {
  const stage = aBusyAccount();
  const { status, body } = await stage.ask({
    metric: name,
    ...total,
    ...lifetime,
    period,
    breakdown,
    ...week(stage),
  });

  expect(status).toBe(200);
  const keys = [...(period === 'lifetime' ? ['timeframe'] : []), ...breakdown.split(',')];
  const [{ dimension_keys, results }] = body.data[0].total_value.breakdowns;
  expect(dimension_keys).toEqual(keys);
  expect(results.length).toBeGreaterThan(0);
  for (const row of results) {
    expect(row.dimension_values).toHaveLength(keys.length);
    expect(row.value).toBeGreaterThan(0);
  }
});

test.each(table.filter(isSeries))('$name has a series of days', async ({ name, period }) => {
  const stage = aBusyAccount();
  const { status, body } = await stage.ask({ metric: name, period, ...week(stage) });

  expect(status).toBe(200);
  expect(body.data[0]).not.toHaveProperty('total_value');
  expect(body.data[0].values.length).toBeGreaterThanOrEqual(6);
  for (const { end_time } of body.data[0].values) expect(end_time).toMatch(/^2026-\d\d-\d\dT08:00:00\+0000$/);
});

test.each(table.filter(({ shape }) => shape === 'total'))(
  '$name without metric_type=total_value is refused',
  async ({ name, period }) => {
    for (const metric_type of ['', 'time_series', 'default']) {
      const { status, body } = await aBusyAccount().ask({
        metric: name,
        period,
        timeframe: 'this_week',
        metric_type,
      });
      expect(status).toBe(400);
      expect(body.error).toMatchObject(
        words(`The following metrics (${name}) should be specified with parameter metric_type=total_value`),
      );
    }
  },
);

test.each(table.filter(({ shape }) => shape === 'series'))(
  '$name as a total is refused',
  async ({ name, period }) => {
    const { status, body } = await aBusyAccount().ask({ metric: name, period, metric_type: 'total_value' });

    expect(status).toBe(400);
    expect(body.error).toMatchObject(
      words(`The following metric (${name}) is incompatible with the metric type (total_value)`),
    );
  },
);

test.each(table)('$name is refused for the other period', async ({ name, period, shape }) => {
  const other = period === 'day' ? 'lifetime' : 'day';
  const { status, body } = await aBusyAccount().ask({
    metric: name,
    period: other,
    timeframe: 'this_week',
    ...(shape === 'total' && { metric_type: 'total_value' }),
  });

  expect([status, body.error.code]).toEqual([400, 100]);
});

const every = [
  'media_product_type',
  'follow_type',
  'contact_button_type',
  'age',
  'gender',
  'country',
  'city',
];
test.each(table.filter(isTotal))(
  '$name is refused with every breakdown that it has not',
  async ({ name, period, breakdowns }) => {
    const stage = aBusyAccount();
    const strange = every.filter((each) => !breakdowns.includes(each));
    for (const breakdown of [...strange, 'age,gender,country', 'media_product_type,age']) {
      const { status, body } = await stage.ask({ metric: name, ...lifetime, period, breakdown });
      expect(status).toBe(400);
      expect(body.error).toMatchObject(unknown);
    }
  },
);

test('a series drops its breakdown without a word', async () => {
  const { status, body } = await aBusyAccount().ask({
    metric: 'reach',
    period: 'day',
    metric_type: 'time_series',
    breakdown: 'follow_type',
  });

  expect(status).toBe(200);
  expect(body.data[0].values[0]).toEqual({ value: expect.any(Number), end_time: expect.any(String) });
});

const gone = ['impressions', 'audience_city', 'audience_country', 'audience_gender_age', 'audience_locale', 'email_contacts', 'phone_call_clicks', 'text_message_clicks', 'get_directions_clicks', 'video_views', 'plays', '__proto__', 'constructor', 'REACH']; // prettier-ignore
test.each(gone)('%s is no metric of v21, and the refusal lists those that are', async (metric) => {
  const { status, body } = await aBusyAccount().ask(
    { metric: `reach,${metric}`, period: 'day' },
    { version: 'v21.0' },
  );

  expect(status).toBe(400);
  expect(body.error.code).toBe(100);
  expect(body.error.message).toMatch(
    /^\(#100\) metric\[1\] must be one of the following values: reach, follower_count, website_clicks, profile_views, online_followers, accounts_engaged, total_interactions, /,
  );
});

test('impressions have their own words from v22', async () => {
  const { body } = await aBusyAccount().ask({ metric: 'impressions', ...total }, { version: 'v22.0' });

  expect(body.error.message).toContain(
    'Starting from version 22 and above, the impressions metric is no longer supported',
  );
});

test('one bad metric fails the whole question', async () => {
  const { status, body } = await aBusyAccount().ask({ metric: 'reach,views,likes', period: 'day' });

  expect(status).toBe(400);
  expect(body.error).toMatchObject(
    words('The following metrics (views, likes) should be specified with parameter metric_type=total_value'),
  );
});

test.each([
  ['metric', { period: 'day' }],
  ['period', { metric: 'reach' }],
  [
    'timeframe',
    { metric: 'follower_demographics', period: 'lifetime', metric_type: 'total_value', breakdown: 'age' },
  ],
])('%s is required', async (name, params) => {
  const { status, body } = await aBusyAccount().ask(params);

  expect([status, body.error.message]).toEqual([400, `The parameter ${name} is required.`]);
});

test.each([
  [{ metric: 'reach', period: 'weekly' }, 'period must be one of'],
  [{ metric: 'reach', period: 'day', metric_type: 'sum' }, 'metric_type must be one of'],
  [{ metric: 'views', ...total, breakdown: 'follower_type' }, 'breakdown[0] must be one of'],
  [{ metric: 'follower_demographics', ...lifetime, timeframe: 'ever' }, 'timeframe must be one of'],
  [
    { metric: 'follower_demographics', ...lifetime, timeframe: 'last_90_days' },
    'no longer supported starting from version 20',
  ],
])('%j is refused', async (params, message) => {
  const { status, body } = await aBusyAccount().ask(params);

  expect(status).toBe(400);
  expect(body.error.code).toBe(100);
  expect(body.error.message).toContain(message);
});

test.each([['profile_views'], ['website_clicks']])('%s goes with a switch', async (metric) => {
  const stage = aBusyAccount();
  stage.setFlags({ profileMetrics: 'retired' });
  const { status, body } = await stage.ask({ metric, ...total });

  expect(status).toBe(400);
  expect(body.error.message).toMatch(
    /metric\[0\] must be one of the following values: reach, follower_count, online_followers/,
  );
});
