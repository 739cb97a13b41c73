import { expect, test } from 'vitest';
import { demoApp } from '../../simulator/index.ts';
import type { ContainerSpec } from './instagram.ts';
import { setFacebookStage } from './test-facebook.ts';
import { business, refusalBy, setStage, type Stage } from './test-instagram.ts';

const imageUrl = 'https://post.example.com/media/1.jpg';
const videoUrl = 'https://post.example.com/media/1.mp4';
const squareUrl = 'https://post.example.com/media/square.mp4';
const placed = { x: 0.25, y: 0.75 };

interface Door {
  make(container: ContainerSpec): Promise<string>;
  /** Publishes, and answers with what is live. */
  publish(containerId: string): ReturnType<Stage['instagram']['readMedia']>;
  stage: Pick<Stage, 'instagram' | 'control'>;
  token: Awaited<ReturnType<Stage['mint']>>['token'];
}

async function openDoor(login: 'instagram' | 'facebook'): Promise<Door> {
  const facebook = login === 'facebook' ? await setFacebookStage() : undefined;
  const stage = facebook ?? (await setStage());
  await stage.setFlags({ containerSeconds: 0 });
  const { token } = facebook ? (await facebook.pageOf(business)).account : await stage.mint(business);
  const { instagram } = stage;
  return {
    stage,
    token,
    async make(container) {
      const { id } = await instagram.createContainer(login, token, { instagramUserId: business, container });
      // Moving the world's clock waits for videos that are on their way.
      await stage.control('POST', '/clock', { advanceSeconds: 400 });
      return id;
    },
    async publish(containerId) {
      const { id } = await instagram.publishContainer(login, token, {
        instagramUserId: business,
        containerId,
      });
      return instagram.readMedia(login, token, id);
    },
  };
}

test.each<[string, ContainerSpec, string]>([
  [
    'a photo with its tags',
    { is: 'image', imageUrl, caption: 'One', people: [{ username: 'linden.ceramics', ...placed }] },
    'IMAGE',
  ],
  [
    'a reel with a moment of it as cover',
    { is: 'reel', videoUrl, caption: 'Two', cover: { atMs: 1500 }, shareToFeed: true },
    'VIDEO',
  ],
  [
    'a reel with a picture as cover',
    {
      is: 'reel',
      videoUrl,
      cover: { url: imageUrl },
      people: [{ username: 'linden.ceramics', x: null, y: null }],
    },
    'VIDEO',
  ],
  ['a trial reel', { is: 'reel', videoUrl, graduation: 'performance' }, 'VIDEO'],
  ['a photo labelled as made by AI', { is: 'image', imageUrl, isAiGenerated: true }, 'IMAGE'],
])('%s goes live by either door', async (_what, container, mediaType) => {
  for (const login of ['instagram', 'facebook'] as const) {
    const { make, publish } = await openDoor(login);

    expect((await publish(await make(container))).mediaType).toBe(mediaType);
  }
});

test('a carousel is made of its children in their order', async () => {
  const { make, publish } = await openDoor('instagram');
  const first = await make({ is: 'image_child', imageUrl, altText: 'A bowl' });
  const second = await make({ is: 'video_child', videoUrl: squareUrl });

  const media = await publish(await make({ is: 'carousel', children: [first, second], caption: 'Both' }));

  expect(media).toMatchObject({ mediaType: 'CAROUSEL_ALBUM', caption: 'Both' });
});

test.each<[ContainerSpec, string]>([
  [{ is: 'image_story', imageUrl }, 'IMAGE'],
  [{ is: 'video_story', videoUrl, people: [{ username: 'linden.ceramics', x: null, y: null }] }, 'VIDEO'],
])('a story of $is stands among the stories and not among the posts', async (container, mediaType) => {
  const { make, publish, stage, token } = await openDoor('facebook');
  const { id } = await publish(await make(container));

  const [stories, posts] = [
    await stage.instagram.listStories('facebook', token, business),
    await stage.instagram.listRecentMedia('facebook', token, business),
  ];

  expect(stories).toMatchObject([{ id, mediaType }]);
  expect(posts.map((each) => each.id)).not.toContain(id);
});

test('a paid label needs a permission of its own on Facebook’s door, and is no word of the other', async () => {
  const container: ContainerSpec = { is: 'image', imageUrl, isPaidPartnership: true };

  const facebook = await refusalBy((await openDoor('facebook')).make(container));
  const instagram = await refusalBy((await openDoor('instagram')).make(container));

  expect([facebook.code, instagram.code]).toEqual(['permission_missing', 'instagram_unexpected']);
});

test('somebody who is not there cannot be tagged', async () => {
  const { make } = await openDoor('instagram');

  const refusal = await refusalBy(
    make({ is: 'image', imageUrl, people: [{ username: 'nobody.at.all', ...placed }] }),
  );

  expect(refusal.code).toBe('tag_refused');
});

test('a cover after the end of the video fails while it is processed, by its number', async () => {
  const { make, stage, token } = await openDoor('instagram');
  const containerId = await make({ is: 'reel', videoUrl, cover: { atMs: 60_000 } });

  const seen = await stage.instagram.readContainer('instagram', token, containerId);

  expect(seen).toMatchObject({ status: 'error', failure: { code: 'cover_refused', subcode: 2_207_057 } });
});

test('a comment is written beneath the account’s own post and found again', async () => {
  const { make, publish, stage, token } = await openDoor('instagram');
  const { id: mediaId } = await publish(await make({ is: 'image', imageUrl }));

  const written = await stage.instagram.createComment('instagram', token, { mediaId, text: '#glaze ü 🏺' });
  const listed = await stage.instagram.listComments('instagram', token, mediaId);

  expect(listed).toMatchObject([{ id: written.id, text: '#glaze ü 🏺', username: 'linden.ceramics' }]);
});

test('an answer tells how much of the calls is used up', async () => {
  const { stage, token } = await openDoor('instagram');
  await stage.control('PUT', '/limits', { appId: demoApp.id, kind: 'account', calls: 2 });

  const { usage } = await stage.instagram.createContainer('instagram', token, {
    instagramUserId: business,
    container: { is: 'image', imageUrl },
  });

  expect(usage).toMatchObject({ percent: 50, regainSeconds: 0 });
});
