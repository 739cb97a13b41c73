import { expect, test } from 'vitest';
import { others, setManagingStage } from '../managing-stage.ts';

test('a media is deleted on the Facebook host, with its children and comments', async () => {
  const { simulator, onFacebook, aMedia, aComment } = setManagingStage();
  const album = aMedia({ mediaType: 'CAROUSEL_ALBUM' });
  aMedia({ parentId: album.id });
  aComment(album.id);

  const { body } = await onFacebook('DELETE', `/${album.id}`);

  expect(body).toEqual({ success: true, deleted_id: album.id });
  expect([simulator.world.media.size, simulator.world.comments.size]).toEqual([0, 0]);
});

test('graph.instagram.com deletes no media', async () => {
  const { onInstagram, aMedia } = setManagingStage();

  const { body } = await onInstagram('DELETE', `/${aMedia().id}`);

  expect(body.error).toMatchObject({ code: 100, error_subcode: 33, type: 'IGApiException' });
});

test('the child of a carousel is not deleted by itself', async () => {
  const { onFacebook, aMedia } = setManagingStage();
  const child = aMedia({ parentId: aMedia({ mediaType: 'CAROUSEL_ALBUM' }).id });

  const { body } = await onFacebook('DELETE', `/${child.id}`);

  expect(body.error).toMatchObject({ code: -1, error_subcode: 2207073, message: 'Fatal' });
});

test('deleting needs instagram_manage_contents', async () => {
  const { onFacebook, aMedia } = setManagingStage(['instagram_manage_contents']);

  expect((await onFacebook('DELETE', `/${aMedia().id}`)).body.error.code).toBe(10);
});

test("somebody else's media is not there to be deleted", async () => {
  const { onFacebook, aMedia } = setManagingStage();

  const { body } = await onFacebook('DELETE', `/${aMedia({ accountId: others.bakery }).id}`);

  expect(body.error).toMatchObject({ code: 100, error_subcode: 33, type: 'GraphMethodException' });
});

test('a carousel has its children in order, without address and comments switch of their own', async () => {
  const { onInstagram, aMedia } = setManagingStage();
  const album = aMedia({ mediaType: 'CAROUSEL_ALBUM' });
  const [first, second] = [
    aMedia({ parentId: album.id }),
    aMedia({ parentId: album.id, mediaType: 'VIDEO' }),
  ];

  const fields = 'children{media_type,permalink,is_comment_enabled}';
  const { body } = await onInstagram('GET', `/${album.id}`, { fields });
  const alone = await onInstagram('GET', `/${album.id}/children`);

  expect(body.children).toEqual({
    data: [
      { media_type: 'IMAGE', id: first.id },
      { media_type: 'VIDEO', id: second.id },
    ],
  });
  expect(alone.body).toEqual({ data: [{ id: first.id }, { id: second.id }] });
});
