import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { business } from '../test-context.ts';
import { storyInsightsTold, sweepInsights } from './index.ts';
import { openCollection, type Collection } from './test-collection.ts';

let house: Collection;
beforeEach(async () => {
  house = await openCollection({ isMediaAlone: true });
});
afterEach(() => house.close());

const hour = 3600;
const day = 24 * hour;
const picture = () => ({ image_url: house.pictureUrl, caption: 'Cups' });
const story = () => ({ image_url: house.pictureUrl, media_type: 'STORIES' });
const readings = (media: string) =>
  house.ctx.db
    .selectFrom('media_insights')
    .selectAll()
    .where('media', '=', media)
    .orderBy('captured_at')
    .execute();
const row = (media: string) =>
  house.ctx.db.selectFrom('media').selectAll().where('id', '=', media).executeTakeFirstOrThrow();

test('a picture is read after one, three, six, twelve and twenty-four hours, and then daily', async () => {
  const media = await house.aMedia({ mediaId: await house.postByHand(business, picture()) });
  const posted = house.ctx.clock.now();
  for (let hours = 0; hours < 72; hours++) {
    await sweepInsights(house.ctx);
    await house.advance(hour);
  }

  const ages = (await readings(media)).map(({ captured_at: at }) =>
    Math.round((at.getTime() - posted.getTime()) / 3_600_000),
  );
  expect(ages).toEqual([0, 1, 3, 6, 12, 24, 48]);
});

test('a reading is kept beside the earlier ones, and the latest is where lists find it', async () => {
  const media = await house.aMedia({ mediaId: await house.postByHand(business, picture()) });
  await house.advance(hour);
  await house.collect();
  await house.advance(day);
  await house.collect();

  const all = await readings(media);
  expect(all.map(({ reach }) => reach)).toEqual(all.map(({ reach }) => reach).toSorted((a, b) => a! - b!));
  expect(all.at(-1)?.reach).toBeGreaterThan(0);
  const { reach, views, likes, saved, insights_read_at: readAt, missing } = await row(media);
  expect({ reach, views, likes, saved }).toEqual({
    reach: all.at(-1)?.reach,
    views: all.at(-1)?.views,
    likes: all.at(-1)?.likes,
    saved: all.at(-1)?.saved,
  });
  expect(readAt).toEqual(all.at(-1)?.captured_at);
  expect(missing).toEqual({ facebook_views: 'not_on_facebook' });
});

test('what was not shared to Facebook is asked for once', async () => {
  const media = await house.aMedia({ mediaId: await house.postByHand(business, picture()) });
  await house.advance(hour);
  await house.collect();
  expect(house.askedMetrics()).toContain('facebook_views');

  await house.advance(day);
  await house.collect();

  expect((await readings(media)).length).toBe(2);
  expect(house.askedMetrics()).not.toContain('facebook_views');
});

test('a reel has its watch time, in milliseconds, and its skip rate', async () => {
  const postId = await house.send(house.connectionId, { kind: 'reel', items: [{ assetId: house.videoId }] });
  await house.untilRest(postId);
  const [live] = house.newMedia();
  const mediaId = live?.id ?? '';
  const media = await house.aMedia({ mediaId, kind: 'reel' });
  await house.advance(day);
  await house.collect();

  const [reading] = await readings(media);
  expect(reading?.ig_reels_avg_watch_time).toBeGreaterThan(100);
  expect(Number(reading?.ig_reels_video_view_total_time)).toBeGreaterThan(
    reading?.ig_reels_avg_watch_time ?? 0,
  );
  expect(reading?.reels_skip_rate).toBeGreaterThanOrEqual(0);
});

test('a story is read hourly, and last a quarter of an hour before it is gone', async () => {
  const media = await house.aMedia({
    mediaId: await house.postByHand(business, story()),
    kind: 'image_story',
  });
  const posted = house.ctx.clock.now();
  for (let quarters = 0; quarters < 100; quarters++) {
    await sweepInsights(house.ctx);
    await house.advance(900);
  }

  const all = await readings(media);
  const last = all.at(-1);
  expect((last!.captured_at.getTime() - posted.getTime()) / 60_000).toBe(23 * 60 + 45);
  expect(all.length).toBeGreaterThan(20);
  expect(last?.reach).toBeGreaterThan(0);
  expect(last?.extra).toMatchObject({
    navigation: expect.objectContaining({ tap_forward: expect.any(Number) as number }) as object,
  });
  expect((await row(media)).insights_due_at).toBeNull();
});

test('a story with few viewers says so, and is asked again within the hour', async () => {
  const media = await house.aMedia({
    mediaId: await house.postByHand(business, story()),
    kind: 'image_story',
  });
  await house.collect();

  const { missing, reach, insights_due_at: dueAt } = await row(media);
  expect([missing.reach, reach]).toEqual(['too_few_viewers', null]);
  expect(dueAt!.getTime() - house.ctx.clock.now().getTime()).toBeLessThanOrEqual(hour * 1000);
  expect(await house.plan()).toMatchObject({ held_by: null });
});

test('a story that is over before anybody looked is let go', async () => {
  const media = await house.aMedia({
    mediaId: await house.postByHand(business, story()),
    kind: 'image_story',
  });
  await house.advance(25 * hour);
  await house.collect();

  expect(await row(media)).toMatchObject({ insights_due_at: null, reach: null });
});

test('what Meta tells at the end of a story is its last reading', async () => {
  const mediaId = await house.postByHand(business, story());
  const media = await house.aMedia({ mediaId, kind: 'image_story' });

  const told = { reach: 41, replies: 2, taps_forward: 19, exits: 4 };
  await storyInsightsTold(house.ctx, { instagramUserId: business, mediaId, told });

  expect(await readings(media)).toMatchObject([
    { reach: 41, replies: 2, views: null, extra: { navigation: { tap_forward: 19, tap_exit: 4 } } },
  ]);
  expect(await row(media)).toMatchObject({ reach: 41, insights_due_at: null });
  expect(await storyInsightsTold(house.ctx, { instagramUserId: business, mediaId: '1', told })).toBe(false);
});

test('what was posted before the account was a professional one has no figures, and is not asked for again', async () => {
  const media = await house.aMedia({ mediaId: await house.postByHand(business, picture()) });
  await house.advance(day);
  await house.control('PATCH', `/accounts/${business}`, {
    professionalSince: house.ctx.clock.now().getTime(),
  });

  await house.collect();

  const { insights_due_at: dueAt, missing } = await row(media);
  expect(dueAt).toBeNull();
  expect(new Set(Object.values(missing))).toEqual(new Set(['before_business']));
});

test('one metric that Instagram takes away from a kind is named, and the others stand', async () => {
  const media = await house.aMedia({ mediaId: await house.postByHand(business, picture()) });
  await house.advance(day);
  house.refuse('profile_visits');
  await house.collect();

  const { missing, reach } = await row(media);
  expect(reach).toBeGreaterThan(0);
  expect(missing).toMatchObject({ profile_visits: 'refused' });
  const named = await house.ctx.db
    .selectFrom('refused_metrics')
    .select(['subject', 'metric', 'reason'])
    .execute();
  expect(named).toEqual([{ subject: 'image', metric: 'profile_visits', reason: 'refused' }]);

  house.askedMetrics();
  await house.advance(day);
  await house.collect();
  expect(house.askedMetrics().filter((asked) => asked.includes('profile_visits'))).toEqual([]);
});

test('a media that is gone is asked for ever more rarely, and holds up no other', async () => {
  const gone = await house.aMedia({ mediaId: '17890000000000999' });
  const live = await house.aMedia({ mediaId: await house.postByHand(business, picture()) });
  await house.collect();

  expect(await readings(live)).toHaveLength(1);
  expect(await row(gone)).toMatchObject({ insights_failures: 1 });
  for (let days = 0; days < 8; days++) {
    await house.advance(day);
    await house.collect();
  }
  expect(await row(gone)).toMatchObject({ insights_due_at: null });
});

test('a media at which Instagram stumbles each time holds up no other for long', async () => {
  const mediaId = await house.postByHand(business, picture());
  const bad = await house.aMedia({ mediaId: await house.postByHand(business, picture()) });
  const { media_id: badId } = await row(bad);
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: `/${badId}/insights`,
    kind: 'status',
    status: 500,
    times: 1000,
  });
  const good = await house.aMedia({ mediaId });
  for (let minutes = 0; minutes < 3; minutes++) {
    await house.collect();
    await house.advance(60);
  }

  expect(await readings(good)).toHaveLength(1);
  expect(await readings(bad)).toEqual([]);
});

test('of many media a turn reads few, and all are read in the end', async () => {
  const mediaId = await house.postByHand(business, picture());
  await house.advance(hour);
  const { workspaceId } = house.member;
  const now = house.ctx.clock.now();
  await sql`
    insert into media (workspace_id, instagram_user_id, media_id, kind, posted_at, first_seen_at, read_at, insights_due_at)
    select ${workspaceId}, ${business}, ${mediaId} || '0' || n, 'image', ${now}, ${now}, ${now}, ${now}
    from generate_series(1, 100) as n`.execute(house.ctx.db);
  await sweepInsights(house.ctx);
  const first = house.askedMetrics().length;
  await house.collect();

  expect(first).toBeLessThanOrEqual(60);
  const open = await house.ctx.db
    .selectFrom('media')
    .select('id')
    .where('insights_due_at', '<=', now)
    .execute();
  expect(open).toEqual([]);
});

test('no reading ever lies in the default partition, however long the product runs', async () => {
  const media = await house.aMedia({ mediaId: await house.postByHand(business, picture()) });
  for (let weeks = 0; weeks < 12; weeks++) {
    await house.advance(7 * day);
    // A token lives for sixty days. A reconnect has everything read; that is of other tests.
    if (weeks === 7) {
      await house.connect({ account: business }, house.member, house.connectionId);
      await house.ctx.db
        .updateTable('insight_plans')
        .set({ account_due_at: new Date('2099-01-01'), audience_due_at: new Date('2099-01-01') })
        .execute();
    }
    await sweepInsights(house.ctx);
    await sweepInsights(house.ctx);
  }

  expect((await readings(media)).length).toBeGreaterThan(4);
  const { rows } = await sql`select from media_insights_default`.execute(house.ctx.db);
  expect(rows).toEqual([]);
});
