import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import type { Context } from '../context.ts';
import { storeAsset } from '../library/index.ts';
import { createPost, editPost, getPost, preflightPost, unschedulePost } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { scheduleAt, setSlots } from './index.ts';
import { fillQueue, repeatPost } from './test-at-once.ts';

let house: TestContext;
let connectionId: string;
let assetId: string;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
  await setSlots(house.ctx, house.member, { connectionId, slots: [{ weekday: 1, time: '09:00' }] });
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  assetId = (await storeAsset(house.ctx, house.member, { name: 'cup.jpg', bytes })).id;
});
afterAll(() => house.close());
beforeEach(async () => void (await house.ctx.db.deleteFrom('posts').execute()));

const wallTime = '2027-07-14T10:00';
const aDraft = async () => {
  const content = { connectionId, caption: 'Cup', items: [{ assetId, altText: 'A cup' }] };
  return (await createPost(house.ctx, house.member, postContent.parse(content))).id;
};
const read = (postId: string) => getPost(house.ctx, house.member.workspaceId, postId);

/** While the files of the post are fetched to be looked at, a colleague writes more than Instagram takes. */
function whileColleagueWrites(postId: string): Context {
  let isWritten = false;
  const fetch: Context['fetch'] = async (...request) => {
    if (!isWritten) {
      isWritten = true;
      const { version, state } = await read(postId);
      if (state === 'scheduled') await unschedulePost(house.ctx, house.member, postId);
      await editPost(house.ctx, house.member, { postId, version, caption: 'x'.repeat(3000) });
    }
    return house.ctx.fetch(...request);
  };
  return { ...house.ctx, fetch };
}

test.each([{ wallTime }, { slot: 'next' as const }, {}])(
  'what a colleague wrote during the check is not scheduled unchecked: %o',
  async (moment) => {
    const postId = await aDraft();

    await expect(
      scheduleAt(whileColleagueWrites(postId), house.member, { postId, ...moment }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await read(postId)).toMatchObject({ state: 'draft', caption: 'x'.repeat(3000), publishAt: null });
  },
);

test('the queue tells of a draft that was written in during the check, and leaves it a draft', async () => {
  const postId = await aDraft();
  const ask = { connectionId, postIds: [postId] };

  expect(await fillQueue(whileColleagueWrites(postId), house.member, ask)).toMatchObject([
    { id: postId, refusal: 'conflict' },
  ]);
  expect(await read(postId)).toMatchObject({ state: 'draft' });
});

test('no series is made of what was written during the check', async () => {
  const postId = await aDraft();
  await scheduleAt(house.ctx, house.member, { postId, wallTime });

  await expect(
    repeatPost(whileColleagueWrites(postId), house.member, { postId, everyWeeks: 1, times: 2 }),
  ).rejects.toMatchObject({ code: 'conflict' });
  const posts = await house.ctx.db.selectFrom('posts').select('state').execute();
  expect(posts).toEqual([{ state: 'draft' }]);
});

test('a web page in place of the picture is refused with its sentence, and the draft stays a draft', async () => {
  const postId = await aDraft();
  const page = async () => new Response('<p>Warning', { headers: { 'content-type': 'text/html' } });

  await expect(
    scheduleAt({ ...house.ctx, fetch: page }, house.member, { postId, wallTime }),
  ).rejects.toMatchObject({
    code: 'media_fetch_failed',
    details: { reach: expect.stringContaining('Meta receives a web page instead of your picture.') },
  });
  expect(await read(postId)).toMatchObject({ state: 'draft', publishAt: null });
});

test('our own address out of reach from here is a warning, and the post is scheduled', async () => {
  const postId = await aDraft();
  const reset = async () => Promise.reject(new TypeError('fetch failed'));
  const behindNat = { ...house.ctx, fetch: reset };

  const { reach } = await preflightPost(behindNat, house.member, await read(postId));
  expect(reach).toMatchObject({
    state: 'unreachable',
    sentence: expect.stringContaining('did not answer from here'),
  });
  expect(await scheduleAt(behindNat, house.member, { postId, wallTime })).toMatchObject({
    state: 'scheduled',
    wallTime,
  });
});
