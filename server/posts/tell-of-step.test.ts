import { afterAll, beforeAll, expect, test } from 'vitest';
import { listNotices } from '../notices/index.ts';
import { business } from '../test-context.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

let house: Publishing;
let connectionId: string;
beforeAll(async () => {
  house = await openPublishing();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());

const told = async () =>
  (await listNotices(house.ctx, house.member, { unreadOnly: false, limit: 50, after: undefined })).notices;

test('a post that goes out tells nobody', async () => {
  await house.untilRest(await house.send(connectionId, { caption: 'Well' }));

  expect(await told()).toEqual([]);
});

test('a post that fails is told once, with its sentence and the way to it', async () => {
  await house.flags({ publishingLimit: 0 });
  const postId = await house.send(connectionId, { caption: 'Blue slip\nand more' });
  await house.untilRest(postId);
  await house.flags({ publishingLimit: 100 });

  const notices = (await told()).filter(({ kind }) => kind === 'post_failed');
  expect(notices).toMatchObject([
    {
      title: 'Not published: Blue slip',
      sentence:
        'Instagram\u2019s publishing limit for this account is used up. It was meant for @linden.ceramics.',
      path: `/w/${house.member.workspaceSlug}/posts/${postId}`,
    },
  ]);
});

test('a post that nobody can confirm is told once', async () => {
  const postId = await house.send(connectionId, { kind: 'image_story' });
  await house.untilState(postId, 'ready');
  await house.postByHand(business, { media_type: 'STORIES', image_url: house.pictureUrl });
  await house.fault('/*/media_publish', { kind: 'actThenDrop' });
  await house.untilRest(postId, 4);

  expect((await told()).filter(({ path }) => path.endsWith(postId))).toMatchObject([
    {
      kind: 'post_unconfirmed',
      sentence: 'This post may be live on @linden.ceramics. Look at the account before you send it again.',
    },
  ]);
});

test('a post that is live without its first comment is told once', async () => {
  const postId = await house.send(connectionId, { caption: 'Kiln open', firstComment: 'All in the shop.' });
  const body = JSON.stringify({ error: { code: 368, type: 'OAuthException', fbtrace_id: 'A9' } });
  await house.fault('/*/comments', { kind: 'body', status: 400, body });
  await house.untilRest(postId, 10);

  expect((await told()).filter(({ path }) => path.endsWith(postId))).toMatchObject([
    { kind: 'first_comment_failed', title: 'Live without its first comment: Kiln open' },
  ]);
});
