import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { disconnectConnection } from '../connections/index.ts';
import { listNotices } from '../notices/index.ts';
import { business } from '../test-context.ts';
import { advancePost } from './index.ts';
import { schedulePost } from './test-schedule.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

let house: Publishing;
let connectionId: string;
beforeAll(async () => {
  house = await openPublishing();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
  house.newMedia();
});
afterEach(() => house.control('DELETE', '/faults'));

const disconnect = () => disconnectConnection(house.ctx, house.member, { connectionId, erase: false });
const noticesOf = async (postId: string) =>
  (await listNotices(house.ctx, house.member, { unreadOnly: false, limit: 50, after: undefined })).notices
    .filter(({ path }) => path.endsWith(postId))
    .map(({ kind }) => kind);
const lastComment = async (postId: string) =>
  (await house.view(postId)).steps.findLast(({ step }) => step === 'first_comment');

test('a post whose account is disconnected while its answer is unknown may be live, and is told once', async () => {
  const postId = await house.send(connectionId, { caption: 'Gone with the account' });
  await house.untilState(postId, 'ready');
  await house.fault('/*/media_publish', { kind: 'actThenDrop' });
  await advancePost(house.ctx, postId);
  await disconnect();
  await house.advance(5);

  expect(await house.untilRest(postId)).toBe('unconfirmed');
  await advancePost(house.ctx, postId);

  expect((await house.view(postId)).post.failure).toMatchObject({
    code: 'publish_unconfirmed',
    details: { reason: 'account_lost' },
  });
  expect(await noticesOf(postId)).toEqual(['post_unconfirmed']);
  expect(house.newMedia()).toHaveLength(1);
});

test.each(['removed', 'passwordChanged'])(
  'a first publish call that is refused for its token by a lost account (%s) published nothing: the post is paused',
  async (tokens) => {
    const postId = await house.send(connectionId, { caption: 'Refused at the door' });
    await house.untilState(postId, 'ready');
    await house.control('PATCH', `/accounts/${business}`, { tokens });

    expect(await house.untilRest(postId)).toBe('ready');

    const { post, steps } = await house.view(postId);
    expect(post).toMatchObject({ paused: true, failure: null });
    expect(steps.at(-1)).toMatchObject({ step: 'paused', outcome: 'waiting' });
    expect(house.newMedia()).toEqual([]);

    await house.connect({ account: business });
    connectionId = await house.connectionOf(business);
    await schedulePost(house.ctx, house.member, { postId });
    expect(await house.untilRest(postId)).toBe('published');
    expect(house.newMedia()).toHaveLength(1);
  },
);

test('a second publish call that is refused by a lost account says nothing of the first: the post may be live', async () => {
  const postId = await house.send(connectionId, { caption: 'Asked twice' });
  await house.untilState(postId, 'ready');
  await house.fault('/*/media_publish', { kind: 'reset' });
  await advancePost(house.ctx, postId);
  await house.control('PATCH', `/accounts/${business}`, { tokens: 'removed' });

  expect(await house.untilRest(postId)).toBe('unconfirmed');

  expect((await house.view(postId)).post.failure).toMatchObject({ details: { reason: 'account_lost' } });
});

test('a comment that waits when its account is disconnected is missing, which is told once', async () => {
  const postId = await house.send(connectionId, { caption: 'Waits', firstComment: 'Not yet' });
  await house.untilState(postId, 'published');
  await disconnect();

  expect(await house.untilRest(postId)).toBe('published');

  expect(await lastComment(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'connection_missing' },
  });
  expect(await noticesOf(postId)).toEqual(['first_comment_failed']);
});

test('a comment whose answer is unknown when its account is disconnected may be there, which is told once', async () => {
  const postId = await house.send(connectionId, { caption: 'Written', firstComment: 'Perhaps' });
  await house.untilState(postId, 'published');
  await house.fault('/*/comments', { kind: 'actThenDrop' });
  await advancePost(house.ctx, postId);
  await disconnect();
  await house.advance(5);

  expect(await house.untilRest(postId)).toBe('published');

  expect(await lastComment(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'comment_unconfirmed' },
  });
  expect(await noticesOf(postId)).toEqual(['first_comment_failed']);
});
