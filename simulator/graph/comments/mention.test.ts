import { expect, test } from 'vitest';
import { recordCaptionMentions } from './mention-find.ts';
import { others, setManagingStage } from '../managing-stage.ts';

test.each(['onInstagram', 'onFacebook'] as const)(
  'media whose caption mentions the account is read and answered (%s)',
  async (host) => {
    const stage = setManagingStage();
    const media = stage.aMedia({ accountId: others.bakery, caption: 'Plates by @linden.ceramics' });

    const read = await stage[host]('GET', `/${stage.accountId}`, {
      fields: `mentioned_media.media_id(${media.id}){caption,media_type,username}`,
    });
    const reply = await stage[host]('POST', `/${stage.accountId}/mentions`, {
      media_id: media.id,
      message: 'Thank you!',
    });

    expect(read.body.mentioned_media).toEqual({
      caption: 'Plates by linden.ceramics',
      media_type: 'IMAGE',
      username: 'harbour.bakery',
      id: media.id,
    });
    expect(stage.simulator.world.comments.get(reply.body.id)).toMatchObject({
      mediaId: media.id,
      fromId: stage.accountId,
      text: 'Thank you!',
    });
  },
);

test('a comment that mentions the account is read and answered', async () => {
  const { simulator, onFacebook, aMedia, aComment, accountId } = setManagingStage();
  const media = aMedia({ accountId: others.bakery });
  const comment = aComment(media.id, { text: 'like @linden.ceramics' });

  const read = await onFacebook('GET', `/${accountId}`, {
    fields: `mentioned_comment.comment_id(${comment.id}){text,timestamp}`,
  });
  const reply = await onFacebook('POST', `/${accountId}/mentions`, {
    media_id: media.id,
    comment_id: comment.id,
    message: 'Thank you!',
  });

  expect(read.body.mentioned_comment).toEqual({
    text: 'like @linden.ceramics',
    timestamp: '2026-11-25T09:30:00+0000',
    id: comment.id,
  });
  expect(simulator.world.comments.get(reply.body.id)?.parentId).toBe(comment.id);
});

test('what does not mention the account is neither read nor answered; a tag is no mention', async () => {
  const { onFacebook, aMedia, aComment, accountId } = setManagingStage();
  const media = aMedia({ accountId: others.bakery, userTags: [{ username: 'linden.ceramics' }] });
  const comment = aComment(media.id);

  const refused = [
    await onFacebook('GET', `/${accountId}`, { fields: `mentioned_media.media_id(${media.id}){id}` }),
    await onFacebook('GET', `/${accountId}`, { fields: `mentioned_comment.comment_id(${comment.id}){id}` }),
    await onFacebook('POST', `/${accountId}/mentions`, { media_id: media.id, message: 'x' }),
    await onFacebook('POST', `/${accountId}/mentions`, {
      media_id: media.id,
      comment_id: comment.id,
      message: 'x',
    }),
  ];

  expect(refused.map(({ body }) => body.error.error_subcode)).toEqual([33, 33, 33, 33]);
});

test('an account hears that the caption of a post mentions it, of a story it does not', () => {
  const { simulator, aMedia, accountId } = setManagingStage();
  const caption = 'Plates by @linden.ceramics';
  const post = aMedia({ accountId: others.bakery, caption });

  recordCaptionMentions(simulator.world, post);
  recordCaptionMentions(
    simulator.world,
    aMedia({ accountId: others.bakery, caption, mediaProductType: 'STORY' }),
  );

  expect(simulator.world.happenings.list()).toMatchObject([{ kind: 'mention', accountId, mediaId: post.id }]);
});

test.each(['onInstagram', 'onFacebook'] as const)(
  'media that tags the account stands in tags (%s)',
  async (host) => {
    const stage = setManagingStage();
    const userTags = [{ username: 'Linden.Ceramics' }];
    const tagged = stage.aMedia({ accountId: others.bakery, userTags });
    const album = stage.aMedia({ accountId: others.walks, mediaType: 'CAROUSEL_ALBUM', publishedAt: 0 });
    stage.aMedia({ accountId: others.walks, parentId: album.id, userTags });
    stage.aMedia({ userTags });
    stage.aMedia({ accountId: '17841400000000303', userTags });

    const { body } = await stage[host]('GET', `/${stage.accountId}/tags`, { fields: 'username' });

    expect(body.data).toEqual([
      { username: 'harbour.bakery', id: tagged.id },
      { username: 'saltmarsh.walks', id: album.id },
    ]);
  },
);

test('tags and mentions need the permission to manage comments', async () => {
  const { onFacebook, accountId } = setManagingStage(['instagram_manage_comments']);

  const refused = [
    await onFacebook('GET', `/${accountId}/tags`),
    await onFacebook('GET', `/${accountId}`, { fields: 'mentioned_media.media_id(1){id}' }),
    await onFacebook('POST', `/${accountId}/mentions`, { media_id: '1', message: 'x' }),
  ];

  expect(refused.map(({ body }) => body.error.code)).toEqual([10, 10, 10]);
});

test.each(['stories', 'tags', 'live_media'])('by switch graph.instagram.com has no %s', async (edge) => {
  const { onInstagram, onFacebook, accountId, setFlags } = setManagingStage();
  expect((await onInstagram('GET', `/${accountId}/${edge}`)).body).toEqual({ data: [] });

  setFlags({ undocumentedEdges: 'refuse' });

  expect((await onInstagram('GET', `/${accountId}/${edge}`)).body.error.message).toContain(
    'nonexisting field',
  );
  expect((await onInstagram('POST', `/${accountId}/mentions`)).body.error.message).toContain(
    'nonexisting field',
  );
  expect((await onFacebook('GET', `/${accountId}/${edge}`)).body).toEqual({ data: [] });
});

test('the parameters of a mention are required', async () => {
  const { onFacebook, accountId } = setManagingStage();

  expect((await onFacebook('POST', `/${accountId}/mentions`)).body.error.message).toBe(
    'The parameter media_id is required.',
  );
  expect((await onFacebook('GET', `/${accountId}`, { fields: 'mentioned_media' })).body.error.message).toBe(
    'The parameter media_id is required.',
  );
});
