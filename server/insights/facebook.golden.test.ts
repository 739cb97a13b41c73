import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMedium, readNow, readOverview } from './index.ts';
import { openCollection, type Collection } from './test-collection.ts';
import { truthOf, truthOfMedia } from './test-truth.ts';

/*
 * The same truth through Facebook's login: its host has metrics of its own, and refuses windows of more than thirty days.
 */

let house: Collection;
const world = () => house.simulator.world;
const whose = () => ({ connectionId: house.connectionId });

const posted = [
  ['image', '2026-10-20T17:00:00Z', { mediaType: 'IMAGE', mediaProductType: 'FEED' }],
  ['carousel', '2026-11-01T09:10:00Z', { mediaType: 'CAROUSEL_ALBUM', mediaProductType: 'FEED' }],
  ['reel', '2026-11-19T18:00:00Z', { mediaType: 'VIDEO', mediaProductType: 'REELS', durationSeconds: 9 }],
  ['image_story', '2026-11-24T20:00:00Z', { mediaType: 'IMAGE', mediaProductType: 'STORY' }],
] as const;
const idOf = (index: number) => `180000000000800${index}`;

beforeAll(async () => {
  house = await openCollection({ hasPast: false, login: 'facebook' });
  for (const [index, [kind, at, is]] of posted.entries()) {
    world().media.put({
      id: idOf(index),
      igId: String(8000 + index),
      shortcode: `facebook${index}`,
      accountId: house.account,
      appId: '1784140000000077',
      containerId: '',
      ...is,
      pictureId: 'picture',
      publishedAt: Date.parse(at),
      likeCount: 0,
      commentsCount: 0,
      isCommentEnabled: true,
    });
    await house.aMedia({ mediaId: idOf(index), kind, postedAt: new Date(at) });
  }
  await house.collect();
}, 300_000);
afterAll(() => house.close());

const totalsOf = (tiles: Awaited<ReturnType<typeof readOverview>>['tiles'], period: 'now' | 'before') =>
  Object.fromEntries(tiles.map((tile) => [tile.metric, tile[period].value]));

test.each([
  ['seven days', { since: '2026-11-18', until: '2026-11-24' }],
  ['28 days of one clock', { since: '2026-10-04', until: '2026-10-31' }],
])('every total of %s is what happened', async (_, ask) => {
  const { tiles, window, before } = await readNow(house.ctx, house.member.workspaceId, {
    ...whose(),
    ...ask,
  });

  expect(totalsOf(tiles, 'now')).toEqual(truthOf(world(), house.account, window).totals);
  expect(totalsOf(tiles, 'before')).toEqual(truthOf(world(), house.account, before).totals);
  expect(truthOf(world(), house.account, window).totals['views']).toBeGreaterThan(0);
});

test('of 90 days sums are what happened, and people who may not be added up are not made up', async () => {
  const { tiles, window } = await readOverview(house.ctx, house.member.workspaceId, {
    ...whose(),
    since: '2026-08-27',
    until: '2026-11-24',
  });
  const truth = truthOf(world(), house.account, window).totals;

  for (const { metric, now } of tiles)
    if (metric === 'reach' || metric === 'accounts_engaged')
      expect([metric, now.value, now.reason]).toEqual([metric, null, 'window_too_long']);
    else expect([metric, now.value]).toEqual([metric, truth[metric]]);
});

test.each(posted.map(([kind], index) => [kind, index] as const))(
  'every figure and part of a %s is what happened, with what Facebook counts beside',
  async (_, index) => {
    const { figures, breakdowns } = await readMedium(house.ctx, house.member.workspaceId, {
      ...whose(),
      mediaId: idOf(index),
    });
    const truth = truthOfMedia(world(), idOf(index), 'facebook');

    const told = Object.keys(truth.figures).map((metric) => [metric, figures[metric]?.value]);
    expect(Object.fromEntries(told)).toEqual(truth.figures);
    const parts = breakdowns.map(({ metric, rows }) => [
      metric,
      Object.fromEntries(rows.map(({ keys, value }) => [keys[0], value])),
    ]);
    expect(Object.fromEntries(parts)).toEqual(truth.parts);
    expect(figures['facebook_views']).toMatchObject({ value: null, reason: 'not_on_facebook' });
  },
);
