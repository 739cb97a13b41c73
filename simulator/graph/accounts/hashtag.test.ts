import { expect, test } from 'vitest';
import { type ManagingStage, others, setManagingStage } from '../managing-stage.ts';

async function search(stage: ManagingStage, q: string): Promise<string> {
  const { body } = await stage.onFacebook('GET', '/ig_hashtag_search', { user_id: stage.accountId, q });
  return body.data[0].id;
}

test('a hashtag has one id for everybody, in any case', async () => {
  const stage = setManagingStage();

  const id = await search(stage, 'Stoneware');

  expect(id).toMatch(/^1784\d{13}$/);
  expect(await search(stage, '#stoneware')).toBe(id);
  expect((await stage.onFacebook('GET', `/${id}`, { fields: 'id,name' })).body).toEqual({
    id,
    name: 'stoneware',
  });
});

test('recent media is of the last 24 hours, newest first, and does not say who published it', async () => {
  const stage = setManagingStage();
  stage.aMedia({ accountId: others.bakery, caption: 'old #rye' });
  stage.advance(24 * 60 * 60);
  const fresh = stage.aMedia({ accountId: others.bakery, caption: 'fresh #Rye' });
  stage.aMedia({ accountId: '17841400000000303', caption: 'private #rye' });
  const id = await search(stage, 'rye');
  const read = (fields: string) =>
    stage.onFacebook('GET', `/${id}/recent_media`, { user_id: stage.accountId, fields });

  expect((await read('caption,media_type')).body.data).toEqual([
    { caption: 'fresh #Rye', media_type: 'IMAGE', id: fresh.id },
  ]);
  expect((await read('username')).body.error.message).toContain('nonexisting field (username)');
});

test('top media is liked most first', async () => {
  const stage = setManagingStage();
  const liked = stage.aMedia({ caption: '#rye', likeCount: 5 });
  const newer = stage.aMedia({ caption: '#rye' });
  const id = await search(stage, 'rye');

  const { body } = await stage.onFacebook('GET', `/${id}/top_media`, { user_id: stage.accountId });

  expect(body.data).toEqual([{ id: liked.id }, { id: newer.id }]);
});

test.each(['still', 'moving'] as const)(
  'every page is read to the end with a cursor that is %s',
  async (cursor) => {
    const stage = setManagingStage();
    stage.setFlags({ hashtagCursor: cursor });
    const made = Array.from({ length: 7 }, () => stage.aMedia({ caption: '#rye' }).id);
    const id = await search(stage, 'rye');

    const seen: string[] = [];
    const cursors = new Set<string>();
    let answer = await stage.onFacebook('GET', `/${id}/recent_media`, {
      user_id: stage.accountId,
      limit: '3',
    });
    // Seven on pages of three: a fourth page would be one too many.
    for (let page = 1; page <= 4; page += 1) {
      seen.push(...answer.body.data.map((media: { id: string }) => media.id));
      cursors.add(answer.body.paging.cursors.after);
      const next = answer.body.paging.next;
      if (next === undefined) break;
      const response = await stage.simulator.fetch(new Request(next));
      answer = { status: response.status, body: await response.json() };
    }

    expect(seen.toSorted()).toEqual(made.toSorted());
    expect(cursors.size).toBe(cursor === 'still' ? 1 : 3);
  },
);

test('thirty different hashtags in seven days, and repeats are free', async () => {
  const stage = setManagingStage();
  for (let n = 0; n < 30; n += 1) await search(stage, `tag${n}`);
  const ask = (q: string) => stage.onFacebook('GET', '/ig_hashtag_search', { user_id: stage.accountId, q });

  expect((await ask('tag31')).body.error).toMatchObject({ code: 18, error_subcode: 2207034 });
  expect((await ask('tag0')).status).toBe(200);

  stage.advance(7 * 24 * 60 * 60);
  expect((await ask('tag31')).status).toBe(200);
});

test('the hashtags of the last seven days are listed', async () => {
  const stage = setManagingStage();
  const id = await search(stage, 'rye');
  const read = async () =>
    (await stage.onFacebook('GET', `/${stage.accountId}/recently_searched_hashtags`, { fields: 'name' }))
      .body;

  expect((await read()).data).toEqual([{ name: 'rye', id }]);
  stage.advance(7 * 24 * 60 * 60);
  expect(await read()).toEqual({ data: [] });
});

test.each(['two words', 'rye🍞', '42', '#'])('%s is no hashtag', async (q) => {
  const stage = setManagingStage();

  const { body } = await stage.onFacebook('GET', '/ig_hashtag_search', { user_id: stage.accountId, q });

  expect(body.error).toMatchObject({ code: 24, error_subcode: 2207024 });
});

test('user_id and q are required, and user_id has to be an account that the token reaches', async () => {
  const stage = setManagingStage();
  const ask = async (params: Record<string, string>) =>
    (await stage.onFacebook('GET', '/ig_hashtag_search', params)).body.error;

  expect((await ask({ q: 'rye' })).message).toBe('The parameter user_id is required.');
  expect((await ask({ user_id: stage.accountId })).message).toBe('The parameter q is required.');
  expect(await ask({ user_id: others.bakery, q: 'rye' })).toMatchObject({ code: 100, error_subcode: 33 });
});

test('graph.instagram.com knows no hashtags', async () => {
  const stage = setManagingStage();
  const id = await search(stage, 'rye');

  expect((await stage.onInstagram('GET', `/${id}`)).body.error).toMatchObject({
    code: 100,
    error_subcode: 33,
  });
  expect((await stage.onInstagram('GET', '/ig_hashtag_search', { q: 'rye' })).status).toBe(400);
});
