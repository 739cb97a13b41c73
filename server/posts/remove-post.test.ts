import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { removeAsset, storeAsset } from '../library/index.ts';
import { business } from '../test-context.ts';
import { advancePost, createPost, getPost, removePost, unschedulePost } from './index.ts';
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

type State = Awaited<ReturnType<typeof getPost>>['state'];

async function aPost(state: State = 'draft', assetId = house.pictureId): Promise<string> {
  const content = postContent.parse({ connectionId, caption: 'A cup', items: [{ assetId }] });
  const { id } = await createPost(house.ctx, house.member, content);
  await house.ctx.db.updateTable('posts').set({ state }).where('id', '=', id).execute();
  return id;
}

const remove = (postId: string) => removePost(house.ctx, house.member, postId);
const read = (postId: string) => getPost(house.ctx, house.member.workspaceId, postId);
const codeOf = (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

test.each(['draft', 'failed', 'cancelled'] as const)('a post that is %s is deleted', async (state) => {
  const postId = await aPost(state);

  await remove(postId);

  expect(await codeOf(read(postId))).toBe('not_found');
  expect(await codeOf(remove(postId))).toBe('not_found');
});

test.each([
  ['in_review', 'post_in_review'],
  ['approved', 'post_not_editable'],
  ['scheduled', 'post_not_editable'],
  ['preparing', 'post_not_editable'],
  ['ready', 'post_not_editable'],
  ['publishing', 'post_not_editable'],
  ['published', 'post_not_editable'],
  ['unconfirmed', 'post_not_editable'],
] as const)('a post that is %s is kept', async (state, code) => {
  const postId = await aPost(state);

  await expect(remove(postId)).rejects.toMatchObject({ code, details: { state } });

  expect((await read(postId)).state).toBe(state);
});

test('a post of another workspace is not found, and stays', async () => {
  const postId = await aPost();
  const stranger = { ...house.member, workspaceId: crypto.randomUUID() };

  expect(await codeOf(removePost(house.ctx, stranger, postId))).toBe('not_found');

  expect((await read(postId)).state).toBe('draft');
});

test('its files stay in the library, and are free', async () => {
  const bytes = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#9a7' } })
    .jpeg()
    .toBuffer();
  const { id: assetId } = await storeAsset(house.ctx, house.member, { name: 'jar.jpg', bytes });
  const postId = await aPost('draft', assetId);
  expect(await codeOf(removeAsset(house.ctx, house.member, assetId))).toBe('asset_in_use');

  await remove(postId);

  expect(await codeOf(removeAsset(house.ctx, house.member, assetId))).toBe('done');
});

test('what was done with it stays in the trail, which names its account and no word of it', async () => {
  const postId = await aPost('failed');

  await remove(postId);

  const trail = await house.ctx.db
    .selectFrom('audit_events')
    .select(['action', 'details'])
    .where('subject', '=', postId)
    .orderBy('id')
    .execute();
  expect(trail.map(({ action }) => action)).toEqual(['post.created', 'post.removed']);
  expect(trail[1]?.details).toMatchObject({ instagramUserId: business, before: { state: 'failed' } });
  expect(JSON.stringify(trail)).not.toContain('A cup');
});

test('a worker that had it in hand before it was taken back sends nothing and leaves nothing', async () => {
  const postId = await house.send(connectionId);
  await advancePost(house.ctx, postId);
  await unschedulePost(house.ctx, house.member, postId);

  await remove(postId);
  await advancePost(house.ctx, postId);

  expect(house.newMedia()).toEqual([]);
  for (const table of ['publish_runs', 'post_steps', 'post_assets'] as const)
    expect(await house.ctx.db.selectFrom(table).where('post_id', '=', postId).selectAll().execute()).toEqual(
      [],
    );
});

test('a post that is sent on its way while it is being deleted ends in one or the other', async () => {
  for (let round = 0; round < 6; round++) {
    // Taken back once, it has a run for both to hold.
    const postId = await house.send(connectionId, { publishAt: '2027-06-01T10:00:00.000Z' });
    await unschedulePost(house.ctx, house.member, postId);
    const [sent, removed] = await Promise.all([
      codeOf(schedulePost(house.ctx, house.member, { postId, publishAt: '2027-06-01T10:00:00.000Z' })),
      codeOf(remove(postId)),
    ]);

    // Which refusal the other one meets depends on how far it had read.
    expect([sent, removed].filter((end) => end === 'done')).toHaveLength(1);
    expect(await codeOf(read(postId))).toBe(removed === 'done' ? 'not_found' : 'done');
  }
});
