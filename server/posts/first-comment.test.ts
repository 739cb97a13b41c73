import { afterAll, beforeAll, expect, test } from 'vitest';
import { listNotices } from '../notices/index.ts';
import { business } from '../test-context.ts';
import { advancePost, lookAgain, resolvePost } from './index.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

let house: Publishing;
let connectionId: string;
let count = 0;
beforeAll(async () => {
  house = await openPublishing();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());

/** A post with a first comment of its own words, and the comments of these words that stand anywhere. */
async function sendWithComment() {
  const text = `#glaze number ${++count}`;
  const postId = await house.send(connectionId, { caption: `Bowl ${count}`, firstComment: text });
  return {
    postId,
    written: () => house.simulator.world.comments.list().filter((each) => each.text === text),
  };
}
const lastStep = async (postId: string) =>
  (await house.view(postId)).steps.findLast(({ step }) => step === 'first_comment');

test('the first comment stands beneath the live post, once, and the timeline names it', async () => {
  const { postId, written } = await sendWithComment();

  expect(await house.untilRest(postId)).toBe('published');

  const [comment] = written();
  expect(written()).toHaveLength(1);
  expect(await lastStep(postId)).toMatchObject({
    outcome: 'done',
    details: { commentId: comment?.id, how: 'answered' },
  });
  expect(await house.stepsOf(postId)).toContain('permalink');
});

test('a comment whose answer was lost is found and not written again', async () => {
  const { postId, written } = await sendWithComment();
  await house.fault('/*/comments', { kind: 'actThenDrop' });

  await house.untilRest(postId);

  expect(written()).toHaveLength(1);
  expect(await lastStep(postId)).toMatchObject({
    outcome: 'done',
    details: { commentId: written()[0]?.id, how: 'found' },
  });
});

test('a comment that never reached Instagram is written once more', async () => {
  const { postId, written } = await sendWithComment();
  await house.fault('/*/comments', { kind: 'reset' });

  await house.untilRest(postId);

  expect(written()).toHaveLength(1);
});

const throttle = {
  kind: 'body',
  status: 400,
  body: JSON.stringify({ error: { code: 32, type: 'OAuthException', fbtrace_id: 'A9' } }),
};
const callsCounted = async (postId: string) =>
  (
    await house.ctx.db
      .selectFrom('publish_comments')
      .select('calls')
      .where('post_id', '=', postId)
      .executeTakeFirstOrThrow()
  ).calls;

test('a comment that is throttled again and again is written when the throttle is over, once', async () => {
  const { postId, written } = await sendWithComment();
  await house.fault('/*/comments', { ...throttle, times: 3 });

  await house.untilRest(postId, 30);

  expect(written()).toHaveLength(1);
  expect(await callsCounted(postId)).toBe(1);
  expect(await lastStep(postId)).toMatchObject({ outcome: 'done', details: { how: 'answered' } });
});

test('a throttled comment gives back itself and no call before it', async () => {
  const { postId, written } = await sendWithComment();
  await house.fault('/*/comments', { kind: 'reset' });
  await house.fault('/*/comments', { ...throttle, times: 2 });

  await house.untilRest(postId, 30);

  expect(written()).toHaveLength(1);
  expect(await callsCounted(postId)).toBe(2);
});

test('a comment that is blocked and there all the same is found', async () => {
  const { postId, written } = await sendWithComment();
  const body = JSON.stringify({ error: { code: 4, error_subcode: 2_207_051, type: 'OAuthException' } });
  await house.fault('/*/comments', { kind: 'actThenBody', body });

  await house.untilRest(postId);

  expect(written()).toHaveLength(1);
  expect(await lastStep(postId)).toMatchObject({ outcome: 'done' });
});

test('a refused comment is told, and the post stays published', async () => {
  const { postId, written } = await sendWithComment();
  const body = JSON.stringify({ error: { code: 368, type: 'OAuthException', fbtrace_id: 'A9' } });
  await house.fault('/*/comments', { kind: 'body', status: 400, body });

  expect(await house.untilRest(postId, 10)).toBe('published');

  expect(written()).toEqual([]);
  expect(await lastStep(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'action_blocked', traceId: 'A9' },
  });
});

test('a comment that is never confirmed is written twice at most, and told', async () => {
  const { postId, written } = await sendWithComment();
  await house.fault('/*/comments', { kind: 'reset', times: 9 });

  expect(await house.untilRest(postId, 10)).toBe('published');

  expect(written()).toEqual([]);
  expect(await lastStep(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'comment_unconfirmed' },
  });
  await house.control('DELETE', '/faults');
});

test('a comment that may lie beneath fifty newer ones is not written again, and told', async () => {
  const { postId, written } = await sendWithComment();
  await house.fault('/*/comments', { kind: 'reset', method: 'POST' });
  await house.untilState(postId, 'published');
  const { mediaId } = (await house.view(postId)).post;
  for (let n = 0; n < 50; n++)
    await house.control('POST', '/comments', { mediaId, username: `fan.${n}`, text: `First! ${n}` });

  await house.untilRest(postId);

  expect(written()).toEqual([]);
  expect(await lastStep(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'comment_unconfirmed' },
  });
});

test('three workers at once write one comment', async () => {
  const { postId, written } = await sendWithComment();

  for (let steps = 0; steps < 20; steps++) {
    await Promise.all([1, 2, 3].map(() => advancePost(house.ctx, postId)));
    await house.advance(2);
  }

  expect(written()).toHaveLength(1);
});

test('a story has no comments, and none is tried', async () => {
  const postId = await house.send(connectionId, { kind: 'image_story', firstComment: 'Hello' });

  expect(await house.untilRest(postId)).toBe('published');

  expect(await house.stepsOf(postId)).not.toContain('first_comment');
});

test('beneath a post that only a person found live nothing is written, which is told', async () => {
  const { postId, written } = await sendWithComment();
  await house.fault('/*/media_publish', { kind: 'reset', times: 2 });
  expect(await house.untilRest(postId, 5)).toBe('unconfirmed');
  await lookAgain(house.ctx, house.member, postId);
  await house.untilRest(postId, 5);

  await resolvePost(house.ctx, house.member, { postId, decision: 'live' });

  expect(written()).toEqual([]);
  expect(await lastStep(postId)).toMatchObject({ outcome: 'failed', details: { reason: 'media_unknown' } });
});

/** The account needs its person, as the next look at it finds. */
const loseAccount = () =>
  house.ctx.db
    .updateTable('connections')
    .set({ state: 'needs_reconnect' })
    .where('id', '=', connectionId)
    .execute();
const told = async (postId: string) =>
  (await listNotices(house.ctx, house.member, { unreadOnly: false, limit: 50, after: undefined })).notices
    .filter(({ path }) => path.endsWith(postId))
    .map(({ title }) => title);
const commentOf = (postId: string) =>
  house.ctx.db
    .selectFrom('publish_comments')
    .select(['state', 'refusal'])
    .where('post_id', '=', postId)
    .executeTakeFirst();

test('an account that is lost before the comment leaves the post live and says that the comment is missing', async () => {
  const { postId } = await sendWithComment();
  await house.untilState(postId, 'published');
  await loseAccount();

  expect(await house.untilRest(postId)).toBe('published');

  expect(await lastStep(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'connection_missing' },
  });
});

test('a comment that may be there when its account is lost is told as that, and not as missing', async () => {
  await house.connect({ account: business });
  const { postId, written } = await sendWithComment();
  await house.untilState(postId, 'published');
  await house.fault('/*/comments', { kind: 'actThenDrop' });
  await advancePost(house.ctx, postId);
  await loseAccount();
  await house.advance(5);

  expect(await house.untilRest(postId)).toBe('published');

  expect(written()).toHaveLength(1);
  expect(await commentOf(postId)).toEqual({ state: 'failed', refusal: 'comment_unconfirmed' });
  expect(await told(postId)).toEqual([`Live, its first comment not confirmed: Bowl ${count}`]);
  expect(await lastStep(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'comment_unconfirmed' },
  });
});

test('a look that is refused the token leaves open whether the comment is there', async () => {
  await house.connect({ account: business });
  const { postId } = await sendWithComment();
  await house.untilState(postId, 'published');
  await house.fault('/*/comments', { kind: 'actThenDrop' });
  await advancePost(house.ctx, postId);
  await house.advance(5);
  const body = JSON.stringify({ error: { code: 190, type: 'OAuthException' } });
  await house.fault('/*/comments', { kind: 'body', status: 400, body, method: 'GET' });

  await house.untilRest(postId);

  expect(await lastStep(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'comment_unconfirmed' },
  });
});

test('a token that is refused to the only call there was leaves no doubt: the comment is missing', async () => {
  const { postId, written } = await sendWithComment();
  const body = JSON.stringify({ error: { code: 190, type: 'OAuthException' } });
  await house.fault('/*/comments', { kind: 'body', status: 400, body });

  await house.untilRest(postId);

  expect(written()).toEqual([]);
  expect(await lastStep(postId)).toMatchObject({ outcome: 'failed', details: { code: 'reconnect_needed' } });
});

test('a comment that can be looked for no longer, after hours of failed looks, may be there', async () => {
  const { postId } = await sendWithComment();
  await house.untilState(postId, 'published');
  await house.fault('/*/comments', { kind: 'actThenDrop' });
  await advancePost(house.ctx, postId);
  const body = JSON.stringify({ error: { code: 10, type: 'OAuthException' } });
  await house.fault('/*/comments', { kind: 'body', status: 400, body, method: 'GET', times: 999 });

  await house.untilRest(postId, 120);

  expect(await lastStep(postId)).toMatchObject({
    outcome: 'failed',
    details: { code: 'comment_unconfirmed' },
  });
  await house.control('DELETE', '/faults');
});

test('a look that was refused says nothing of the call: what is not there is written once more', async () => {
  const { postId, written } = await sendWithComment();
  await house.untilState(postId, 'published');
  await house.fault('/*/comments', { kind: 'reset' });
  await advancePost(house.ctx, postId);
  const body = JSON.stringify({ error: { code: 10, type: 'OAuthException' } });
  await house.fault('/*/comments', { kind: 'body', status: 400, body, method: 'GET' });

  await house.untilRest(postId, 10);

  expect(written()).toHaveLength(1);
});
