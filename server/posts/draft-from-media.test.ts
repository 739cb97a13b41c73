import { afterAll, beforeAll, expect, test } from 'vitest';
import type { World } from '../../simulator/index.ts';
import { sweepMedia } from '../media/index.ts';
import { business } from '../test-context.ts';
import { prepareDraftFromMedia } from './draft-from-media.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

type SimulatedMedia = ReturnType<World['media']['list']>[number];

let house: Publishing;
let connectionId: string;
let made = 0;
beforeAll(async () => {
  house = await openPublishing();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());

/** Something that was posted in the app, live and read. */
async function known(...all: Partial<SimulatedMedia>[]): Promise<string> {
  const { world } = house.simulator;
  const placed = all.map((change) => {
    made += 1;
    return world.media.put({
      id: `1790000000000000${made}`,
      igId: `300000000000000000${made}`,
      shortcode: `D${made}`,
      accountId: business,
      appId: '1',
      containerId: '',
      mediaType: 'IMAGE',
      mediaProductType: 'FEED',
      pictureId: `painted-D${made}`,
      publishedAt: world.now(),
      likeCount: 0,
      commentsCount: 0,
      isCommentEnabled: true,
      ...change,
    });
  });
  await house.advance(15 * 60);
  await sweepMedia(house.ctx);
  return placed[0]!.id;
}

const useAgain = async (mediaId: string) => {
  const make = await prepareDraftFromMedia(house.ctx, house.member, { connectionId, mediaId });
  return make(house.ctx);
};

test('a photo that was posted elsewhere becomes a draft with its words, its picture and its description', async () => {
  const mediaId = await known({ caption: 'Glaze 🏺', altText: 'A bowl' });

  const draft = await useAgain(mediaId);

  expect(draft).toMatchObject({
    state: 'draft',
    kind: 'image',
    caption: 'Glaze 🏺',
    connectionId,
    mediaId: null,
    items: [{ altText: 'A bowl', asset: { kind: 'image' } }],
  });
});

test('used again twice, its file lies in the library once', async () => {
  const mediaId = await known({ caption: 'Twice' });

  const [one, other] = [await useAgain(mediaId), await useAgain(mediaId)];

  expect(one.id).not.toBe(other.id);
  expect(one.items[0]?.assetId).toBe(other.items[0]?.assetId);
});

test('a carousel keeps its pictures in order', async () => {
  const parentId = `1790000000000000${made + 1}`;
  const mediaId = await known({ mediaType: 'CAROUSEL_ALBUM', caption: 'Both' }, { parentId }, { parentId });

  const draft = await useAgain(mediaId);

  expect(draft.kind).toBe('carousel');
  expect(draft.items.map(({ asset }) => asset?.name.replace(/\.\w+$/, ''))).toEqual([
    `instagram-${mediaId}-1`,
    `instagram-${mediaId}-2`,
  ]);
});

test('a video that Instagram withholds is told as that, and nothing is made', async () => {
  const mediaId = await known({
    mediaType: 'VIDEO',
    mediaProductType: 'REELS',
    videoId: 'v',
    hasCopyrightMatches: true,
  });
  const before = await countPosts();

  await expect(useAgain(mediaId)).rejects.toMatchObject({ code: 'media_video_withheld' });
  expect(await countPosts()).toBe(before);
});

test('what was published from here is copied with its own file', async () => {
  const postId = await house.send(connectionId, { caption: 'Ours' });
  expect(await house.untilRest(postId)).toBe('published');
  await house.advance(15 * 60);
  await sweepMedia(house.ctx);
  const { post } = await house.view(postId);
  const row = await house.ctx.db
    .selectFrom('media')
    .select('post_id')
    .where('media_id', '=', post.mediaId!)
    .executeTakeFirst();

  const draft = await useAgain(post.mediaId!);

  expect(row?.post_id).toBe(postId);
  expect(draft).toMatchObject({ caption: 'Ours', items: [{ assetId: house.pictureId }] });
});

test('a media of nobody here is not found', async () => {
  await expect(useAgain('1')).rejects.toMatchObject({ code: 'not_found' });
});

async function countPosts(): Promise<number> {
  return (await house.ctx.db.selectFrom('posts').select('id').execute()).length;
}
