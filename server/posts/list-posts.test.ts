import { afterAll, beforeAll, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { bakery, business, openTestContext, type TestContext } from '../test-context.ts';
import { createPost, listPosts, planPost } from './index.ts';

let house: TestContext;
let connectionId: string;
let otherId: string;
const captions: string[] = [];
beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
  await house.connect({ account: bakery });
  connectionId = await house.connectionOf(business);
  otherId = await house.connectionOf(bakery);
  // The clock stands still: all were made at the same instant.
  for (let nth = 1; nth <= 7; nth++) {
    const caption = `Cup ${nth}`;
    const of = nth === 4 ? otherId : connectionId;
    const { id } = await createPost(
      house.ctx,
      house.member,
      postContent.parse({ connectionId: of, caption }),
    );
    if (nth === 2)
      await planPost(house.ctx, house.member, {
        postId: id,
        moment: { at: new Date('2026-12-24T10:00Z'), timeZone: 'UTC' },
      });
    if (nth === 3)
      await house.ctx.db.updateTable('posts').set({ state: 'failed' }).where('id', '=', id).execute();
    captions.unshift(caption);
  }
});
afterAll(() => house.close());

const list = async (filter: Parameters<typeof listPosts>[2] = {}) => {
  const { posts, next } = await listPosts(house.ctx, house.member.workspaceId, filter);
  return { captions: posts.map(({ caption }) => caption), next };
};

test('pages follow one another, newest first, without a gap or a repeat', async () => {
  const read: string[] = [];
  let after: string | undefined;
  do {
    const page = await list({ limit: 3, after });
    read.push(...page.captions);
    after = page.next ?? undefined;
  } while (after);

  expect(read).toEqual(captions);
});

test('the first page is asked for without a cursor, and the last one names no other', async () => {
  expect(await list()).toEqual({ captions, next: null });
  expect(await list({ limit: 7 })).toEqual({ captions, next: null });
});

test('drafts of an account without a moment are found among all others', async () => {
  const page = await list({ state: 'draft', connection: connectionId, planned: 'false', limit: 3 });

  expect(page.captions).toEqual(['Cup 7', 'Cup 6', 'Cup 5']);
  expect(
    await list({
      state: 'draft',
      connection: connectionId,
      planned: 'false',
      limit: 3,
      after: page.next ?? '',
    }),
  ).toEqual({ captions: ['Cup 1'], next: null });
  expect((await list({ planned: 'true' })).captions).toEqual(['Cup 2']);
});

test('the posts of a hidden account stand on no page', async () => {
  const first = await list({ hidden: [bakery], limit: 4 });
  const rest = await list({ hidden: [bakery], limit: 4, after: first.next ?? '' });

  expect([...first.captions, ...rest.captions]).toEqual(captions.filter((caption) => caption !== 'Cup 4'));
  expect((await list({ hidden: [bakery], connection: otherId })).captions).toEqual([]);
});

test('a page that does not exist is refused', async () => {
  await expect(list({ after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'invalid_input' });
});
