import { expect, test } from 'vitest';
import { others, setManagingStage } from '../managing-stage.ts';

test('media and comments of others are liked and no longer liked, once each', async () => {
  const { simulator, onFacebook, aMedia, aComment, accountId } = setManagingStage();
  const media = aMedia({ accountId: others.bakery });
  const comment = aComment(media.id);
  const likes = () => [
    simulator.world.media.get(media.id)?.likeCount,
    simulator.world.comments.get(comment.id)?.likeCount,
  ];

  const wishes: Record<string, string>[] = [
    { media_id: media.id },
    { media_id: media.id },
    { comment_id: comment.id },
  ];
  for (const params of wishes) {
    expect((await onFacebook('POST', `/${accountId}/likes`, params)).body).toEqual({ success: true });
  }
  expect(likes()).toEqual([1, 1]);

  await onFacebook('DELETE', `/${accountId}/likes`, { media_id: media.id });
  expect((await onFacebook('DELETE', `/${accountId}/likes`, { media_id: media.id })).body).toEqual({
    success: true,
  });
  expect(likes()).toEqual([0, 1]);
});

test.each([
  ['neither', {}],
  ['both', { media_id: '1', comment_id: '2' }],
])('%s of media_id and comment_id is refused', async (_which, params) => {
  const { onFacebook, accountId } = setManagingStage();

  expect((await onFacebook('POST', `/${accountId}/likes`, params)).body.error).toMatchObject({ code: 100 });
});

test('stories and media of personal accounts are not liked, nor what does not exist', async () => {
  const { onFacebook, aMedia, accountId } = setManagingStage();
  const story = aMedia({ accountId: others.bakery, mediaProductType: 'STORY' });
  const personal = aMedia({ accountId: '17841400000000303' });

  for (const media_id of [story.id, personal.id, '1']) {
    expect((await onFacebook('POST', `/${accountId}/likes`, { media_id })).body.error).toMatchObject({
      code: 100,
      error_subcode: 33,
    });
  }
});

test('the fifty-first like in five seconds closes the account for an hour', async () => {
  const { onFacebook, aMedia, accountId, advance } = setManagingStage();
  const media_id = aMedia({ accountId: others.bakery }).id;
  const like = () => onFacebook('POST', `/${accountId}/likes`, { media_id });
  for (let n = 0; n < 50; n += 1) await like();

  expect((await like()).body.error).toMatchObject({ code: 4, error_subcode: 2207051 });
  advance(3599);
  expect((await like()).body.error.code).toBe(4);
  advance(1);
  expect((await like()).status).toBe(200);
});

test('liking needs instagram_manage_engagement, and Facebook Login', async () => {
  const { onFacebook, onInstagram, aMedia, accountId } = setManagingStage(['instagram_manage_engagement']);
  const media_id = aMedia().id;

  expect((await onFacebook('POST', `/${accountId}/likes`, { media_id })).body.error.code).toBe(10);
  expect((await onInstagram('POST', `/${accountId}/likes`, { media_id })).status).toBe(400);
});
