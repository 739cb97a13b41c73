import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { editPost, removePost } from '../posts/index.ts';
import { addComment, askChanges, createLink, listComments, removeComment, resolveComment } from './index.ts';
import { openReviewing, type Reviewing } from './test-reviewing.ts';

let house: Reviewing;
let ana: Member;
let ben: Member;
beforeAll(async () => {
  house = await openReviewing();
  ana = await house.join('Ana', 'contributor');
  ben = await house.join('Ben', 'publisher');
});
afterAll(() => house.close());

const onSeven = { on: 'caption', from: 15, to: 20, quote: 'seven' } as const;

test('a comment on words follows them through a change of the caption', async () => {
  const { id, version } = await house.draft(ana);
  await addComment(house.ctx, ben, { postId: id, body: 'Half past?', anchor: onSeven });
  await editPost(house.ctx, ana, { postId: id, version, caption: 'Our fresh bread at seven' });

  const [comment] = await listComments(house.ctx, ana.workspaceId, id);
  expect(comment).toMatchObject({
    author: { name: 'Ben', byLink: false },
    anchor: { ...onSeven, from: 19, to: 24, isThere: true },
  });
});

test('a comment on words that are gone says so, and is there again when they are', async () => {
  const { id, version } = await house.draft(ana);
  await addComment(house.ctx, ben, { postId: id, body: 'Half past?', anchor: onSeven });
  const changed = await editPost(house.ctx, ana, { postId: id, version, caption: 'Fresh bread at eight' });
  const gone = await listComments(house.ctx, ana.workspaceId, id);
  await editPost(house.ctx, ana, { postId: id, version: changed.version, caption: 'At seven' });
  const back = await listComments(house.ctx, ana.workspaceId, id);

  expect(gone[0]?.anchor).toEqual({ ...onSeven, isThere: false });
  expect(back[0]?.anchor).toEqual({ ...onSeven, from: 3, to: 8, isThere: true });
});

test('a comment on a picture says when that picture is gone', async () => {
  const { id, version } = await house.draft(ana);
  const anchor = { on: 'picture', assetId: house.pictureId, x: 0.5, y: 0.5 } as const;
  await addComment(house.ctx, ben, { postId: id, body: 'Crop here', anchor });
  await editPost(house.ctx, ana, { postId: id, version, items: [] });

  const [comment] = await listComments(house.ctx, ana.workspaceId, id);
  expect(comment?.anchor).toEqual({ ...anchor, isThere: false });
});

test('a comment is settled and opened again, by whoever may write', async () => {
  const { id } = await house.draft(ana);
  const made = await addComment(house.ctx, ben, { postId: id, body: 'x', anchor: null });
  const one = { postId: id, commentId: made.id };

  expect((await resolveComment(house.ctx, ana, { ...one, resolved: true })).resolved?.name).toBe('Ana');
  await resolveComment(house.ctx, ben, { ...one, resolved: true });
  expect((await resolveComment(house.ctx, ben, { ...one, resolved: false })).resolved).toBeNull();
  expect(await house.trailOf(id)).toEqual([
    'post.created',
    'review.commented',
    'review.comment_resolved',
    'review.comment_reopened',
  ]);
});

test('nobody removes a comment of somebody else', async () => {
  const { id } = await house.draft(ana);
  const made = await addComment(house.ctx, ben, { postId: id, body: 'x', anchor: null });
  const one = { postId: id, commentId: made.id };

  await expect(removeComment(house.ctx, ana, one)).rejects.toMatchObject({ code: 'not_allowed' });
  await removeComment(house.ctx, ben, one);
  expect(await listComments(house.ctx, ana.workspaceId, id)).toEqual([]);
});

test('a comment is found under its own post alone', async () => {
  const [one, other] = [await house.draft(ana), await house.draft(ana)];
  const made = await addComment(house.ctx, ben, { postId: one.id, body: 'x', anchor: null });
  const stranger = await house.aMember();

  for (const [as, postId, commentId] of [
    [ben, other.id, made.id],
    [ben, one.id, newId()],
    [stranger, one.id, made.id],
  ] as const)
    await expect(removeComment(house.ctx, as, { postId, commentId })).rejects.toMatchObject({
      code: 'not_found',
    });
});

test('words in any script are kept as they were written', async () => {
  const { id } = await house.draft(ana);
  const body = 'مرحبا 👩‍🍳 e\u0301 \u202e 日本語';
  await addComment(house.ctx, ben, { postId: id, body, anchor: null });

  expect((await listComments(house.ctx, ana.workspaceId, id))[0]?.body).toBe(body);
});

test('a draft that was asked to change is deleted with what was said about it, its reviews and its links', async () => {
  const { id, version } = await house.asked(ana);
  await addComment(house.ctx, ben, { postId: id, body: 'Half past?', anchor: onSeven });
  await createLink(house.ctx, ben, { postId: id, label: 'Mill', mayDecide: false, days: 7 });
  await expect(removePost(house.ctx, ana, id)).rejects.toMatchObject({ code: 'post_in_review' });
  await askChanges(house.ctx, ben, { postId: id, version, words: 'Say where.' });

  await removePost(house.ctx, ana, id);

  for (const table of ['reviews', 'review_comments', 'review_links'] as const)
    expect(await house.ctx.db.selectFrom(table).select('id').where('post_id', '=', id).execute()).toEqual([]);
  expect(await house.trailOf(id)).toContain('review.changes_asked');
});
