import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { disconnectConnection } from '../connections/index.ts';
import { business } from '../test-context.ts';
import { claimPlan } from './media-plan.ts';
import { readAccountMedia } from './read-account-media.ts';
import { openMediaHouse, type MediaHouse } from './test-media.ts';

let house: MediaHouse;
beforeAll(async () => {
  house = await openMediaHouse();
});
afterAll(() => house.close());
beforeEach(() => house.beginAnew());

const plan = () =>
  house.ctx.db
    .selectFrom('media_plans')
    .selectAll()
    .where('connection_id', '=', house.connectionId)
    .executeTakeFirstOrThrow();

test('what is live when an account is connected is read, its stories with it', async () => {
  house.place({ caption: 'Glaze' });
  house.place({ mediaProductType: 'STORY' });

  await house.sweep();

  expect((await house.rows()).map(({ caption, kind }) => [kind, caption])).toEqual([
    ['image', 'Glaze'],
    ['image_story', ''],
  ]);
});

test('all of a long list is read, page after page, and no more than once a week', async () => {
  for (let n = 0; n < 230; n++) house.place({ publishedAt: house.simulator.world.now() - n * 60_000 });

  await house.sweep();
  const first = await house.calls(/\/media$/);
  await house.sweep();

  expect(await house.rows()).toHaveLength(230);
  // The newest page, and five of the whole list.
  expect(first).toHaveLength(6);
  expect(await house.calls(/\/media$/)).toEqual([]);
});

test('a reading that broke off goes on where it stood, and doubles nothing', async () => {
  for (let n = 0; n < 230; n++) house.place({ publishedAt: house.simulator.world.now() - n * 60_000 });
  await house.sweepOnce();
  const before = await plan();
  await house.outOfReach('/*/media');
  await house.advance(1);
  await house.sweep();
  const broken = await plan();
  await house.advance(120);
  await house.calls(/./);
  await house.sweep();

  expect(broken).toMatchObject({ trouble: 'network_error', cursor: before.cursor });
  expect(await house.rows()).toHaveLength(230);
  // The thirty that were left, in the smaller pages that follow a failure.
  expect(await house.calls(/\/media$/)).toHaveLength(2);
  expect((await plan()).trouble).toBeNull();
});

test('new posts are found a quarter of an hour later with one call', async () => {
  house.place();
  await house.sweep();
  await house.advance(15 * 60);
  const late = house.place();
  await house.calls(/./);

  await house.sweep();

  expect((await house.rows()).map(({ media_id }) => media_id)).toContain(late.id);
  expect(await house.calls(/\/media$/)).toHaveLength(1);
});

test('months without a reading end with the whole list read again', async () => {
  house.place();
  await house.sweep();
  await house.advance(50 * 86_400);
  await house.connect({ account: business });
  for (let n = 0; n < 120; n++) house.place({ publishedAt: house.simulator.world.now() - n * 60_000 });

  await house.sweep();

  expect(await house.rows()).toHaveLength(121);
});

test('what vanished is looked for and marked, and the rest stays', async () => {
  const [stays, goes] = [house.place(), house.place()];
  await house.sweep();
  house.takeAway(goes.id);
  await house.advance(15 * 60);

  await house.sweep();

  const gone = (await house.rows()).filter(({ gone_at }) => gone_at !== null);
  expect(gone.map(({ media_id }) => media_id)).toEqual([goes.id]);
  expect((await house.rows()).map(({ media_id }) => media_id)).toContain(stays.id);
  const events = await house.ctx.db
    .selectFrom('audit_events')
    .select(['subject', 'actor'])
    .where('action', '=', 'media.gone_at_instagram')
    .where('subject', 'in', [goes.id, stays.id])
    .execute();
  expect(events).toEqual([{ subject: goes.id, actor: 'instagram' }]);
});

test('what is missing from a list and still there is not marked as gone', async () => {
  const { id } = house.place();
  await house.sweep();
  await house.advance(15 * 60);
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/media',
    kind: 'body',
    body: '{"data":[]}',
    times: 1,
  });

  await house.sweep();

  expect(await house.rows()).toMatchObject([{ media_id: id, gone_at: null }]);
});

test('an outage in which nothing exists marks nothing as gone', async () => {
  house.place();
  await house.sweep();
  await house.advance(15 * 60);
  const error = { message: 'no', type: 'IGApiException', code: 100, error_subcode: 33, fbtrace_id: 'A' };
  const nothing = { kind: 'body', status: 400, body: JSON.stringify({ error }), times: 20 };
  await house.control('POST', '/faults', { host: 'graph.instagram.com', path: '/*', ...nothing });
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/media',
    kind: 'body',
    body: '{"data":[]}',
    times: 1,
  });

  await house.sweep();

  expect((await house.rows()).map(({ gone_at }) => gone_at)).toEqual([null]);
  expect((await plan()).trouble).toBe('network_error');
});

test('what was archived and comes back is no longer gone', async () => {
  const media = house.place();
  await house.sweep();
  house.takeAway(media.id);
  await house.advance(15 * 60);
  await house.sweep();
  house.place(media);
  await house.advance(15 * 60);

  await house.sweep();

  expect(await house.rows()).toMatchObject([{ gone_at: null }]);
});

test('a story that ended is not gone, and one that was taken away is', async () => {
  const story = { mediaProductType: 'STORY' } as const;
  const [ends, taken] = [house.place(story), house.place(story)];
  await house.sweep();
  house.takeAway(taken.id);
  await house.advance(3600);
  await house.sweep();
  await house.advance(86_400);
  await house.sweep();

  const rows = await house.rows();
  expect(rows.find(({ media_id }) => media_id === ends.id)?.gone_at).toBeNull();
  expect(rows.find(({ media_id }) => media_id === taken.id)?.gone_at).not.toBeNull();
});

test('counts follow what Instagram tells', async () => {
  const media = house.place({ likeCount: 2 });
  await house.sweep();
  house.place({ ...media, likeCount: 9 });
  await house.advance(15 * 60);

  await house.sweep();

  const row = await house.ctx.db.selectFrom('media').select('like_count').executeTakeFirstOrThrow();
  expect(row.like_count).toBe(9);
});

test('where stories are refused, posts are read and stories are asked for the next day', async () => {
  house.place();
  await house.control('PUT', '/apps/1784140000000099', { flags: { undocumentedEdges: 'refuse' } });

  await house.sweep();

  expect(await house.rows()).toHaveLength(1);
  expect((await plan()).stories_due_at.getTime() - house.ctx.clock.now().getTime()).toBe(86_400_000);
});

test('a token that Instagram refuses twice asks for a reconnect, and nothing is read until then', async () => {
  house.place();
  for (const { value } of house.simulator.world.tokens.list()) house.simulator.world.tokens.remove(value);

  await house.sweep();
  await house.advance(3600);
  await house.calls(/./);
  await house.sweep();

  const row = await house.ctx.db.selectFrom('connections').select('state').executeTakeFirstOrThrow();
  expect(row.state).toBe('needs_reconnect');
  expect(await house.calls(/./)).toEqual([]);
});

test('a caption of null bytes and half characters is kept as far as a database can', async () => {
  house.place({ caption: 'a\0b \ud83d c', altText: '\0' });

  await house.sweep();

  expect(await house.rows()).toMatchObject([{ caption: 'ab \ufffd c' }]);
});

test('erasing an account leaves nothing of it, and a reading that was at work writes nothing behind it', async () => {
  house.place();
  await house.sweep();
  const held = await claimPlan(house.ctx, house.connectionId);
  await house.advance(3600);
  const due = { ...held!, newest_due_at: house.ctx.clock.now() };

  await disconnectConnection(house.ctx, house.member, { connectionId: house.connectionId, erase: true });
  await readAccountMedia(house.ctx, due);

  expect(await house.rows()).toEqual([]);
});

test('without erasing, what was read stays and is continued when the account returns', async () => {
  house.place({ caption: 'before' });
  await house.sweep();
  await disconnectConnection(house.ctx, house.member, { connectionId: house.connectionId, erase: false });
  house.place({ caption: 'meanwhile' });
  await house.connect({ account: business });

  await house.sweep();

  expect((await house.rows()).map(({ caption }) => caption).toSorted()).toEqual(['before', 'meanwhile']);
});
