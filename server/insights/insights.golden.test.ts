import { afterAll, beforeAll, expect, test } from 'vitest';
import { business } from '../test-context.ts';
import { readAudience, readBestTime, readMediaPage, readMedium, readNow, readOverview } from './index.ts';
import { openCollection, type Collection } from './test-collection.ts';
import { truthOf, truthOfFollowers, truthOfMedia, truthOfPeople } from './test-truth.ts';

/*
 * The simulator's audience is the truth: what every answer says is what happened in that world. It is one o'clock at night of
 * 25 November in California; in the windows lie the ends of summer time of 2026 (1 November) and, two years back, others.
 */

let house: Collection;
const hour = 3600;
/** Instagram tells so many parts, the largest. */
const mostParts = 45;
const world = () => house.simulator.world;
const whose = () => ({ connectionId: house.connectionId });

const kinds = {
  image: { mediaType: 'IMAGE', mediaProductType: 'FEED' },
  carousel: { mediaType: 'CAROUSEL_ALBUM', mediaProductType: 'FEED' },
  reel: { mediaType: 'VIDEO', mediaProductType: 'REELS', durationSeconds: 22.4 },
  image_story: { mediaType: 'IMAGE', mediaProductType: 'STORY' },
} as const;
type Kind = keyof typeof kinds;

/** Posted by hand at these moments, the youngest story still up. */
const posted: [Kind, string][] = [
  ['reel', '2026-03-07T20:00:00Z'],
  ['image', '2026-03-08T09:30:00Z'],
  ['image', '2026-10-18T17:00:00Z'],
  // Before and in the hour that Lisbon's clocks show twice.
  ['image', '2026-10-25T00:30:00Z'],
  ['carousel', '2026-10-25T01:30:00Z'],
  ['reel', '2026-10-31T23:00:00Z'],
  // In the hour that California's clocks show twice.
  ['image', '2026-11-01T09:10:00Z'],
  ['image_story', '2026-11-01T08:20:00Z'],
  ['reel', '2026-11-12T18:00:00Z'],
  ['image', '2026-11-22T07:59:30Z'],
  ['carousel', '2026-11-23T12:00:00Z'],
  ['image_story', '2026-11-24T20:00:00Z'],
];
const mediaIds = posted.map((_, index) => `1800000000009${String(index).padStart(4, '0')}`);

beforeAll(async () => {
  house = await openCollection({ hasPast: false });
  for (const [index, [kind, at]] of posted.entries()) {
    const id = mediaIds[index]!;
    world().media.put({
      id,
      igId: String(9000 + index),
      shortcode: `golden${index}`,
      accountId: business,
      appId: '1784140000000099',
      containerId: '',
      ...kinds[kind],
      pictureId: 'picture',
      publishedAt: Date.parse(at),
      likeCount: 0,
      commentsCount: 0,
      isCommentEnabled: true,
    });
    await house.aMedia({ mediaId: id, kind, postedAt: new Date(at) });
  }
  await house.collect();
}, 300_000);
afterAll(() => house.close());

const overview = (ask: { since?: string; until?: string; before?: string } = {}) =>
  readOverview(house.ctx, house.member.workspaceId, { ...whose(), ...ask });

const windows = [
  ['seven days', { since: '2026-11-18', until: '2026-11-24' }],
  ['28 days, over the end of summer time', { since: '2026-10-28', until: '2026-11-24' }],
  ['90 days', { since: '2026-08-27', until: '2026-11-24' }],
] as const;

test.each(windows)('every total of %s, and of as many before, is what happened', async (_, ask) => {
  const { tiles, window, before } = await overview(ask);

  const told = (period: 'now' | 'before') =>
    Object.fromEntries(tiles.map((tile) => [tile.metric, tile[period].value]));
  expect(told('now')).toEqual(truthOf(world(), business, window).totals);
  expect(told('before')).toEqual(truthOf(world(), business, before).totals);
});

test('something happened in every window that is compared', () => {
  for (const [, window] of windows) {
    const { totals, parts } = truthOf(world(), business, window);
    for (const metric of ['reach', 'views', 'likes', 'saves', 'follows', 'unfollows', 'profile_links_taps'])
      expect([metric, totals[metric]! > 0]).toEqual([metric, true]);
    expect(Object.keys(parts['views media_product_type']!).length).toBeGreaterThan(1);
  }
});

test.each(windows)('the parts of %s are what happened, those of zero left out', async (_, ask) => {
  const { breakdowns, window } = await overview(ask);

  const told = Object.fromEntries(
    breakdowns.map(({ metric, dimension, rows }) => [
      `${metric} ${dimension}`,
      Object.fromEntries(rows.map(({ keys, value }) => [keys[0], value])),
    ]),
  );
  expect(told).toEqual(truthOf(world(), business, window).parts);
});

test('every day of the series is what happened on that Pacific day, the one of 25 hours too', async () => {
  const { series, window } = await overview({ since: '2026-10-28', until: '2026-11-24' });

  expect(series.length).toBe(13);
  for (const { metric, days } of series)
    expect([metric, days.map(({ day, value }) => [day, value])]).toEqual([
      metric,
      days.map(({ day }) => [day, truthOf(world(), business, { since: day, until: day }).totals[metric]]),
    ]);
  expect(window.until).toBe('2026-11-24');
});

test('a window over the beginning of summer time is asked for when somebody looks, and is what happened', async () => {
  const ask = { since: '2026-03-05', until: '2026-03-11' };
  const known = await overview(ask);
  expect(known.unread).toContain('reach');

  const { tiles, unread, window, before } = await readNow(house.ctx, house.member.workspaceId, {
    ...whose(),
    ...ask,
  });

  expect(unread).toEqual([]);
  expect(Object.fromEntries(tiles.map(({ metric, now }) => [metric, now.value]))).toEqual(
    truthOf(world(), business, window).totals,
  );
  expect(Object.fromEntries(tiles.map((tile) => [tile.metric, tile.before.value]))).toEqual(
    truthOf(world(), business, before).totals,
  );
});

test('every figure of every media is what happened', async () => {
  const { media } = await readMediaPage(house.ctx, house.member.workspaceId, {
    ...whose(),
    sort: 'reach',
    limit: 100,
  });
  const order = mediaIds
    .filter((id) => media.some((each) => each.media.mediaId === id && each.figures.reach?.value !== null))
    .map((id) => truthOfMedia(world(), id).figures.reach!)
    .sort((one, other) => other - one);

  expect(media.flatMap(({ figures }) => figures.reach?.value ?? [])).toEqual(order);
  for (const [index, id] of mediaIds.entries()) {
    const { figures, breakdowns } = await readMedium(house.ctx, house.member.workspaceId, {
      ...whose(),
      mediaId: id,
    });
    const [kind, at] = posted[index]!;
    if (kind === 'image_story' && Date.parse(at) < world().now() - 24 * hour * 1000) {
      // Over before we looked: Instagram tells of it no more, and neither do we.
      expect(figures.reach).toMatchObject({ value: null });
      continue;
    }
    const truth = truthOfMedia(world(), id);
    const told = Object.fromEntries(
      Object.keys(truth.figures).map((metric) => [metric, figures[metric]?.value]),
    );
    expect([id, told]).toEqual([id, truth.figures]);
    const parts = breakdowns.map(({ metric, rows }) => [
      metric,
      Object.fromEntries(rows.map(({ keys, value }) => [keys[0], value])),
    ]);
    expect([id, Object.fromEntries(parts)]).toEqual([id, truth.parts]);
  }
});

test('followers are as many as there are, and online at the hours of the account’s own clock', async () => {
  const { followers, online } = await readAudience(house.ctx, house.member.workspaceId, {
    ...whose(),
    timeframe: 'this_month',
  });

  const truth = truthOfFollowers(world(), business, '2026-11-24', 'Europe/Lisbon');
  expect(followers.value).toBe(truth.followers);
  expect(online.timeZone).toBe('Europe/Lisbon');
  expect(new Map(online.hours.map(({ hour: at, value }) => [at, value]))).toEqual(
    new Map([...truth.online].sort(([one], [other]) => one - other)),
  );
});

test.each([
  ['follower_demographics', 'this_week', ['age']],
  ['follower_demographics', 'this_month', ['gender']],
  ['follower_demographics', 'this_month', ['age', 'gender']],
  ['follower_demographics', 'this_month', ['country']],
  ['follower_demographics', 'this_month', ['city']],
  ['engaged_audience_demographics', 'this_month', ['age', 'gender']],
  ['engaged_audience_demographics', 'this_month', ['country']],
  ['engaged_audience_demographics', 'this_month', ['city']],
] as const)('%s of %s by %j are, part by part, who they are', async (metric, timeframe, traits) => {
  const { breakdowns } = await readAudience(house.ctx, house.member.workspaceId, { ...whose(), timeframe });
  const told = breakdowns.find((each) => each.metric === metric && each.dimension === traits.join(','));
  const days = timeframe === 'this_week' ? 7 : 30;
  const truth = truthOfPeople(world(), business, { metric, traits: [...traits], days });

  const rows = (told?.rows ?? []).map(({ keys, value }) => [keys.join(' / '), value] as const);
  for (const [key, value] of rows) expect([key, value]).toEqual([key, truth.get(key)]);
  // Of equal parts at the end of what Instagram tells, either may be told.
  expect(rows.map(([, value]) => value)).toEqual(
    [...truth.values()].sort((one, other) => other - one).slice(0, mostParts),
  );
  expect(rows.length).toBeGreaterThan(1);
});

test('of fewer than a hundred who engaged in a week nothing is told, and why', async () => {
  const metric = 'engaged_audience_demographics';
  const truth = truthOfPeople(world(), business, { metric, traits: ['country'], days: 7 });
  const people = [...truth.values()].reduce((sum, value) => sum + value, 0);
  const { breakdowns } = await readAudience(house.ctx, house.member.workspaceId, {
    ...whose(),
    timeframe: 'this_week',
  });

  expect(people).toBeLessThan(100);
  expect(breakdowns.filter((each) => each.metric === metric).map(({ reason }) => reason)).toEqual(
    Array.from({ length: 5 }, () => 'below_threshold'),
  );
});

test('the best hours are those that the account’s own clock showed, on the night it is set back too', async () => {
  const { cells } = await readBestTime(house.ctx, house.member.workspaceId, whose());
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Lisbon',
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const truth: Record<string, number> = {};
  for (const [kind, at] of posted) {
    if (kind === 'image_story' || Date.parse(at) > world().now() - 24 * hour * 1000) continue;
    const parts = Object.fromEntries(
      clock.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]),
    );
    const cell = `${parts['weekday']} ${Math.floor(Number(parts['hour']) / 2) * 2}`;
    truth[cell] = (truth[cell] ?? 0) + 1;
  }

  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  expect(truth['Sun 0']).toBeGreaterThanOrEqual(2);
  expect(
    Object.fromEntries(
      cells.flatMap((cell) =>
        cell.posts > 0 ? [[`${days[cell.weekday - 1]} ${cell.hour}`, cell.posts]] : [],
      ),
    ),
  ).toEqual(truth);
});

// Last, for it moves the clock.
test('a day that Instagram tells of late is not there, then not final, and in the end what happened', async () => {
  await house.flags({ insightsDelayHours: 40 });
  await house.advance(24 * hour);
  await house.collect();
  const day = { since: '2026-11-25', until: '2026-11-25' };
  const early = await overview(day);
  const truth = truthOf(world(), business, day).totals;
  const dayOf = () =>
    house.ctx.db
      .selectFrom('account_insights')
      .select(['views', 'is_final'])
      .where('day', '=', day.since)
      .executeTakeFirstOrThrow();

  expect((await dayOf()).is_final).toBe(false);
  expect(early.tiles.find(({ metric }) => metric === 'views')?.now.value).not.toBe(truth.views);

  for (let days = 0; days < 4; days++) {
    await house.advance(24 * hour);
    await house.collect();
  }
  const { tiles } = await overview(day);

  expect((await dayOf()).is_final).toBe(true);
  expect(Object.fromEntries(tiles.map(({ metric, now }) => [metric, now.value]))).toEqual(truth);
}, 120_000);
