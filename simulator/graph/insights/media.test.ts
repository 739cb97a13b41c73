import { expect, test } from 'vitest';
import type { Login } from '../../world/entities.ts';
import { type InsightsStage, type Kind, setInsightsStage } from './stage.ts';

/* Media insights, metric by metric and kind by kind: what each answers and what it refuses, as the reference's table has it. */

const everywhere: Kind[] = ['photo', 'carousel', 'reel', 'story'];
const posts: Kind[] = ['photo', 'carousel', 'reel'];
const still: Kind[] = ['photo', 'carousel', 'story'];
type Metric = { name: string; on: Kind[]; only?: Login; breakdown?: string };
const table: Metric[] = [
  ...['views', 'reach', 'shares', 'reposts', 'total_interactions'].map((name) => ({ name, on: everywhere })),
  ...['likes', 'comments', 'saved'].map((name) => ({ name, on: posts })),
  ...['follows', 'profile_visits'].map((name) => ({ name, on: still })),
  { name: 'profile_activity', on: still, breakdown: 'action_type' },
  ...['ig_reels_avg_watch_time', 'ig_reels_video_view_total_time', 'reels_skip_rate'].map((name): Metric => ({ name, on: ['reel'] })),
  { name: 'navigation', on: ['story'], breakdown: 'story_navigation_action_type' },
  { name: 'replies', on: ['story'] },
  { name: 'link_clicks', on: ['story'], only: 'facebook' },
  ...['total_likes', 'total_comments'].map((name): Metric => ({ name, on: posts, only: 'facebook' })),
  { name: 'total_views', on: everywhere, only: 'facebook' },
]; // prettier-ignore

/** A media that has been up for twenty hours. */
function aSeenMedia(kind: Kind, change = {}): InsightsStage & { path: string; id: string } {
  const stage = setInsightsStage({ followers: 12_000 });
  const { id } = stage.aMedia(kind, 0, change);
  stage.advance(20);
  return { ...stage, id, path: `/${id}/insights` };
}

const pairs = table.flatMap((metric) => everywhere.map((kind) => ({ ...metric, kind })));
test.each(pairs.filter(({ on, kind }) => on.includes(kind)))(
  '$name of a $kind is answered',
  async ({ name, kind, only }) => {
    const { read, path, id } = aSeenMedia(kind);
    const { status, body } = await read(path, { metric: name }, { host: only ?? 'instagram' });

    expect(status).toBe(200);
    const value = body.data[0].values[0].value;
    expect(body.data).toEqual([
      {
        name,
        period: 'lifetime',
        values: [{ value }],
        title: expect.any(String),
        description: expect.any(String),
        id: `${id}/insights/${name}/lifetime`,
      },
    ]);
    expect(value).toBeGreaterThanOrEqual(0);
  },
);

test.each(pairs.filter(({ on, kind }) => !on.includes(kind)))(
  '$name of a $kind is refused',
  async ({ name, kind, only }) => {
    const { read, path } = aSeenMedia(kind);
    const { status, body } = await read(path, { metric: name }, { host: only ?? 'instagram' });

    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 100,
      message: `(#100) The Media Insights API does not support the ${name} metric for this media product type.`,
    });
    expect(body.error).not.toHaveProperty('error_subcode');
  },
);

test.each(table.filter(({ only }) => only === 'facebook'))(
  '$name is no metric of the Instagram host',
  async ({ name, on: [kind = 'photo'] }) => {
    const { read, path } = aSeenMedia(kind);
    const { status, body } = await read(path, { metric: name });

    expect(status).toBe(400);
    expect(body.error.message).toMatch(
      /^\(#100\) metric\[0\] must be one of the following values: reach, views, /,
    );
  },
);

test.each(table.filter(({ breakdown }) => breakdown !== undefined))(
  '$name by $breakdown is the sum of its parts',
  async ({ name, on: [kind = 'photo'], breakdown = '' }) => {
    const { read, path } = aSeenMedia(kind);
    const { status, body } = await read(path, { metric: name, breakdown });

    expect(status).toBe(200);
    const [{ values, total_value }] = body.data;
    const [{ dimension_keys, results }] = total_value.breakdowns;
    expect(dimension_keys).toEqual([breakdown]);
    const sum = results.reduce((total: number, { value }: { value: number }) => total + value, 0);
    expect([total_value.value, values[0].value]).toEqual([sum, sum]);
    for (const row of results) expect(row.dimension_values[0]).toMatch(/^[a-z_]+$/);
  },
);

const bare = table.filter(({ breakdown }) => breakdown === undefined);
test.each(bare)('$name has no breakdown', async ({ name, on: [kind = 'photo'], only }) => {
  const { read, path } = aSeenMedia(kind);
  for (const breakdown of ['action_type', 'follow_type', 'story_navigation_action_type', 'surface_type']) {
    const { status, body } = await read(path, { metric: name, breakdown }, { host: only ?? 'instagram' });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 1, message: 'An unknown error has occurred.' });
  }
});

test('a breakdown and a plain metric cannot share a question', async () => {
  const { read, path } = aSeenMedia('story');
  const { body } = await read(path, {
    metric: 'navigation,reach',
    breakdown: 'story_navigation_action_type',
  });

  expect(body.error.code).toBe(1);
});

test('one question takes all metrics of a reel, in the order asked', async () => {
  const { read, path } = aSeenMedia('reel');
  const names = table
    .filter(({ on, only }) => on.includes('reel') && only === undefined)
    .map(({ name }) => name)
    .toReversed();
  const { body } = await read(path, { metric: JSON.stringify(names) });

  expect(body.data.map(({ name }: { name: string }) => name)).toEqual(names);
});

test('all metrics that a kind has not are named', async () => {
  const { read, path } = aSeenMedia('reel');
  const { body } = await read(path, { metric: 'follows,reach,profile_visits' });

  expect(body.error.message).toBe(
    '(#100) The Media Insights API does not support the follows, profile_visits metric for this media product type.',
  );
});

test('a reel was watched for milliseconds that make its average', async () => {
  const { read, path } = aSeenMedia('reel');
  const metric = 'ig_reels_avg_watch_time,ig_reels_video_view_total_time,views,reels_skip_rate';
  const { body } = await read(path, { metric });
  const [average, whole, views, skipped] = body.data.map(
    (each: { values: [{ value: number }] }) => each.values[0].value,
  );

  expect(average).toBe(Math.round(whole / views));
  expect(average).toBeGreaterThan(1000);
  expect(average).toBeLessThan(22_400);
  expect(skipped).toBeGreaterThan(10);
  expect(skipped).toBeLessThan(90);
});

const gone = ['plays', 'clips_replays_count', 'ig_reels_aggregated_all_plays_count', 'video_views', 'engagement', 'taps_forward', 'taps_back', 'exits', 'carousel_album_reach', 'quality_time', '__proto__', 'toString']; // prettier-ignore
test.each(gone)('%s is no metric, and the refusal lists those that are', async (metric) => {
  const { read, path } = aSeenMedia('reel');
  const { status, body } = await read(path, { metric });

  expect(status).toBe(400);
  expect(body.error.message).toMatch(
    /^\(#100\) metric\[0\] must be one of the following values: reach, views, likes, comments, saved, /,
  );
});

test.each([
  ['v21.0', '2024-07-01T12:00:00Z', 200, undefined],
  ['v21.0', '2024-07-02T12:00:00Z', 400, 'does not support the impressions metric'],
  [
    'v22.0',
    '2024-07-01T12:00:00Z',
    400,
    'Starting from version 22 and above, the impressions metric is no longer supported',
  ],
])('impressions on %s of a media of %s: %i', async (version, published, expected, message) => {
  const { read, path } = aSeenMedia('photo', { publishedAt: Date.parse(published) });
  const { status, body } = await read(path, { metric: 'impressions' }, { version });

  expect(status).toBe(expected);
  if (message !== undefined) expect(body.error.message).toContain(message);
});

test.each(['facebook_views', 'crossposted_views'])(
  '%s of what is not on Facebook fails the whole question',
  async (metric) => {
    const { read, path } = aSeenMedia('reel');
    const { status, body } = await read(path, { metric: `reach,${metric}` });

    expect([status, body.error.code, body.error.error_subcode]).toEqual([400, 100, 2207086]);
  },
);
