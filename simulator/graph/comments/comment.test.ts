import { expect, test } from 'vitest';
import { others, setManagingStage, stranger } from '../managing-stage.ts';

test('comments are listed newest first with text, time and id, and without replies', async () => {
  const { onInstagram, aMedia, aComment, advance } = setManagingStage();
  const media = aMedia();
  const first = aComment(media.id, { text: 'first' });
  advance(60);
  const second = aComment(media.id, { text: 'second' });
  aComment(media.id, { text: 'a reply', parentId: first.id });

  const { body } = await onInstagram('GET', `/${media.id}/comments`);

  expect(body.data).toEqual([
    { timestamp: '2026-11-25T09:31:00+0000', text: 'second', id: second.id },
    { timestamp: '2026-11-25T09:30:00+0000', text: 'first', id: first.id },
  ]);
});

test('fifty comments stand on a page at most, and next leads through all of fifty thousand quickly', async () => {
  const { simulator, onInstagram, aMedia, aComment } = setManagingStage();
  const media = aMedia();
  const model = aComment(media.id);
  for (let n = 0; n < 49_999; n += 1) simulator.world.comments.put({ ...model, id: `c${n}` });

  const first = await onInstagram('GET', `/${media.id}/comments`, { limit: '100' });
  const second = await (await simulator.fetch(new Request(first.body.paging.next))).json();

  expect(first.body.data).toHaveLength(50);
  expect(second.data).toHaveLength(50);
  expect(second.data[0].id).not.toBe(first.body.data[49].id);
});

test.each(['onInstagram', 'onFacebook'] as const)(
  'replies come nested and by themselves (%s)',
  async (host) => {
    const stage = setManagingStage();
    const media = stage.aMedia();
    const top = stage.aComment(media.id, { text: 'top' });
    const reply = stage.aComment(media.id, { text: 'reply', parentId: top.id });

    const nested = await stage[host]('GET', `/${media.id}/comments`, {
      fields: 'text,replies{text,parent_id}',
    });
    const alone = await stage[host]('GET', `/${top.id}/replies`, { fields: 'text' });

    expect(nested.body.data[0].replies.data).toEqual([{ text: 'reply', parent_id: top.id, id: reply.id }]);
    expect(alone.body.data).toEqual([{ text: 'reply', id: reply.id }]);
  },
);

test('a comment tells who wrote it and what it stands under', async () => {
  const { onFacebook, aMedia, aComment } = setManagingStage();
  const media = aMedia({ mediaProductType: 'REELS', caption: 'Glaze' });
  const comment = aComment(media.id);
  const fields = 'text,username,from,user,hidden,like_count,media,parent_id,legacy_instagram_comment_id';

  const { body } = await onFacebook('GET', `/${comment.id}`, { fields });
  const expanded = await onFacebook('GET', `/${comment.id}`, { fields: 'media{caption}' });

  expect(body).toEqual({
    text: 'Lovely glaze',
    username: stranger.username,
    from: { id: stranger.fromId, username: stranger.username },
    hidden: false,
    like_count: 0,
    media: { id: media.id, media_product_type: 'REELS' },
    legacy_instagram_comment_id: comment.id,
    id: comment.id,
  });
  expect(expanded.body.media).toEqual({ caption: 'Glaze', id: media.id });
});

test('without the permission to manage comments nobody is told who wrote one', async () => {
  const { onInstagram, aMedia, aComment } = setManagingStage(['instagram_business_manage_comments']);
  const media = aMedia();
  aComment(media.id);

  const { body } = await onInstagram('GET', `/${media.id}/comments`, { fields: 'text,username,from' });

  expect(body.data).toEqual([{ text: 'Lovely glaze', id: expect.any(String) }]);
});

test.each(['onInstagram', 'onFacebook'] as const)('a comment and a reply are written (%s)', async (host) => {
  const stage = setManagingStage();
  const media = stage.aMedia();
  const asked = stage.aComment(media.id, { text: 'How much?' });

  const own = await stage[host]('POST', `/${media.id}/comments`, { message: 'New in the shop' });
  const reply = await stage[host]('POST', `/${asked.id}/replies`, { message: 'Forty.' });
  const { body } = await stage[host]('GET', `/${reply.body.id}`, { fields: 'parent_id,username,user' });

  expect(own.body).toEqual({ id: expect.stringMatching(/^178\d{14}$/) });
  expect(body).toMatchObject({
    parent_id: asked.id,
    username: 'linden.ceramics',
    user: { id: stage.accountId },
  });
});

test('a reply to a reply goes to the parent', async () => {
  const { onInstagram, aMedia, aComment } = setManagingStage();
  const media = aMedia();
  const top = aComment(media.id);
  const reply = aComment(media.id, { parentId: top.id });

  const { body } = await onInstagram('POST', `/${reply.id}/replies`, { message: 'and more' });

  const read = await onInstagram('GET', `/${body.id}`, { fields: 'parent_id' });
  expect(read.body.parent_id).toBe(top.id);
});

test('comments_count counts replies too', async () => {
  const { onInstagram, aMedia, aComment } = setManagingStage();
  const media = aMedia();
  const top = aComment(media.id);
  aComment(media.id, { parentId: top.id });

  const counted = await onInstagram('GET', `/${media.id}`, { fields: 'comments_count' });
  await onInstagram('DELETE', `/${top.id}`);
  const after = await onInstagram('GET', `/${media.id}`, { fields: 'comments_count' });

  expect([counted.body.comments_count, after.body.comments_count]).toEqual([2, 0]);
});

test('a comment is hidden and shown again; the own one of the owner stays visible', async () => {
  const { onInstagram, aMedia, aComment } = setManagingStage();
  const media = aMedia();
  const comment = aComment(media.id);
  const own = await onInstagram('POST', `/${media.id}/comments`, { message: 'ours' });
  const isHidden = async (id: string) =>
    (await onInstagram('GET', `/${id}`, { fields: 'hidden' })).body.hidden;

  expect((await onInstagram('POST', `/${comment.id}`, { hide: 'true' })).body).toEqual({ success: true });
  expect(await isHidden(comment.id)).toBe(true);
  await onInstagram('POST', `/${comment.id}`, { hide: 'false' });
  expect(await isHidden(comment.id)).toBe(false);
  expect((await onInstagram('POST', `/${own.body.id}`, { hide: '1' })).body).toEqual({ success: true });
  expect(await isHidden(own.body.id)).toBe(false);
});

test('a deleted comment is gone, with its replies', async () => {
  const { onInstagram, aMedia, aComment } = setManagingStage();
  const media = aMedia();
  const top = aComment(media.id);
  const reply = aComment(media.id, { parentId: top.id });

  expect((await onInstagram('DELETE', `/${top.id}`)).body).toEqual({ success: true });

  expect((await onInstagram('GET', `/${top.id}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 });
  expect((await onInstagram('GET', `/${reply.id}`)).body.error).toMatchObject({
    code: 100,
    error_subcode: 33,
  });
});

test('comments are switched off, which refuses new ones, and on again', async () => {
  const { onInstagram, aMedia } = setManagingStage();
  const media = aMedia();
  const write = () => onInstagram('POST', `/${media.id}/comments`, { message: 'x' });

  expect((await onInstagram('POST', `/${media.id}`, { comment_enabled: 'false' })).body).toEqual({
    success: true,
  });
  expect((await write()).body.error).toMatchObject({ code: 100, error_user_title: 'Comments are off' });
  await onInstagram('POST', `/${media.id}`, { comment_enabled: 'true' });
  expect((await write()).status).toBe(200);
});

test.each([
  ['no message', '', 'The parameter message is required.'],
  ['301 characters', 'x'.repeat(301), 'Invalid parameter'],
  ['five hashtags', '#a #b #c #d #e', 'Invalid parameter'],
  ['two links', 'https://a.example https://b.example', 'Invalid parameter'],
  ['capitals alone', 'BUY NOW', 'Invalid parameter'],
])('a comment with %s is refused', async (_what, message, words) => {
  const { onInstagram, aMedia } = setManagingStage();
  const media = aMedia();

  const { status, body } = await onInstagram('POST', `/${media.id}/comments`, { message });

  expect(status).toBe(400);
  expect(body.error).toMatchObject({ code: 100, message: words });
});

test('by switch the limits of older documents are not judged', async () => {
  const { onInstagram, aMedia, setFlags } = setManagingStage();
  setFlags({ commentText: 'take' });

  const { status } = await onInstagram('POST', `/${aMedia().id}/comments`, { message: 'BUY NOW'.repeat(60) });

  expect(status).toBe(200);
});

test('the parameters hide and comment_enabled are required', async () => {
  const { onInstagram, aMedia, aComment } = setManagingStage();
  const media = aMedia();
  const comment = aComment(media.id);

  expect((await onInstagram('POST', `/${comment.id}`)).body.error.message).toBe(
    'The parameter hide is required.',
  );
  expect((await onInstagram('POST', `/${media.id}`)).body.error.message).toBe(
    'The parameter comment_enabled is required.',
  );
});

test('a hidden comment takes no reply, and a story no comment', async () => {
  const { onInstagram, aMedia, aComment } = setManagingStage();
  const comment = aComment(aMedia().id);
  await onInstagram('POST', `/${comment.id}`, { hide: 'true' });
  const story = aMedia({ mediaProductType: 'STORY' });

  const reply = await onInstagram('POST', `/${comment.id}/replies`, { message: 'x' });
  const onStory = await onInstagram('POST', `/${story.id}/comments`, { message: 'x' });

  expect(reply.body.error).toMatchObject({ code: 100, error_user_title: 'Cannot reply' });
  expect(onStory.body.error).toMatchObject({ code: 100, error_user_title: 'Cannot comment' });
});

test.each([
  ['POST', 'comments', { message: 'x' }],
  ['POST', '', { comment_enabled: 'false' }],
] as const)("%s /%s of another account's media does not exist", async (method, edge, params) => {
  const { onInstagram, aMedia } = setManagingStage();
  const media = aMedia({ accountId: others.bakery });

  const { body } = await onInstagram(method, `/${media.id}${edge && `/${edge}`}`, params);

  expect(body.error).toMatchObject({ code: 100, error_subcode: 33 });
});

test('the own comment under media of somebody else is read, and neither hidden nor deleted', async () => {
  const { simulator, accountId, onInstagram, aMedia, aComment } = setManagingStage();
  const media = aMedia({ accountId: others.bakery });
  const comment = aComment(media.id);
  simulator.world.comments.put({ ...comment, fromId: accountId, username: 'linden.ceramics' });

  const read = await onInstagram('GET', `/${comment.id}`, { fields: 'text,from' });

  expect(read.body.from).toEqual({
    id: accountId,
    username: 'linden.ceramics',
    self_ig_scoped_id: accountId,
  });
  for (const act of [
    onInstagram('DELETE', `/${comment.id}`),
    onInstagram('POST', `/${comment.id}`, { hide: 'true' }),
  ]) {
    expect((await act).body.error).toMatchObject({ code: 100, error_subcode: 33 });
  }
});

test('without the permission nothing is written', async () => {
  const { onInstagram, aMedia, aComment } = setManagingStage(['instagram_business_manage_comments']);
  const media = aMedia();
  const comment = aComment(media.id);

  for (const act of [
    onInstagram('POST', `/${media.id}/comments`, { message: 'x' }),
    onInstagram('POST', `/${comment.id}/replies`, { message: 'x' }),
    onInstagram('POST', `/${comment.id}`, { hide: 'true' }),
    onInstagram('DELETE', `/${comment.id}`),
    onInstagram('POST', `/${media.id}`, { comment_enabled: 'false' }),
  ]) {
    expect((await act).body.error.code).toBe(10);
  }
});
