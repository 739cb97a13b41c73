import { expect, test } from 'vitest';
import { type InsightsStage, setInsightsStage } from './stage.ts';

/* What account insights say of people: thresholds, demographics, the hours they are there, delays, permissions. */

const lifetime = { period: 'lifetime', metric_type: 'total_value', timeframe: 'this_month' };

async function demographics(
  stage: InsightsStage,
  whose: string,
  breakdown: string,
  timeframe = 'this_month',
) {
  const metric = `${whose}_demographics`;
  const { body } = await stage.ask({ metric, ...lifetime, timeframe, breakdown });
  return body.data[0];
}

test('below 100 followers the series of followers are left out, and their totals and demographics have no number', async () => {
  const stage = setInsightsStage({ followers: 90 });
  const series = await stage.ask({ metric: 'reach,follower_count', period: 'day' });
  const hours = await stage.ask({ metric: 'online_followers', period: 'lifetime' });
  const follows = await stage.ask({
    metric: 'follows_and_unfollows',
    period: 'day',
    metric_type: 'total_value',
    breakdown: 'follow_type',
  });

  expect(series.body.data.map(({ name }: { name: string }) => name)).toEqual(['reach']);
  expect(hours.body.data).toEqual([]);
  expect(follows.body.data[0]).not.toHaveProperty('total_value');
  expect(await demographics(stage, 'follower', 'age')).not.toHaveProperty('total_value');
});

test.each(['engaged', 'reached'])(
  'with fewer than 100 %s people their demographics have no number',
  async (whose) => {
    const stage = setInsightsStage({ followers: 400 });
    stage.aMedia('photo');
    stage.advance(24);

    expect(await demographics(stage, `${whose}_audience`, 'country')).not.toHaveProperty('total_value');
  },
);

test.each(['country', 'city'])(
  'followers by %s are the 45 largest rows, largest first',
  async (breakdown) => {
    const stage = setInsightsStage({ followers: 18_000 });
    const { results } = (await demographics(stage, 'follower', breakdown)).total_value.breakdowns[0];
    const values = results.map(({ value }: { value: number }) => value);

    expect(results).toHaveLength(45);
    expect(values).toEqual(values.toSorted((a: number, b: number) => b - a));
    expect(values[0]).toBeLessThan(18_000);
  },
);

test('rows carry the timeframe in capitals', async () => {
  const { total_value } = await demographics(setInsightsStage(), 'follower', 'age,gender', 'this_week');
  const [{ dimension_keys, results }] = total_value.breakdowns;

  expect(dimension_keys).toEqual(['timeframe', 'age', 'gender']);
  expect(results[0].dimension_values).toEqual(['THIS_WEEK', '25-34', 'F']);
});

test('a million followers are told in the time of a few, and add up', async () => {
  const stage = setInsightsStage({ followers: 1_000_000 });
  const { results } = (await demographics(stage, 'follower', 'gender')).total_value.breakdowns[0];

  expect(results.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBe(1_000_000);
});

test('online followers are told by 24 hours, more in the evening than at night', async () => {
  const stage = setInsightsStage();
  const { body } = await stage.ask({ metric: 'online_followers', period: 'lifetime' });
  const [{ value }] = body.data[0].values;
  const hours = Object.values(value as Record<string, number>);

  expect(Object.keys(value)).toEqual(Array.from({ length: 24 }, (_, hour) => String(hour)));
  expect(Math.max(...hours)).toBeGreaterThan(1.5 * Math.min(...hours));
  expect(Math.max(...hours)).toBeLessThanOrEqual(8406);
});

test('online followers are {} with a switch', async () => {
  const stage = setInsightsStage();
  stage.setFlags({ onlineFollowers: 'empty' });
  const { body } = await stage.ask({ metric: 'online_followers', period: 'lifetime' });

  expect(body.data[0].values[0].value).toEqual({});
});

test('with a delay a day is missing at first, then 0, and then has what is known', async () => {
  const stage = setInsightsStage();
  stage.setFlags({ insightsDelayHours: 24 });
  stage.aMedia('photo');
  const reachOfToday = async () => {
    const day = { since: '2026-11-25', until: '2026-11-25' };
    return (await stage.ask({ metric: 'reach', period: 'day', ...day })).body.data[0]?.values[0].value;
  };

  // It is 11:30 in the morning.
  expect(await reachOfToday()).toBeUndefined();
  stage.advance(2);
  expect(await reachOfToday()).toBe(0);
  stage.advance(24);
  expect(await reachOfToday()).toBeGreaterThan(10);
});

test('what is not known yet has no total either', async () => {
  const stage = setInsightsStage();
  stage.setFlags({ insightsDelayHours: 48 });
  const { body } = await stage.ask({ metric: 'views', period: 'day', metric_type: 'total_value' });

  expect(body.data).toHaveLength(1);
  expect(body.data[0]).not.toHaveProperty('total_value');
});

test('likes of people of the world count when they gave them', async () => {
  const stage = setInsightsStage();
  stage.change({ audience: 'quiet' });
  const media = stage.aMedia('photo', 100);
  stage.world.likes.put({
    id: 'a',
    targetId: media.id,
    actorId: '1',
    username: 'a',
    createdAt: stage.world.now(),
  });
  stage.world.media.put({ ...media, likeCount: 1 });
  const likesOf = async (day: string) => {
    const question = { metric: 'likes', period: 'day', metric_type: 'total_value', since: day, until: day };
    return (await stage.ask(question)).body.data[0].total_value.value;
  };

  expect([await likesOf('2026-11-21'), await likesOf('2026-11-25')]).toEqual([0, 1]);
});
