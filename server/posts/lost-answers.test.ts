import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PostKind } from '#contract/posts.ts';
import { business } from '../test-context.ts';
import { advancePost } from './index.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

let house: Publishing;
let connectionId: string;
let count = 0;
beforeAll(async () => {
  house = await openPublishing();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());
beforeEach(() => {
  house.newMedia();
});

/** Walks a post with a first comment to its end, and lets go wrong what its step number `broken` asks of Instagram. */
async function walk(kind: PostKind, broken: number, mishap: 'actThenDrop' | 'reset') {
  const text = `Comment ${++count}`;
  const isFilm = kind === 'reel' || kind === 'trial_reel' || kind === 'video_story';
  const file = { assetId: isFilm ? house.videoId : house.pictureId };
  const postId = await house.send(connectionId, {
    kind,
    caption: `Caption ${count}`,
    firstComment: text,
    items: kind === 'carousel' ? [file, file] : [file],
  });
  for (let step = 0; step < broken; step++) {
    await advancePost(house.ctx, postId);
    await house.simulator.settled();
    await house.advance(2);
  }
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/**',
    kind: mishap,
    times: 1,
  });
  const state = await house.untilRest(postId, 10);
  await house.control('DELETE', '/faults');
  const comments = house.simulator.world.comments.list().filter((each) => each.text === text);
  return { state, postId, media: house.newMedia(), comments };
}

const kinds: [PostKind, number][] = [
  ['image', 7],
  ['carousel', 11],
  ['reel', 7],
  ['image_story', 6],
  ['video_story', 6],
];
const cases = kinds.flatMap(([kind, steps]) =>
  Array.from({ length: steps }, (_, step) => [kind, step] as const),
);

test.each(cases)('a %s whose step %i gets no answer is live once, with one comment', async (kind, step) => {
  for (const mishap of ['actThenDrop', 'reset'] as const) {
    const { state, postId, media, comments } = await walk(kind, step, mishap);

    expect(state).toBe('published');
    expect(media.map(({ id }) => id)).toEqual([(await house.view(postId)).post.mediaId]);
    expect(comments).toHaveLength(kind.endsWith('story') ? 0 : 1);
  }
});

test.each(['refuse', 'same', 'again'])(
  'where a second publish is answered with "%s", a lost answer gives one post all the same',
  async (secondPublish) => {
    await house.flags({ secondPublish });
    for (let step = 2; step < 5; step++)
      expect((await walk('image', step, 'actThenDrop')).media).toHaveLength(1);
    await house.flags({ secondPublish: 'refuse' });
  },
);
