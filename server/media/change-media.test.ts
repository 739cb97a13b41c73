import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listNotices } from '../notices/index.ts';
import { bakery, business } from '../test-context.ts';
import { advanceWrite } from '../writes/index.ts';
import { removeMedia, switchMediaComments } from './change-media.ts';
import { expectMedia } from './expect-media.ts';
import { getMedia } from './get-media.ts';
import { listMedia } from './list-media.ts';
import { mediaWrites } from './media-writes.ts';
import { refreshMedia } from './refresh-media.ts';
import { openMediaHouse, type MediaHouse } from './test-media.ts';

let house: MediaHouse;
beforeAll(async () => {
  house = await openMediaHouse();
});
afterAll(() => house.close());
beforeEach(() => house.beginAnew());

/** A photo that is live and known. */
async function aPhoto() {
  const { id: mediaId } = house.place();
  await house.sweep();
  return { connectionId: house.connectionId, mediaId };
}

const advance = (writeId: string) => advanceWrite(house.ctx, mediaWrites, writeId);
const view = (photo: Parameters<typeof getMedia>[2]) => getMedia(house.ctx, house.workspaceId, photo);

/** A photo of an account of Facebook's door; with the permission to delete it, or without. */
async function atFacebook(canDelete: boolean) {
  await house.connectByFacebook({ person: 'ilse' });
  const connectionId = await house.connectionOf(bakery);
  const { id: mediaId } = house.place({ accountId: bakery });
  await house.sweep();
  const { scopes } = await house.ctx.db
    .selectFrom('grants')
    .select('scopes')
    .where('connection_id', '=', connectionId)
    .executeTakeFirstOrThrow();
  const wanted = canDelete ? [...scopes, 'instagram_manage_contents'] : scopes;
  await house.ctx.db
    .updateTable('grants')
    .set({ scopes: wanted })
    .where('connection_id', '=', connectionId)
    .execute();
  return { connectionId, mediaId };
}

test('comments are switched off through the ledger, and the switch is told as Instagram has it', async () => {
  const photo = await aPhoto();

  const write = await switchMediaComments(house.ctx, house.member, { ...photo, on: false });
  const before = (await view(photo)).writes.map(({ state, isOn }) => [state, isOn]);
  await advance(write.id);

  expect(before).toEqual([['waiting', false]]);
  expect((await view(photo)).media.isCommentEnabled).toBe(false);
  expect(house.simulator.world.media.get(photo.mediaId)?.isCommentEnabled).toBe(false);
});

test('a view that is read while a switch is made never shows the old state without its write', async () => {
  const photo = await aPhoto();
  const { id } = await switchMediaComments(house.ctx, house.member, { ...photo, on: false });
  const views: Awaited<ReturnType<typeof view>>[] = [];
  const over = new AbortController();
  const watching = Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!over.signal.aborted) views.push(await view(photo));
    }),
  );
  await advance(id);
  over.abort();
  await watching;

  expect(
    views.filter(({ media, writes }) => media.isCommentEnabled !== false && writes.length === 0),
  ).toEqual([]);
});

test('a switch whose answer was lost is looked at before it is made again', async () => {
  const photo = await aPhoto();
  const { id } = await switchMediaComments(house.ctx, house.member, { ...photo, on: false });
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*',
    method: 'POST',
    kind: 'actThenDrop',
    times: 1,
  });

  await advance(id);
  await house.advance(5);
  await house.calls(/./);
  await advance(id);

  expect((await view(photo)).media.isCommentEnabled).toBe(false);
  expect((await house.calls(/./)).every((call) => call.startsWith('GET'))).toBe(true);
});

test('a switch that Instagram refuses is told as what it was, and leads to its post', async () => {
  const photo = await aPhoto();
  const { id } = await switchMediaComments(house.ctx, house.member, { ...photo, on: false });
  const error = { code: 368, type: 'OAuthException', fbtrace_id: 'A' };
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*',
    method: 'POST',
    kind: 'body',
    status: 400,
    body: JSON.stringify({ error }),
    times: 1,
  });

  await advance(id);

  const { notices } = await listNotices(house.ctx, house.member, {
    unreadOnly: true,
    limit: 1,
    after: undefined,
  });
  expect(notices).toMatchObject([
    {
      title: 'Comments not switched off for a post of @linden.ceramics',
      path: `/w/${house.member.workspaceSlug}/media/${photo.connectionId}/${photo.mediaId}`,
    },
  ]);
});

test('who asked for a switch is written down with the media', async () => {
  const photo = await aPhoto();

  await switchMediaComments(house.ctx, house.member, { ...photo, on: false });

  const event = await house.ctx.db
    .selectFrom('audit_events')
    .select(['action', 'user_id', 'subject'])
    .where('subject', '=', photo.mediaId)
    .executeTakeFirst();
  expect(event).toEqual({
    action: 'media.comments_switched_off',
    user_id: house.member.userId,
    subject: photo.mediaId,
  });
});

test("on Instagram's own login nothing is deleted, and it says why before anybody tries", async () => {
  const photo = await aPhoto();
  const { username } = house.simulator.world.accounts.get(business)!;

  expect((await view(photo)).can).toMatchObject({ remove: false, notRemove: 'delete_needs_facebook' });
  await expect(removeMedia(house.ctx, house.member, { ...photo, confirm: username })).rejects.toMatchObject({
    code: 'delete_needs_facebook',
  });
});

test('without the permission to delete the reason is another one', async () => {
  const { connectionId, mediaId } = await atFacebook(false);

  expect((await view({ connectionId, mediaId })).can.notRemove).toBe('delete_not_granted');
});

test('a post is deleted only when the username is typed, and is gone then', async () => {
  const { connectionId, mediaId } = await atFacebook(true);
  const photo = { connectionId, mediaId };
  const { username } = house.simulator.world.accounts.get(bakery)!;

  await expect(removeMedia(house.ctx, house.member, { ...photo, confirm: 'yes' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const { id } = await removeMedia(house.ctx, house.member, { ...photo, confirm: ` @${username}` });
  // Somebody deletes it in the app meanwhile: what was asked for is so already.
  house.takeAway(mediaId);
  await advance(id);

  const after = await view(photo);
  expect([after.media.goneAt !== null, after.can.notRemove, after.writes]).toEqual([
    true,
    'media_missing',
    [],
  ]);
});

test('a refresh shows what came a moment ago, and the next one within seconds costs no call', async () => {
  await aPhoto();
  await house.advance(60);
  const { id } = house.place();

  await refreshMedia(house.ctx, house.workspaceId, house.connectionId);
  await house.calls(/./);
  await refreshMedia(house.ctx, house.workspaceId, house.connectionId);

  const filter = { connectionId: house.connectionId, gone: 'false', sort: 'posted_at', limit: 5 } as const;
  const { media } = await listMedia(house.ctx, house.workspaceId, filter);
  expect(media.map(({ mediaId }) => mediaId)).toContain(id);
  expect(await house.calls(/./)).toEqual([]);
});

test('a refresh within seconds reads again when something was published since', async () => {
  await aPhoto();
  await house.advance(60);
  await refreshMedia(house.ctx, house.workspaceId, house.connectionId);
  await house.calls(/./);
  await expectMedia(house.ctx, { connectionId: house.connectionId, isStory: false });

  await refreshMedia(house.ctx, house.workspaceId, house.connectionId);

  expect((await house.calls(/./)).length).toBeGreaterThan(0);
});

test('a refresh says when Instagram is out of reach, and the account is read again later', async () => {
  await aPhoto();
  await house.advance(60);
  await house.outOfReach('/*/media');

  await expect(refreshMedia(house.ctx, house.workspaceId, house.connectionId)).rejects.toMatchObject({
    code: 'network_error',
  });
  const { readAt } = await refreshMedia(house.ctx, house.workspaceId, house.connectionId);

  expect(readAt).toBe(house.ctx.clock.now().toISOString());
});
