import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readMediaPage, readMedium } from './index.ts';
import type { MediaAsk } from './read-media-page.ts';
import { openReadings, type Readings } from './test-readings.ts';

let readings: Readings;
beforeAll(async () => {
  readings = await openReadings();
});
beforeEach(async () => {
  for (const table of ['media', 'refused_metrics'] as const)
    await readings.ctx.db.deleteFrom(table).execute();
});
afterAll(() => readings.close());

function page(ask: Partial<MediaAsk> = {}) {
  const { ctx, workspaceId, connectionId } = readings;
  return readMediaPage(ctx, workspaceId, { connectionId, sort: 'posted_at', limit: 50, ...ask });
}

/** All pages of two, by the ids of their media. */
async function walk(ask: Partial<MediaAsk>): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const { media, next } = await page({ ...ask, limit: 2, after });
    pages.push(media.map((each) => each.media.mediaId));
    after = next ?? undefined;
  } while (after !== undefined);
  return pages;
}

test('pages by a figure go on from the largest to those without it, each media once', async () => {
  for (const [mediaId, reach] of [
    ['1', 5],
    ['2', null],
    ['3', 9],
    ['4', 5],
    ['5', null],
    ['6', null],
    ['7', 0],
  ])
    await readings.media(String(mediaId), { reach });

  expect(await walk({ sort: 'reach' })).toEqual([['3', '4'], ['1', '7'], ['6', '5'], ['2']]);
});

test('pages by their time lose none of a moment that many share', async () => {
  for (const mediaId of ['1', '2', '3', '4', '5']) await readings.media(mediaId);

  expect(await walk({ sort: 'posted_at' })).toEqual([['5', '4'], ['3', '2'], ['1']]);
});

test.each(['nonsense', '', 'WyJ2aWV3cyIsIjUiLCIxIl0'])('there is no page "%s" by reach', async (after) => {
  await expect(page({ sort: 'reach', after })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('a media belongs to the Pacific day on which it was posted', async () => {
  await readings.media('1', { posted_at: new Date('2026-11-20T07:59:59Z') });
  await readings.media('2', { posted_at: new Date('2026-11-20T08:00:00Z') });
  await readings.media('3', { posted_at: new Date('2026-11-21T08:00:00Z') });

  expect(await walk({ since: '2026-11-20', until: '2026-11-20' })).toEqual([['2']]);
});

test('a kind is picked out', async () => {
  await readings.media('1');
  await readings.media('2', { kind: 'reel' });

  expect(await walk({ kind: 'reel' })).toEqual([['2']]);
});

test('a figure that is missing says why: not for its kind, as it was kept, not read', async () => {
  await readings.media('1', {
    kind: 'image_story',
    insights_read_at: new Date('2026-11-21T08:00:00Z'),
    reach: 4,
    missing: { views: 'too_few_viewers' },
  });
  await readings.media('2');

  const { media } = await page();
  const [unread, story] = media.map(({ figures }) => figures);

  expect(story).toMatchObject({
    reach: { value: 4, reason: null, readAt: '2026-11-21T08:00:00.000Z' },
    likes: { value: null, reason: 'not_for_kind' },
    views: { value: null, reason: 'too_few_viewers' },
    shares: { value: null, reason: 'not_sent' },
  });
  expect(unread).toMatchObject({ reach: { value: null, reason: 'not_read', readAt: null } });
});

test('one media tells every figure of its kind, its parts, and how it grew', async () => {
  const row = await readings.media('18', {
    kind: 'video_story',
    insights_read_at: new Date('2026-11-20T13:00:00Z'),
    reach: 9,
    insights_due_at: new Date('2026-11-21T13:00:00Z'),
  });
  await readings.reading(row, '2026-11-20T11:00:00Z', { reach: 2 });
  await readings.reading(row, '2026-11-20T13:00:00Z', {
    reach: 9,
    navigation: 25,
    replies: 0,
    extra: { navigation: { tap_back: 6, tap_forward: 19 } },
  });

  const medium = await readMedium(readings.ctx, readings.workspaceId, {
    connectionId: readings.connectionId,
    mediaId: '18',
  });

  expect(medium.figures).toMatchObject({
    reach: { value: 9 },
    navigation: { value: 25 },
    replies: { value: 0, reason: null },
    follows: { value: null, reason: 'not_sent' },
  });
  expect(Object.keys(medium.figures)).not.toContain('likes');
  expect(medium.breakdowns.find(({ metric }) => metric === 'navigation')?.rows).toEqual([
    { keys: ['tap_forward'], value: 19 },
    { keys: ['tap_back'], value: 6 },
  ]);
  expect(medium.readings.map(({ at, figures }) => [at, figures.reach, figures.navigation])).toEqual([
    ['2026-11-20T11:00:00.000Z', 2, null],
    ['2026-11-20T13:00:00.000Z', 9, 25],
  ]);
  expect(medium.nextReadingAt).toBe('2026-11-21T13:00:00.000Z');
});

test('of many readings 200 are told, the first and the last among them', async () => {
  const row = await readings.media('18', {
    posted_at: new Date('2026-10-20T10:00:00Z'),
    first_seen_at: new Date('2026-10-20T10:00:00Z'),
  });
  const instants = Array.from({ length: 300 }, (_, hour) =>
    new Date(Date.UTC(2026, 9, 20, 11 + hour)).toISOString(),
  );
  for (const [index, at] of instants.entries()) await readings.reading(row, at, { reach: index });

  const medium = await readMedium(readings.ctx, readings.workspaceId, {
    connectionId: readings.connectionId,
    mediaId: '18',
  });

  expect(medium.readings).toHaveLength(200);
  expect([medium.readings[0]?.figures.reach, medium.readings.at(-1)?.figures.reach]).toEqual([0, 299]);
});

test('a media of another account of the workspace is not found', async () => {
  await readings.media('18', { instagram_user_id: '17841400000000999' });
  const { ctx, workspaceId, connectionId } = readings;

  await expect(readMedium(ctx, workspaceId, { connectionId, mediaId: '18' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
