import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { storeAsset } from '../library/index.ts';
import { createPost } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { scheduleAt } from './index.ts';
import { repeatPost } from './test-at-once.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
});
afterAll(() => house.close());

test('every post of a series goes out as it was cut', async () => {
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  const { id: assetId } = await storeAsset(house.ctx, house.member, { name: 'cup.jpg', bytes });
  const square = { left: 0, top: 0, width: 1, height: 0.8 };
  const content = postContent.parse({
    connectionId: await house.connectionOf(business),
    items: [{ assetId, altText: 'A cup', crop: square }],
  });
  const { id: postId } = await createPost(house.ctx, house.member, content);
  await scheduleAt(house.ctx, house.member, { postId, wallTime: '2027-07-14T10:00' });

  const copies = await repeatPost(house.ctx, house.member, { postId, everyWeeks: 1, times: 2 });

  const files = await house.ctx.db
    .selectFrom('post_assets as file')
    .innerJoin('renditions', 'renditions.id', 'file.rendition_id')
    .select(['renditions.kind', 'width', 'height'])
    .where('post_id', 'in', [postId, ...copies.map(({ id }) => id)])
    .execute();
  expect(files).toEqual(Array.from({ length: 3 }, () => ({ kind: 'crop', width: 400, height: 400 })));
});
