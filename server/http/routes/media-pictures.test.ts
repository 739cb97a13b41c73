import { afterAll, beforeAll, expect, test } from 'vitest';
import { business } from '../../test-context.ts';
import { codeOf, openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
let path: string;
const mediaId = '17900000000000001';
beforeAll(async () => {
  app = await openTestApp();
  const { ctx, simulator } = app.house;
  const { workspaceId, userId } = app.owner;
  const member = { ...app.house.member, workspaceId, userId };
  await app.house.connect({ account: business }, member);
  const connectionId = await app.house.connectionOf(business, member);
  path = `/api/v1/workspaces/${workspaceId}/connections/${connectionId}/media`;
  simulator.world.media.put({
    id: mediaId,
    igId: '3000000000000000001',
    shortcode: 'Cup',
    accountId: business,
    appId: '1',
    containerId: '',
    mediaType: 'IMAGE',
    mediaProductType: 'FEED',
    pictureId: 'painted-Cup',
    publishedAt: simulator.world.now(),
    likeCount: 0,
    commentsCount: 0,
    isCommentEnabled: true,
  });
  const stale = 'http://127.0.0.1:4998/scontent.cdninstagram.com/v/expired.jpg';
  await ctx.db
    .insertInto('media')
    .values({
      workspace_id: workspaceId,
      instagram_user_id: business,
      media_id: mediaId,
      kind: 'image',
      posted_at: ctx.clock.now(),
      first_seen_at: ctx.clock.now(),
      read_at: ctx.clock.now(),
      picture_address: stale,
    })
    .execute();
});
afterAll(() => app.close());

const calls = async (pattern: RegExp) =>
  ((await app.house.control('GET', '/journal')) as { requests: { path: string }[] }).requests.filter((each) =>
    pattern.test(each.path),
  ).length;

test('a picture whose address has expired is read again and answered from our own address', async () => {
  const answer = await app.owner.ask('GET', `${path}/${mediaId}/picture`);

  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(answer.headers.get('cache-control')).toBe('private, max-age=3600');
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
});

test('asked for again it comes from memory', async () => {
  await app.owner.ask('GET', `${path}/${mediaId}/picture`);
  const before = await calls(/./);

  await app.owner.ask('GET', `${path}/${mediaId}/picture`);

  expect(await calls(/./)).toBe(before);
});

test.each(['?child=0', '?child=-1', '?child=x', '?child=99999'])(
  '%s of a photo is not there',
  async (query) => {
    const answer = await app.owner.ask('GET', `${path}/${mediaId}/picture${query}`);

    expect([404, 410]).toContain(answer.status);
  },
);

test('what is no id, and a media that nobody knows, are not found', async () => {
  const answers = await Promise.all(
    ['1', '__proto__', '9'.repeat(40)].map((id) => app.owner.ask('GET', `${path}/${id}/picture`)),
  );

  expect(await Promise.all(answers.map(codeOf))).toEqual(['not_found', 'not_found', 'not_found']);
});

test('what was erased is not answered from memory', async () => {
  await app.owner.ask('GET', `${path}/${mediaId}/picture`);
  await app.house.ctx.db.deleteFrom('media').execute();

  expect(await codeOf(await app.owner.ask('GET', `${path}/${mediaId}/picture`))).toBe('not_found');
});
