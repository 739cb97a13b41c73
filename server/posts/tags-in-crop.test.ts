import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { storeAsset } from '../library/index.ts';
import { business, creator, openTestContext, type TestContext } from '../test-context.ts';
import { advancePost, createPost, getPost } from './index.ts';
import { schedulePost } from './test-schedule.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
});
afterAll(() => house.close());

test('a tag is kept by its place in the upright file and sent by its place in what the crop leaves', async () => {
  const bytes = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  const { id: assetId } = await storeAsset(house.ctx, house.member, { name: 'wide.jpg', bytes });
  const { username = '' } = house.simulator.world.accounts.get(creator) ?? {};
  const { id: postId } = await createPost(
    house.ctx,
    house.member,
    postContent.parse({
      connectionId: await house.connectionOf(business),
      caption: 'Two of us',
      items: [
        {
          assetId,
          crop: { left: 0.5, top: 0, width: 0.5, height: 1 },
          people: [{ username, x: 0.75, y: 0.25 }],
        },
      ],
    }),
  );
  await schedulePost(house.ctx, house.member, { postId });
  for (let steps = 0; steps < 30; steps++) {
    await advancePost(house.ctx, postId);
    if ((await getPost(house.ctx, house.member.workspaceId, postId)).state === 'published') break;
    await house.advance(2);
  }

  const media = house.simulator.world.media.list().find(({ caption }) => caption === 'Two of us');
  expect(media?.userTags).toMatchObject([{ username, x: 0.5, y: 0.25 }]);
});
