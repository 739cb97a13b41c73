import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { storeAsset } from '../library/index.ts';
import { createPost, getPost } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { planDraft, scheduleAt } from './index.ts';
import { swapPosts } from './test-at-once.ts';

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

test('a scheduled post and a draft with a day change places, and each stays what it is', async () => {
  const scheduled = await aDraft('Scheduled');
  const draft = await aDraft('Draft');
  await at(scheduled, '2027-07-14T10:00');
  await planDraft(house.ctx, house.member, { postId: draft, wallTime: '2027-07-20T18:30' });

  const posts = await swapPosts(house.ctx, house.member, { postId: scheduled, otherId: draft });

  expect(posts.map(({ id, state, wallTime }) => [id, state, wallTime])).toEqual([
    [scheduled, 'scheduled', '2027-07-20T18:30'],
    [draft, 'draft', '2027-07-14T10:00'],
  ]);
  const run = await house.ctx.db
    .selectFrom('publish_runs')
    .select('due_at')
    .where('post_id', '=', scheduled)
    .executeTakeFirstOrThrow();
  expect(run.due_at?.toISOString().slice(0, 10)).toBe('2027-07-20');
});

test('a scheduled post does not change places with a draft whose day is over', async () => {
  const scheduled = await aDraft('Scheduled');
  const draft = await aDraft('Draft');
  await at(scheduled, '2027-07-14T10:00');
  await planDraft(house.ctx, house.member, { postId: draft, wallTime: '2027-07-20T18:30' });
  await house.ctx.db
    .updateTable('posts')
    .set({ publish_at: new Date('2026-01-01T10:00Z') })
    .where('id', '=', draft)
    .execute();

  await expect(
    swapPosts(house.ctx, house.member, { postId: scheduled, otherId: draft }),
  ).rejects.toMatchObject({ code: 'time_past' });
  expect((await getPost(house.ctx, house.member.workspaceId, scheduled)).wallTime).toBe('2027-07-14T10:00');
});

test('a post without a time changes places with none', async () => {
  const scheduled = await aDraft();
  await at(scheduled, '2027-07-14T10:00');

  for (const otherId of [await aDraft(), scheduled])
    await expect(swapPosts(house.ctx, house.member, { postId: scheduled, otherId })).rejects.toMatchObject({
      code: 'post_not_editable',
    });
});
