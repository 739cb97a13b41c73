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
