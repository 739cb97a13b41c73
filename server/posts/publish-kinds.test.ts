import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PostKind } from '#contract/posts.ts';
import { hasCode } from '../app-error.ts';
import { bakery, business } from '../test-context.ts';
import { advancePost, getPostView } from './index.ts';
import { schedulePost } from './test-schedule.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

let house: Publishing;
let connectionId: string;
beforeAll(async () => {
  house = await openPublishing();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());
beforeEach(() => {
  house.newMedia();
});

const aPicture = (more: Record<string, unknown> = {}) => ({ assetId: house.pictureId, ...more });
const aFilm = () => ({ assetId: house.videoId });

test.each<PostKind>(['image', 'carousel', 'reel', 'trial_reel', 'image_story', 'video_story'])(
  'a %s goes live once, with its address',
  async (kind) => {
    const items = {
      image: () => [aPicture({ altText: 'A cup' })],
      carousel: () => [aPicture(), aPicture({ altText: 'Another' })],
      reel: () => [aFilm()],
      trial_reel: () => [aFilm()],
      image_story: () => [aPicture()],
      video_story: () => [aFilm()],
    }[kind]();
    const postId = await house.send(connectionId, { kind, items, caption: `A ${kind}` });

    expect(await house.untilRest(postId)).toBe('published');

    const { post } = await house.view(postId);
    expect(house.newMedia().map(({ id }) => id)).toEqual([post.mediaId]);
    expect(post.permalink).toMatch(/\/(p|reel|stories)\//);
  },
);

test('the timeline of a carousel shows each child with its id and its trace', async () => {
  const postId = await house.send(connectionId, { kind: 'carousel', items: [aPicture(), aPicture()] });
  await house.untilRest(postId);

  const { steps } = await house.view(postId);
  const children = steps.filter(({ step }) => step === 'child_made');
  const ids = children.map(({ details }) => details['containerId']);

  expect(steps.map(({ step }) => step)).toEqual([
    'scheduled',
    'child_made',
    'child_made',
    'child_ready',
    'child_ready',
    'container_made',
    'ready',
    'publishing',
    'published',
    'permalink',
  ]);
  expect(children.map(({ details }) => details['position'])).toEqual([1, 2]);
  expect(children.every(({ details }) => typeof details['traceId'] === 'string')).toBe(true);
  expect(steps.find(({ step }) => step === 'container_made')?.details['children']).toEqual(ids);
});

test('a child that Meta could not fetch for a moment is made again, and the others are kept', async () => {
  const postId = await house.send(connectionId, {
    kind: 'carousel',
    items: [aPicture(), aPicture(), aPicture()],
  });
  await advancePost(house.ctx, postId);
  const body = JSON.stringify({
    error: {
      message: 'Only photo or video',
      type: 'OAuthException',
      code: 9004,
      error_subcode: 2_207_052,
      fbtrace_id: 'A1',
    },
  });
  await house.fault('/*/media', { kind: 'body', status: 400, body, times: 2 });

  expect(await house.untilRest(postId)).toBe('published');

  const { steps } = await house.view(postId);
  expect(steps.filter(({ step }) => step === 'child_made')).toHaveLength(3);
  expect(steps.find(({ step }) => step === 'waiting')?.details).toMatchObject({
    code: 'media_fetch_failed',
    position: 2,
    traceId: 'A1',
  });
});

test('a child that Meta never fetches fails the whole, in words, and nothing of it is live', async () => {
  const postId = await house.send(connectionId, { kind: 'carousel', items: [aPicture(), aPicture()] });
  const body = JSON.stringify({ error: { type: 'OAuthException', code: 9004, error_subcode: 2_207_052 } });
  await advancePost(house.ctx, postId);
  await house.fault('/*/media', { kind: 'body', status: 400, body, times: 9 });

  expect(await house.untilRest(postId, 20)).toBe('failed');

  expect((await house.view(postId)).post.failure).toMatchObject({
    code: 'media_fetch_failed',
    details: { position: 2 },
  });
  expect(house.newMedia()).toEqual([]);
  await house.control('DELETE', '/faults');
});

test.each<PostKind>(['carousel', 'reel', 'image_story', 'video_story'])(
  'a %s whose answer was lost is found and not repeated',
  async (kind) => {
    const items = { carousel: [aPicture(), aPicture()], image_story: [aPicture()] }[kind as 'carousel'] ?? [
      aFilm(),
    ];
    await house.flags({ secondPublish: 'again' });
    const postId = await house.send(connectionId, { kind, items, caption: `Lost ${kind}` });
    await house.fault('/*/media_publish', { kind: 'actThenDrop' });

    expect(await house.untilRest(postId)).toBe('published');

    expect(house.newMedia().map(({ id }) => id)).toEqual([(await house.view(postId)).post.mediaId]);
    await house.flags({ secondPublish: 'refuse' });
  },
);

test('a story whose answer was lost is not bound to one that the person posted in that minute', async () => {
  const postId = await house.send(connectionId, { kind: 'image_story' });
  await house.untilState(postId, 'ready');
  await house.postByHand(business, { media_type: 'STORIES', image_url: house.pictureUrl });
  await house.fault('/*/media_publish', { kind: 'actThenDrop' });

  const state = await house.untilRest(postId, 4);

  expect(state).toBe('unconfirmed');
  expect((await house.view(postId)).post.failure?.details).toMatchObject({ reason: 'several_matches' });
});

test('every field that Instagram takes of a post arrives there', async () => {
  const postId = await house.send(connectionId, {
    caption: 'Everything',
    items: [aPicture({ altText: 'A cup', people: [{ username: '@linden.ceramics', x: 0.2, y: 0.7 }] })],
    settings: { isAiGenerated: true },
  });
  await house.untilRest(postId);

  const { post } = await house.view(postId);
  expect(house.simulator.world.media.get(post.mediaId ?? '')).toMatchObject({
    caption: 'Everything',
    altText: 'A cup',
    isAiGenerated: true,
  });
});

test('a crop is what Instagram receives', async () => {
  const postId = await house.send(connectionId, {
    caption: 'Square',
    items: [aPicture({ crop: { left: 0, top: 0.1, width: 1, height: 0.8 } })],
  });
  await house.untilRest(postId);

  const row = await house.ctx.db
    .selectFrom('post_assets')
    .innerJoin('renditions', 'renditions.id', 'rendition_id')
    .select(['width', 'height'])
    .where('post_id', '=', postId)
    .executeTakeFirstOrThrow();
  expect(row).toEqual({ width: 400, height: 400 });
});

test('a post is prepared five minutes ahead and published at its moment', async () => {
  const at = new Date(house.ctx.clock.now().getTime() + 3_600_000);
  const postId = await house.send(connectionId, { caption: 'Later', publishAt: at.toISOString() });
  const dueAt = async () =>
    (
      await house.ctx.db
        .selectFrom('publish_runs')
        .select('due_at')
        .where('post_id', '=', postId)
        .executeTakeFirstOrThrow()
    ).due_at;

  expect(await dueAt()).toEqual(new Date(at.getTime() - 300_000));
  await advancePost(house.ctx, postId);
  expect((await house.view(postId)).post.state).toBe('scheduled');

  await house.advance(3300);
  for (let i = 0; i < 4; i++) {
    await advancePost(house.ctx, postId);
    await house.advance(2);
  }
  expect((await house.view(postId)).post.state).toBe('ready');
  expect(await dueAt()).toEqual(at);
  expect(house.newMedia()).toEqual([]);

  await house.advance(292);
  await advancePost(house.ctx, postId);
  expect((await house.view(postId)).post.publishedAt).toBe(at.toISOString());
});

test('a used up publishing limit is met before anything is sent, and again at the moment itself', async () => {
  await house.flags({ publishingLimit: 0 });
  const postId = await house.send(connectionId, { caption: 'No room' });
  await house.untilState(postId, 'ready');

  expect(await house.untilRest(postId)).toBe('failed');

  expect(await house.stepsOf(postId)).not.toContain('publishing');
  await house.flags({ publishingLimit: 100 });
});

test('room that came in the meantime is used', async () => {
  await house.flags({ publishingLimit: 0 });
  const postId = await house.send(connectionId, { caption: 'Room after all' });
  await house.untilState(postId, 'ready');
  await house.flags({ publishingLimit: 100 });

  expect(await house.untilRest(postId)).toBe('published');
});

test('several files are no story, and are told to be several posts', async () => {
  const sending = house.send(connectionId, { kind: 'image_story', items: [aPicture(), aPicture()] });

  await expect(sending).rejects.toSatisfy(
    (error) =>
      hasCode(error, 'preflight_failed') &&
      JSON.stringify(error.details).includes('several stories are several posts'),
  );
});

test('a reel that its account cannot publish as a trial says so', async () => {
  await house.control('PATCH', `/accounts/${business}`, { hasTrialReels: false });
  const postId = await house.send(connectionId, { kind: 'trial_reel', items: [aFilm()] });

  expect(await house.untilRest(postId)).toBe('failed');

  expect((await house.view(postId)).post.failure?.code).toBe('trial_reels_unavailable');
  await house.control('PATCH', `/accounts/${business}`, { hasTrialReels: true });
});

test('a reel and a story go live by Facebook’s door', async () => {
  await house.connectByFacebook({ person: 'ilse' });
  await house.control('PUT', `/apps/1784140000000077`, { flags: { videoRange: 'optional' } });
  const other = await house.connectionOf(bakery);

  const reel = await house.send(other, { kind: 'reel', items: [aFilm()] });
  const story = await house.send(other, { kind: 'image_story' });

  expect([await house.untilRest(reel), await house.untilRest(story)]).toEqual(['published', 'published']);
});

test('a post that failed and is sent again makes new children', async () => {
  const postId = await house.send(connectionId, { kind: 'carousel', items: [aPicture(), aPicture()] });
  await house.fault('/*/media', {
    kind: 'body',
    status: 400,
    body: JSON.stringify({ error: { code: 36_003, error_subcode: 2_207_009 } }),
  });
  await house.untilRest(postId);
  await schedulePost(house.ctx, house.member, { postId });

  expect(await house.untilRest(postId)).toBe('published');
  expect((await getPostView(house.ctx, house.member.workspaceId, postId)).post.failure).toBeNull();
});
