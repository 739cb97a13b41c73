import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { storeAsset } from '../library/index.ts';
import { createPost, getPostView, settleComment } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { countNeeds, readCalendar, scheduleAt } from './index.ts';

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
beforeEach(async () => void (await house.ctx.db.deleteFrom('posts').execute()));

const aDraft = async (caption = 'Cup') => {
  const content = { connectionId, caption, items: [{ assetId, altText: 'A cup' }] };
  return (await createPost(house.ctx, house.member, postContent.parse(content))).id;
};
const at = (postId: string, wallTime: string) => scheduleAt(house.ctx, house.member, { postId, wallTime });
const calendar = (ask: object) => readCalendar(house.ctx, house.member.workspaceId, { limit: 500, ...ask });

test('what waits for a person is counted and listed', async () => {
  const [failed, paused] = [await aDraft('failed'), await aDraft('paused')];
  await at(failed, '2026-12-01T10:00');
  await at(paused, '2026-12-02T10:00');
  await house.ctx.db.updateTable('posts').set({ state: 'failed' }).where('id', '=', failed).execute();
  await house.ctx.db.updateTable('posts').set({ paused_at: new Date() }).where('id', '=', paused).execute();
  const listed = async (needs: 'failed' | 'paused' | 'unconfirmed') =>
    (await calendar({ needs })).entries.map(({ words }) => words);

  expect(await countNeeds(house.ctx, house.member.workspaceId)).toEqual({
    failed: 1,
    unconfirmed: 0,
    paused: 1,
    comment: 0,
  });
  expect([await listed('failed'), await listed('paused'), await listed('unconfirmed')]).toEqual([
    ['failed'],
    ['paused'],
    [],
  ]);
});

test('a first comment that was not written waits for a person until one has seen to it', async () => {
  const postId = await aDraft('live');
  await at(postId, '2026-12-01T10:00');
  await house.ctx.db.updateTable('posts').set({ state: 'published' }).where('id', '=', postId).execute();
  await house.ctx.db
    .insertInto('publish_comments')
    .values({ post_id: postId, text: 'Cone 10', state: 'failed', updated_at: new Date() })
    .execute();
  const waiting = async () => [
    (await countNeeds(house.ctx, house.member.workspaceId)).comment,
    (await calendar({ needs: 'comment' })).entries.map(({ id }) => id),
  ];
  expect(await waiting()).toEqual([1, [postId]]);
  expect((await countNeeds(house.ctx, (await house.aMember()).workspaceId)).comment).toBe(0);

  await settleComment(house.ctx, house.member, postId);
  await settleComment(house.ctx, house.member, postId);
  expect(await waiting()).toEqual([0, []]);
  const steps = (await getPostView(house.ctx, house.member.workspaceId, postId)).steps.map(
    ({ step }) => step,
  );
  expect(steps.filter((step) => step === 'comment_settled')).toHaveLength(1);
});
