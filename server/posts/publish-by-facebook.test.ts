import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { storeAsset } from '../library/index.ts';
import { bakery, openTestContext, type TestContext } from '../test-context.ts';
import { advancePost, createPost, getPostView } from './index.ts';
import { schedulePost } from './test-schedule.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
  await house.connectByFacebook({ person: 'ilse' });
});
afterAll(() => house.close());

async function publish(caption: string): Promise<string> {
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  const { id: assetId } = await storeAsset(house.ctx, house.member, { name: 'loaf.jpg', bytes });
  const content = postContent.parse({
    connectionId: await house.connectionOf(bakery),
    items: [{ assetId, altText: 'A loaf' }],
    caption,
  });
  const { id } = await createPost(house.ctx, house.member, content);
  await schedulePost(house.ctx, house.member, { postId: id });
  return id;
}

async function untilLive(postId: string) {
  for (let steps = 0; steps < 100; steps++) {
    await advancePost(house.ctx, postId);
    const { post } = await getPostView(house.ctx, house.member.workspaceId, postId);
    if (post.state === 'published' && post.permalink) return post;
    await house.advance(2);
  }
  throw new Error('It never went live.');
}

const live = (caption: string) =>
  house.simulator.world.media.list().filter((media) => media.caption === caption).length;

test('a photo goes live by Facebook’s door, once and with its address', async () => {
  const post = await untilLive(await publish('Rye'));

  expect(post.permalink).toContain('/p/');
  expect(live('Rye')).toBe(1);
});

test('a publish whose answer was lost is found there too, and not repeated', async () => {
  await house.control('POST', '/faults', {
    host: 'graph.facebook.com',
    path: '/*/media_publish',
    kind: 'actThenDrop',
  });
  await untilLive(await publish('Spelt'));

  expect(live('Spelt')).toBe(1);
});
