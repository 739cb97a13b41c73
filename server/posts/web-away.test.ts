import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostKind } from '#contract/posts.ts';
import { business } from '../test-context.ts';
import { advancePost } from './index.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

/* The web that hands out the files is started again while posts go out, or its database is. */

let house: Publishing;
let connectionId: string;
beforeAll(async () => {
  house = await openPublishing();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());

const nobodyServesFiles = () =>
  house.fault('/**', {
    host: '127.0.0.1:4999',
    method: 'GET',
    kind: 'status',
    status: 502,
    times: 1000,
  });

function send(kind: PostKind): Promise<string> {
  const picture = { assetId: house.pictureId };
  const items = kind === 'carousel' ? [picture, picture] : [{ assetId: house.videoId }];
  return house.send(connectionId, {
    kind,
    items: kind === 'image' ? [picture] : items,
    caption: `A ${kind}`,
  });
}

async function passSeconds(postId: string, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 5) {
    await advancePost(house.ctx, postId);
    await house.simulator.settled();
    await house.advance(5);
  }
}

test.each<PostKind>(['image', 'carousel', 'reel', 'video_story'])(
  'a %s whose file cannot be fetched for three minutes goes live once all the same',
  async (kind) => {
    house.newMedia();
    const postId = await send(kind);
    await nobodyServesFiles();
    await passSeconds(postId, 180);
    const before = await house.view(postId);
    await house.control('DELETE', '/faults');

    expect(await house.untilRest(postId, 5)).toBe('published');

    // Something went wrong meanwhile, or this says nothing.
    const codes = before.steps.map(({ details }) => details['code']);
    expect(codes).toContain(
      kind === 'reel' || kind === 'video_story' ? 'container_failed' : 'media_fetch_failed',
    );
    expect(house.newMedia()).toHaveLength(1);
  },
);

// Of a video Instagram says no more than that it could not be worked on.
test.each<[PostKind, string]>([
  ['image', 'media_fetch_failed'],
  ['reel', 'container_failed'],
])('a %s whose file can never be fetched fails within a quarter of an hour with %s', async (kind, code) => {
  const postId = await send(kind);
  await nobodyServesFiles();
  await passSeconds(postId, 900);
  const { post } = await house.view(postId);
  await house.control('DELETE', '/faults');

  expect(post).toMatchObject({ state: 'failed', failure: { code } });
});
