import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type InsightsStage, type Kind, setInsightsStage } from '../graph/insights/stage.ts';

/*
 * The numbers of one account agree with each other, whatever the account, its media and the time: asked for over the wire, as a
 * client would compare them.
 */

const seed = 20_261_125;
const runs = { seed, numRuns: 40 };

const anyStory = fc.record({
  followers: fc.oneof(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 151, max: 60_000 })),
  worldSeed: fc.constantFrom('demo', 'one', 'two', 'three'),
  posts: fc.array(
    fc.record({
      kind: fc.constantFrom<Kind>('photo', 'reel', 'story', 'carousel'),
      hoursAgo: fc.integer({ min: 0, max: 900 }),
    }),
    { maxLength: 8 },
  ),
  hours: fc.double({ min: 0, max: 700, noNaN: true }),
  days: fc.integer({ min: 1, max: 29 }),
});
type Story = typeof anyStory extends fc.Arbitrary<infer T> ? T : never;

function tell({ followers, worldSeed, posts, hours }: Story): InsightsStage {
  const stage = setInsightsStage({ followers, seed: worldSeed });
  for (const { kind, hoursAgo } of posts) stage.aMedia(kind, hoursAgo);
  stage.advance(hours);
  return stage;
}

/** Holds of every account there is. */
function holds(says: string, claim: (stage: InsightsStage, story: Story) => Promise<void>): void {
  test(`${says}, seed ${seed}`, async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, (story) => claim(tell(story), story)),
      runs,
    );
  });
}

type Row = { dimension_values: string[]; value: number };
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** The days ending now, as `since` and `until`; totals by metric, and the rows of a breakdown. */
function lastDays(stage: InsightsStage, days: number): { since: string; until: string } {
  const until = Math.floor(stage.world.now() / 1000);
  return { since: String(until - days * 86_400), until: String(until) };
}
async function totals(
  stage: InsightsStage,
  metric: string,
  params: Record<string, string>,
): Promise<{ value: number; rows: Row[] }[]> {
  const { body } = await stage.ask({ metric, period: 'day', metric_type: 'total_value', ...params });
  return body.data.map((each: { total_value?: { value: number; breakdowns?: [{ results: Row[] }] } }) => ({
    value: each.total_value?.value ?? 0,
    rows: each.total_value?.breakdowns?.[0].results ?? [],
  }));
}
async function dailyReach(stage: InsightsStage, window: Record<string, string>): Promise<number[]> {
  const { body } = await stage.ask({ metric: 'reach', period: 'day', ...window });
  return (body.data[0]?.values ?? []).map(({ value }: { value: number }) => value);
}

holds('every breakdown adds up to its total', async (stage, { days }) => {
  const window = lastDays(stage, days);
  const asked = [
    ['reach,views', 'follow_type'],
    ['reach,views', 'media_product_type'],
    ['reach,views', 'media_product_type,follow_type'],
    ['likes,comments,saves,shares,total_interactions', 'media_product_type'],
    ['profile_links_taps', 'contact_button_type'],
  ] as const;
  for (const [metric, breakdown] of asked) {
    for (const total of await totals(stage, metric, { ...window, breakdown })) {
      expect(sum(total.rows.map(({ value }) => value))).toBe(total.value);
      expect(total.rows.every(({ value }) => value > 0)).toBe(true);
    }
  }
});

holds('days add up to the window, except for people', async (stage, { days }) => {
  const window = lastDays(stage, days);
  const metric = 'views,likes,comments,saves,shares,reposts,replies,total_interactions,profile_views';
  const whole = (await totals(stage, metric, window)).map(({ value }) => value);
  const { since, until } = { since: Number(window.since), until: Number(window.until) };
  const parts = whole.map(() => 0);
  for (let from = since; from <= until; from += 86_400) {
    const part = { since: String(from), until: String(Math.min(from + 86_399, until)) };
    for (const [index, { value }] of (await totals(stage, metric, part)).entries()) {
      parts[index] = (parts[index] ?? 0) + value;
    }
  }
  expect(parts).toEqual(whole);
});

holds(
  'reach is of people: no more than views, no less than any day, no more than all days',
  async (stage, { days }) => {
    const window = lastDays(stage, days);
    const [reach, views, engaged] = (await totals(stage, 'reach,views,accounts_engaged', window)).map(
      ({ value }) => value,
    );
    const byDay = await dailyReach(stage, window);
    expect(reach).toBeLessThanOrEqual(views ?? 0);
    expect(engaged).toBeLessThanOrEqual(reach ?? 0);
    expect(reach).toBeLessThanOrEqual(sum(byDay));
    expect(reach).toBeGreaterThanOrEqual(Math.max(0, ...byDay));
  },
);

holds('a media says the same of its likes and comments as a field and as an insight', async (stage) => {
  for (const media of stage.world.media.list()) {
    if (media.mediaProductType === 'STORY') continue;
    const fields =
      'like_count,comments_count,insights.metric(likes,comments,saved,shares,total_interactions,reach,views)';
    const { body } = await stage.read(`/${media.id}`, { fields });
    const [likes, comments, saved, shares, interactions, reach, views] = body.insights.data.map(
      (each: { values: [{ value: number }] }) => each.values[0].value,
    );
    expect([likes, comments]).toEqual([body.like_count, body.comments_count]);
    expect(interactions).toBe(likes + comments + saved + shares);
    expect(reach).toBeLessThanOrEqual(views);
    expect(likes).toBeLessThanOrEqual(reach);
  }
});

holds('an account has what its media have', async (stage) => {
  const window = lastDays(stage, 29);
  const ofAccount = (await totals(stage, 'views,likes,comments,saves,shares', window)).map(
    ({ value }) => value,
  );
  const recent = stage.world.media
    .list()
    .filter(
      ({ mediaProductType, publishedAt }) =>
        mediaProductType !== 'STORY' && publishedAt > Number(window.since) * 1000 + 86_400_000,
    );
  const older = stage.world.media.list().length - recent.length;
  const sums = [0, 0, 0, 0, 0];
  for (const media of recent) {
    const { body } = await stage.read(`/${media.id}/insights`, {
      metric: 'views,likes,comments,saved,shares',
    });
    for (const [index, each] of body.data.entries()) sums[index] = (sums[index] ?? 0) + each.values[0].value;
  }
  // Older media and stories add to the account; without them the two are equal.
  for (const [index, value] of sums.entries()) {
    if (older === 0) expect(ofAccount[index]).toBe(value);
    else expect(ofAccount[index]).toBeGreaterThanOrEqual(value);
  }
});

holds('followers are those of the day before, and who came, less who left', async (stage) => {
  const countNow = async () => (await stage.read('/me', { fields: 'followers_count' })).body.followers_count;
  // The last instant of a Pacific day, and that of the next.
  stage.advance((Date.UTC(2026, 11, 30, 8) - 1 - stage.world.now()) / 3_600_000);
  stage.aMedia('reel');
  const before = await countNow();
  stage.advance(24);
  const after = await countNow();
  // The series leaves out the day that is not over.
  stage.advance(1);

  const { body } = await stage.ask({
    metric: 'follows_and_unfollows',
    period: 'day',
    metric_type: 'total_value',
    breakdown: 'follow_type',
    since: '2026-12-30',
    until: '2026-12-30',
  });
  const rows: Row[] = body.data[0].total_value?.breakdowns[0].results ?? [];
  const valueOf = (name: string) => rows.find((row) => row.dimension_values[0] === name)?.value ?? 0;
  if (body.data[0].total_value !== undefined) {
    expect(after - before).toBe(valueOf('FOLLOWER') - valueOf('NON_FOLLOWER'));
  }
  const series = await stage.ask({
    metric: 'follower_count',
    period: 'day',
    since: '2026-12-30',
    until: '2026-12-30',
  });
  expect(series.body.data[0]?.values[0].value ?? 0).toBe(valueOf('FOLLOWER'));
});

holds('who follows is, by each trait, as many as follow', async (stage) => {
  const { followers_count } = (await stage.read('/me', { fields: 'followers_count' })).body;
  for (const breakdown of ['age', 'gender', 'age,gender']) {
    const { body } = await stage.ask({
      metric: 'follower_demographics',
      period: 'lifetime',
      metric_type: 'total_value',
      timeframe: 'this_month',
      breakdown,
    });
    const rows: Row[] | undefined = body.data[0].total_value?.breakdowns[0].results;
    if (followers_count < 100) expect(rows).toBeUndefined();
    else expect(sum((rows ?? []).map(({ value }) => value))).toBe(followers_count);
  }
});

holds(
  'the same world tells the same, however often and in whatever order it is asked',
  async (stage, story) => {
    const question = { metric: 'reach,views,likes,comments', period: 'day', metric_type: 'total_value' };
    const window = lastDays(stage, story.days);
    const first = (await stage.ask({ ...question, ...window })).body.data;
    const other = tell(story);
    for (const media of other.world.media.list())
      await other.read(`/${media.id}`, { fields: 'comments,like_count' });

    expect((await other.ask({ ...question, ...window })).body.data).toEqual(first);
    expect((await stage.ask({ ...question, ...window })).body.data).toEqual(first);
  },
);

test('of many posts that meet the same people each counts once in reach, and no more followers than there are', async () => {
  const stage = setInsightsStage({ followers: 900 });
  for (let hour = 0; hour < 60; hour += 1) stage.aMedia('photo', hour);
  stage.advance(400);
  const window = lastDays(stage, 29);

  const [reach] = await totals(stage, 'reach', { ...window, breakdown: 'follow_type' });
  const followers = reach?.rows.find(({ dimension_values: [name] }) => name === 'FOLLOWER')?.value ?? 0;

  expect(followers).toBeGreaterThan(450);
  expect(followers).toBeLessThanOrEqual(900);
  expect(reach?.value).toBeLessThan(sum(await dailyReach(stage, window)));
});
