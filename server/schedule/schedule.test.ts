import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { getConnection, setTimeZone } from '../connections/index.ts';
import { storeAsset } from '../library/index.ts';
import { createPost, getPost } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import {
  checkMoment,
  planDraft,
  previewTimeZone,
  readCalendar,
  readQueue,
  scheduleAt,
  setSlots,
  skipSlot,
  unskipSlot,
} from './index.ts';
import { fillQueue, repeatPost } from './test-at-once.ts';

let house: TestContext;
let connectionId: string;
let assetId: string;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  assetId = (await storeAsset(house.ctx, house.member, { name: 'cup.jpg', bytes })).id;
});
afterAll(() => house.close());
// It is Wednesday 25 November 2026, 09:00 in Lisbon; every test begins with an empty calendar.
beforeEach(async () => {
  await house.ctx.db.deleteFrom('posts').execute();
  await setSlots(house.ctx, house.member, { connectionId, slots: [] });
  await house.ctx.db.deleteFrom('skipped_slots').execute();
  await setTimeZone(house.ctx, house.member, { connectionId, timeZone: 'Europe/Lisbon' });
});

const aDraft = async (caption = 'Cup') =>
  (
    await createPost(
      house.ctx,
      house.member,
      postContent.parse({ connectionId, caption, items: [{ assetId, altText: 'A cup' }] }),
    )
  ).id;
const at = (postId: string, wallTime: string, unclear?: 'earlier' | 'later') =>
  scheduleAt(house.ctx, house.member, { postId, wallTime, unclear });
const window = { from: '2026-11-01T00:00:00Z', to: '2027-12-01T00:00:00Z', limit: 500 };
const calendar = (ask: object = {}) =>
  readCalendar(house.ctx, house.member.workspaceId, { ...window, ...ask });
const queue = () => readQueue(house.ctx, house.member.workspaceId, connectionId);

test('a wall time is kept with its zone beside the instant', async () => {
  const post = await at(await aDraft(), '2027-07-14T10:00');

  expect(post).toMatchObject({
    state: 'scheduled',
    publishAt: '2027-07-14T09:00:00.000Z',
    wallTime: '2027-07-14T10:00',
    timeZone: 'Europe/Lisbon',
  });
});

test('a time that the clock skips is refused with the two moments near it, and taken when one is chosen', async () => {
  const postId = await aDraft();

  await expect(at(postId, '2027-03-28T01:30')).rejects.toMatchObject({
    code: 'wall_time_unclear',
    details: {
      reading: 'skipped',
      choices: [
        { unclear: 'earlier', wallTime: '2027-03-28T00:30', offset: 'UTC' },
        { unclear: 'later', wallTime: '2027-03-28T02:30', offset: 'UTC+1' },
      ],
    },
  });
  expect(await at(postId, '2027-03-28T01:30', 'later')).toMatchObject({
    wallTime: '2027-03-28T02:30',
    publishAt: '2027-03-28T01:30:00.000Z',
  });
});

test('of an hour that comes twice, the chosen one is meant', async () => {
  const postId = await aDraft();

  await expect(at(postId, '2027-10-31T01:30')).rejects.toMatchObject({ code: 'wall_time_unclear' });
  expect((await at(postId, '2027-10-31T01:30', 'earlier')).publishAt).toBe('2027-10-31T00:30:00.000Z');
  expect((await at(postId, '2027-10-31T01:30', 'later')).publishAt).toBe('2027-10-31T01:30:00.000Z');
});

test.each([
  ['2026-11-25T08:58', 'time_past'],
  ['1999-01-01T10:00', 'time_past'],
  ['2031-11-25T10:00', 'time_too_far'],
  ['9999-12-31T23:59', 'time_too_far'],
  ['2027-02-30T10:00', 'invalid_input'],
  ['0000-00-00T00:00', 'invalid_input'],
])('%s is refused as %s and nothing changes', async (wallTime, code) => {
  const postId = await aDraft();

  await expect(at(postId, wallTime)).rejects.toMatchObject({ code });
  expect(await getPost(house.ctx, house.member.workspaceId, postId)).toMatchObject({
    state: 'draft',
    publishAt: null,
  });
});

test('an instant that is over or of the year 9999 is refused too', async () => {
  const postId = await aDraft();
  const atInstant = (publishAt: string) => scheduleAt(house.ctx, house.member, { postId, publishAt });

  await expect(atInstant('2026-11-25T08:00:00Z')).rejects.toMatchObject({ code: 'time_past' });
  await expect(atInstant('9999-12-31T23:59:59Z')).rejects.toMatchObject({ code: 'time_too_far' });
});

test('the minute that has just begun means now', async () => {
  expect((await at(await aDraft(), '2026-11-25T09:00')).publishAt).toBe('2026-11-25T09:00:00.000Z');
});

test('a scheduled post moves, and its run moves with it', async () => {
  const postId = await aDraft();
  await at(postId, '2026-12-01T10:00');
  await at(postId, '2026-12-03T10:00');

  const run = await house.ctx.db
    .selectFrom('publish_runs')
    .select(['due_at', 'lease'])
    .where('post_id', '=', postId)
    .executeTakeFirstOrThrow();
  expect(run.due_at!.toISOString() <= '2026-12-03T10:00:00.000Z').toBe(true);
  expect(run.due_at!.toISOString() > '2026-12-03T09:00:00.000Z').toBe(true);
});

test.each(['publishing', 'published', 'unconfirmed'] as const)('what is %s does not move', async (state) => {
  const postId = await aDraft();
  await house.ctx.db.updateTable('posts').set({ state }).where('id', '=', postId).execute();

  await expect(at(postId, '2026-12-01T10:00')).rejects.toMatchObject({ code: 'post_not_editable' });
  await expect(
    planDraft(house.ctx, house.member, { postId, wallTime: '2026-12-01T10:00' }),
  ).rejects.toMatchObject({ code: 'post_not_editable' });
});

test('a draft has a place on the calendar without being sent', async () => {
  const postId = await aDraft();
  const post = await planDraft(house.ctx, house.member, { postId, wallTime: '2026-12-01T12:00' });

  expect(post).toMatchObject({ state: 'draft', wallTime: '2026-12-01T12:00' });
  expect((await calendar()).entries).toMatchObject([{ id: postId, state: 'draft' }]);
  await planDraft(house.ctx, house.member, { postId, wallTime: null });
  expect((await calendar()).entries).toEqual([]);
});

test('when the zone of the account changes, posts keep their wall time', async () => {
  const [morning, soon, gap] = [await aDraft('a'), await aDraft('b'), await aDraft('c')];
  await at(morning, '2026-12-01T10:00');
  await at(soon, '2026-11-25T10:00');
  await at(gap, '2027-03-28T02:30');
  const ask = { connectionId, timeZone: 'Europe/Berlin' };

  expect(await previewTimeZone(house.ctx, house.member.workspaceId, ask)).toEqual({
    moved: 2,
    shifted: 1,
    kept: 1,
  });
  await setTimeZone(house.ctx, house.member, ask);

  const read = async (id: string) => {
    const { publishAt, wallTime, timeZone } = await getPost(house.ctx, house.member.workspaceId, id);
    return [publishAt, wallTime, timeZone];
  };
  expect(await read(morning)).toEqual(['2026-12-01T09:00:00.000Z', '2026-12-01T10:00', 'Europe/Berlin']);
  // 10:00 in Berlin is now, so this one stays where it was.
  expect(await read(soon)).toEqual(['2026-11-25T10:00:00.000Z', '2026-11-25T11:00', 'Europe/Berlin']);
  // Berlin's clock skips 02:30 that day.
  expect(await read(gap)).toEqual(['2027-03-28T01:30:00.000Z', '2027-03-28T03:30', 'Europe/Berlin']);
  const { due_at } = await house.ctx.db
    .selectFrom('publish_runs')
    .select('due_at')
    .where('post_id', '=', morning)
    .executeTakeFirstOrThrow();
  expect(due_at!.toISOString() <= '2026-12-01T09:00:00.000Z').toBe(true);
});

test('posts take the free slots in order, and a skipped one is left out', async () => {
  await setSlots(house.ctx, house.member, {
    connectionId,
    slots: [
      { weekday: 3, time: '18:30' },
      { weekday: 5, time: '08:00' },
    ],
  });
  await skipSlot(house.ctx, house.member, { connectionId, wallTime: '2026-11-27T08:00' });
  const inSlot = async () => {
    const postId = await aDraft();
    return (await scheduleAt(house.ctx, house.member, { postId, slot: 'next' })).wallTime;
  };

  expect([await inSlot(), await inSlot()]).toEqual(['2026-11-25T18:30', '2026-12-02T18:30']);
  await unskipSlot(house.ctx, house.member, { connectionId, wallTime: '2026-11-27T08:00' });
  expect(await inSlot()).toBe('2026-11-27T08:00');
  expect((await queue()).upcoming.slice(0, 4).map(({ wallTime, state }) => [wallTime, state])).toEqual([
    ['2026-11-25T18:30', 'taken'],
    ['2026-11-27T08:00', 'taken'],
    ['2026-12-02T18:30', 'taken'],
    ['2026-12-04T08:00', 'open'],
  ]);
});

test('posts that ask for a slot at the same moment never get the same', async () => {
  await setSlots(house.ctx, house.member, { connectionId, slots: [{ weekday: 3, time: '18:30' }] });
  const drafts = await Promise.all(Array.from({ length: 6 }, () => aDraft()));
  const times = await Promise.all(
    drafts.map(
      async (postId) => (await scheduleAt(house.ctx, house.member, { postId, slot: 'next' })).wallTime,
    ),
  );

  expect(new Set(times).size).toBe(6);
});

test('without a free slot it is said, and the draft stays a draft', async () => {
  const postId = await aDraft();

  await expect(scheduleAt(house.ctx, house.member, { postId, slot: 'next' })).rejects.toMatchObject({
    code: 'no_free_slot',
  });
});

test('the queue is filled with drafts in order; one that cannot go is told and holds up nobody', async () => {
  await setSlots(house.ctx, house.member, { connectionId, slots: [{ weekday: 1, time: '09:00' }] });
  const [first, second] = [await aDraft('first'), await aDraft('second')];
  const empty = (await createPost(house.ctx, house.member, postContent.parse({ connectionId }))).id;
  const filled = await fillQueue(house.ctx, house.member, { connectionId, postIds: [first, empty, second] });

  expect(filled.map(({ wallTime, refusal }) => wallTime ?? refusal)).toEqual([
    '2026-11-30T09:00',
    'preflight_failed',
    '2026-12-07T09:00',
  ]);
});

test('a series goes out at the same wall time, through every change of the clock', async () => {
  const postId = await aDraft('weekly');
  await at(postId, '2027-03-14T01:30');
  const made = await repeatPost(house.ctx, house.member, { postId, everyWeeks: 1, times: 3 });

  expect(made.map(({ wallTime, isShifted }) => [wallTime, isShifted])).toEqual([
    ['2027-03-21T01:30', false],
    ['2027-03-28T02:30', true],
    ['2027-04-04T01:30', false],
  ]);
  const { entries } = await calendar();
  expect(entries.map(({ words, state, isSeries }) => [words, state, isSeries])).toEqual(
    Array.from({ length: 4 }, () => ['weekly', 'scheduled', true]),
  );
});

test('a post without a time to come has no series', async () => {
  await expect(
    repeatPost(house.ctx, house.member, { postId: await aDraft(), everyWeeks: 1, times: 3 }),
  ).rejects.toMatchObject({ code: 'post_not_editable' });
});

test('posts near each other are told, of the same account only', async () => {
  const [one, other] = [await aDraft('one'), await aDraft('other')];
  await at(one, '2026-12-01T10:00');
  await at(other, '2026-12-01T10:10');

  expect((await calendar()).entries.map(({ warnings }) => warnings)).toEqual([
    ['close_to_another'],
    ['close_to_another'],
  ]);
  const check = (wallTime: string, except?: string) =>
    checkMoment(house.ctx, house.member.workspaceId, { connectionId, wallTime, except });
  expect(await check('2026-12-01T10:05', one)).toMatchObject({ warnings: ['close_to_another'] });
  expect(await check('2026-12-01T10:20', other)).toMatchObject({ warnings: [], reading: 'exact' });
});

test('pages of the calendar follow each other without a gap or a repetition', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) {
    const postId = await aDraft(`${i}`);
    // Three share one instant, and a database keeps finer time than our dates.
    await house.ctx.db
      .updateTable('posts')
      .set({ publish_at: new Date(Date.parse('2026-12-01T10:00:00Z') + Math.floor(i / 3) * 60_000) })
      .where('id', '=', postId)
      .execute();
    ids.push(postId);
  }
  const seen: string[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await calendar({ limit: 2, ...(after ? { after } : {}) });
    seen.push(...page.entries.map(({ id }) => id));
    after = page.next;
  }

  expect(seen.toSorted()).toEqual(ids.toSorted());
  expect(seen).toHaveLength(7);
});

test.each([
  { from: '2026-12-01T00:00:00Z', to: '2026-12-01T00:00:00Z' },
  { from: '2026-01-01T00:00:00Z', to: '2027-12-01T00:00:00Z' },
  { from: undefined, to: undefined },
  { after: 'nonsense' },
  { after: Buffer.from("2026-12-01 10:00:00+00'; drop table posts --").toString('base64url') },
])('a window that is none is refused: %o', async (ask) => {
  await expect(calendar(ask)).rejects.toMatchObject({ code: 'invalid_input' });
});

test('the calendar shows the free slots of the queue that are still to come', async () => {
  await setSlots(house.ctx, house.member, {
    connectionId,
    slots: [
      { weekday: 3, time: '08:00' },
      { weekday: 3, time: '18:30' },
    ],
  });
  const { openSlots } = await calendar({ to: '2026-12-03T00:00:00Z' });

  expect(openSlots.map(({ wallTime }) => wallTime)).toEqual([
    '2026-11-25T18:30',
    '2026-12-02T08:00',
    '2026-12-02T18:30',
  ]);
});

test('a workspace never sees the calendar of another', async () => {
  await at(await aDraft(), '2026-12-01T10:00');
  const stranger = await house.aMember();

  expect((await readCalendar(house.ctx, stranger.workspaceId, window)).entries).toEqual([]);
  await expect(readQueue(house.ctx, stranger.workspaceId, connectionId)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('publishing now is written with the wall time of the account', async () => {
  await setTimeZone(house.ctx, house.member, { connectionId, timeZone: 'Asia/Kolkata' });
  const post = await scheduleAt(house.ctx, house.member, { postId: await aDraft() });

  expect(post.wallTime).toBe('2026-11-25T14:30');
  expect((await getConnection(house.ctx, house.member.workspaceId, connectionId)).timeZone).toBe(
    'Asia/Kolkata',
  );
});
