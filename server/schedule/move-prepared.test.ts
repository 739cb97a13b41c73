import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { storeAsset } from '../library/index.ts';
import { advancePost, createPost, getPost } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { scheduleAt } from './index.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
});
afterAll(() => house.close());

const live = () => house.simulator.world.media.list().filter(({ caption }) => caption === 'Prepared');

test('a post that was prepared for one moment and moved to another goes out at the other alone, once', async () => {
  const { ctx, member } = house;
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  const asset = await storeAsset(ctx, member, { name: 'cup.jpg', bytes });
  const connectionId = await house.connectionOf(business);
  const content = { connectionId, caption: 'Prepared', items: [{ assetId: asset.id, altText: 'A cup' }] };
  const { id } = await createPost(ctx, member, postContent.parse(content));
  const state = async () => (await getPost(ctx, member.workspaceId, id)).state;
  const at = (wallTime: string) => scheduleAt(ctx, member, { postId: id, wallTime });

  // It is 09:00 in Lisbon; what goes out in three minutes is prepared at once.
  await at('2026-11-25T09:03');
  for (let steps = 0; steps < 10 && (await state()) !== 'ready'; steps++) {
    await advancePost(ctx, id);
    await house.advance(2);
  }
  expect(await state()).toBe('ready');
  await at('2026-11-25T11:00');
  await house.advance(600);
  await advancePost(ctx, id);
  expect([await state(), live().length]).toEqual(['scheduled', 0]);

  await house.advance(2 * 3600);
  for (let steps = 0; steps < 30 && (await state()) !== 'published'; steps++) {
    await advancePost(ctx, id);
    await house.advance(2);
  }
  expect([await state(), live().length]).toEqual(['published', 1]);
});
