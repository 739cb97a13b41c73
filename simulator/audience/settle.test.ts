import { expect, test } from 'vitest';
import { setInsightsStage } from '../graph/insights/stage.ts';
import { settleAudience } from './settle.ts';

/** A photo that has been up for ten days, and the comments under it. */
function aCommentedPhoto() {
  const stage = setInsightsStage({ followers: 40_000 });
  const media = stage.aMedia('photo');
  stage.advance(240);
  settleAudience(stage.world, media.accountId);
  return { ...stage, media, comments: () => stage.world.comments.by('mediaId', media.id) };
}

test('what strangers wrote becomes comments with names, texts and the instants they were written at', () => {
  const { comments, media, world } = aCommentedPhoto();

  expect(comments().length).toBeGreaterThan(3);
  for (const comment of comments()) {
    expect(comment).toMatchObject({
      id: expect.stringMatching(/^179\d{14}$/),
      fromId: expect.stringMatching(/^6\d{15}$/),
      username: expect.stringMatching(/^[a-z0-9._]{3,30}$/),
      text: expect.stringMatching(/./u),
      isHidden: false,
    });
    expect(comment.createdAt).toBeGreaterThan(media.publishedAt);
    expect(comment.createdAt).toBeLessThanOrEqual(world.now());
  }
});

test('a post has no comment at its own instant', () => {
  const stage = setInsightsStage({ followers: 40_000 });
  const media = stage.aMedia('photo');
  settleAudience(stage.world, media.accountId);

  expect(stage.world.comments.size).toBe(0);
});

test('settling twice changes nothing, and in steps or at once comes to the same', () => {
  const atOnce = aCommentedPhoto();
  const before = atOnce.comments();
  settleAudience(atOnce.world, atOnce.media.accountId);

  const inSteps = setInsightsStage({ followers: 40_000 });
  const media = inSteps.aMedia('photo');
  for (let step = 0; step < 240; step += 8) {
    inSteps.advance(8);
    settleAudience(inSteps.world, media.accountId);
  }
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

  expect(atOnce.comments()).toEqual(before);
  expect(inSteps.world.comments.by('mediaId', media.id).toSorted(byId)).toEqual(before.toSorted(byId));
});

test('a comment that was deleted does not come back, and is counted no more', async () => {
  const { world, media, comments, read } = aCommentedPhoto();
  const [first] = comments();
  const before = comments().length;
  world.comments.remove(first?.id ?? '');

  const { body } = await read(`/${media.id}`, { fields: 'comments_count,insights.metric(comments)' });

  expect(body.comments_count).toBe(before - 1);
  expect(body.insights.data[0].values[0].value).toBe(before - 1);
  expect(world.comments.get(first?.id ?? '')).toBeUndefined();
});

test('while comments are off strangers write none, and do not make up for it later', () => {
  const stage = setInsightsStage({ followers: 40_000 });
  const media = stage.aMedia('photo', 0, { isCommentEnabled: false });
  stage.advance(240);
  settleAudience(stage.world, media.accountId);
  stage.world.media.put({ ...media, isCommentEnabled: true });
  settleAudience(stage.world, media.accountId);

  expect(stage.world.comments.size).toBe(0);
});

test('webhooks are told of each comment, in the order they were written', () => {
  const { world, comments } = aCommentedPhoto();
  const told = world.happenings.list().flatMap((each) => (each.kind === 'comment' ? [each.comment] : []));

  expect(told.map(({ id }) => id)).toEqual(comments().map(({ id }) => id));
  expect(told.map(({ createdAt }) => createdAt)).toEqual(
    told.map((each) => each.createdAt).sort((a, b) => a - b),
  );
});

test('what was written before the account stood in this world is no news', () => {
  const stage = setInsightsStage({ followers: 40_000 });
  const media = stage.aMedia('photo', 400);
  settleAudience(stage.world, media.accountId);

  expect(stage.world.comments.size).toBeGreaterThan(3);
  expect(stage.world.happenings.size).toBe(0);
});

test('when a story is over webhooks are told once what it came to', () => {
  const stage = setInsightsStage();
  const story = stage.aMedia('story');
  stage.advance(25);
  settleAudience(stage.world, story.accountId);
  settleAudience(stage.world, story.accountId);

  const [told, ...more] = stage.world.happenings.list().filter(({ kind }) => kind === 'story_insights');
  expect(more).toEqual([]);
  expect(told).toMatchObject({
    mediaId: story.id,
    metrics: { reach: expect.any(Number), exits: expect.any(Number) },
  });
});

test('a quiet audience neither writes nor likes nor follows', async () => {
  const stage = setInsightsStage({ followers: 40_000 });
  stage.change({ audience: 'quiet' });
  const media = stage.aMedia('photo');
  stage.advance(240);

  const { body } = await stage.read(`/${media.id}`, { fields: 'like_count,comments_count,comments' });
  expect([body.like_count, body.comments_count, body.comments.data]).toEqual([0, 0, []]);
  expect((await stage.read('/me', { fields: 'followers_count' })).body.followers_count).toBe(40_000);
});

test('nothing of the audience is stored before somebody reads, and then its comments and how many they are', () => {
  const stage = setInsightsStage({ followers: 40_000 });
  const media = stage.aMedia('photo');
  stage.advance(240);
  const before = [stage.world.comments.size, stage.world.settlements.size];
  settleAudience(stage.world, media.accountId);

  expect(before).toEqual([0, 0]);
  expect(stage.world.settlements.list()).toEqual([
    {
      mediaId: media.id,
      followerComments: expect.any(Number),
      outsiderComments: expect.any(Number),
      isOver: false,
    },
  ]);
});

test('what was written before comments are switched off stands, and nothing is left of a post that is deleted', async () => {
  const stage = setInsightsStage({ followers: 40_000 });
  const media = stage.aMedia('photo');
  stage.advance(240);
  const change = await stage.write(`/${media.id}`, { comment_enabled: 'false' });
  const written = stage.world.comments.size;
  await stage.remove(`/${media.id}`);

  expect(change).toEqual({ status: 200, body: { success: true } });
  expect(written).toBeGreaterThan(3);
  expect([stage.world.comments.size, stage.world.settlements.size]).toEqual([0, 0]);
});
