import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import { endPresence, showPresence, sweepPresences } from './index.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

async function colleagueOf(owner: Member): Promise<Member> {
  const guest = await house.aMember();
  await house.ctx.db
    .insertInto('members')
    .values({
      workspace_id: owner.workspaceId,
      user_id: guest.userId,
      role: 'publisher',
      created_at: house.ctx.clock.now(),
    })
    .execute();
  return { ...guest, workspaceId: owner.workspaceId, workspaceSlug: owner.workspaceSlug };
}

async function aThread({ workspaceId }: Member): Promise<string> {
  const id = newId();
  await house.ctx.db
    .insertInto('inbox_threads')
    .values({
      id,
      workspace_id: workspaceId,
      instagram_user_id: business,
      kind: 'comment',
      root_id: id,
      media_id: 'media',
      last_at: new Date(),
      last_words: 'Sold?',
      updated_at: new Date(),
      is_unanswered: true,
      comments: 1,
      changed: '1',
    })
    .execute();
  return id;
}

const open = (member: Member, threadId: string, more: { pageId?: string; isWriting?: boolean } = {}) =>
  showPresence(house.ctx, member, { threadId, pageId: newId(), isWriting: false, ...more });

test('who opens a conversation is told who else has it open and who is writing, and of no other conversation', async () => {
  const owner = await house.aMember();
  const [reads, writes, elsewhere] = [
    await colleagueOf(owner),
    await colleagueOf(owner),
    await colleagueOf(owner),
  ];
  const [threadId, otherId] = [await aThread(owner), await aThread(owner)];
  await open(reads, threadId);
  await open(writes, threadId, { isWriting: true });
  await open(elsewhere, otherId, { isWriting: true });

  const told = await open(owner, threadId);

  expect(Object.fromEntries(told.map(({ userId, isWriting }) => [userId, isWriting]))).toEqual({
    [reads.userId]: false,
    [writes.userId]: true,
  });
});

test('several pages of a person are one person, who is there until the last of them is left', async () => {
  const owner = await house.aMember();
  const other = await colleagueOf(owner);
  const threadId = await aThread(owner);
  const [first, second] = [newId(), newId()];
  await open(other, threadId, { pageId: first });
  await open(other, threadId, { pageId: second, isWriting: true });

  const both = await open(owner, threadId);
  await endPresence(house.ctx, other, { threadId, pageId: second });
  const one = await open(owner, threadId);
  await endPresence(house.ctx, other, { threadId, pageId: first });
  const none = await open(owner, threadId);

  expect(both.map(({ isWriting }) => isWriting)).toEqual([true]);
  expect(one.map(({ isWriting }) => isWriting)).toEqual([false]);
  expect(none).toEqual([]);
});

test('a page that says nothing any more is gone within half a minute, and swept', async () => {
  const owner = await house.aMember();
  const other = await colleagueOf(owner);
  const threadId = await aThread(owner);
  await open(other, threadId);
  await house.advance(24);
  const before = await open(owner, threadId);
  await house.advance(2);
  const after = await open(owner, threadId);
  await house.advance(26);
  await sweepPresences(house.ctx);

  expect([before.length, after.length]).toEqual([1, 0]);
  expect(await house.ctx.db.selectFrom('thread_presences').selectAll().execute()).toEqual([]);
});

test('whoever left the workspace is not told of', async () => {
  const owner = await house.aMember();
  const other = await colleagueOf(owner);
  const threadId = await aThread(owner);
  await open(other, threadId);
  await house.ctx.db
    .deleteFrom('members')
    .where('user_id', '=', other.userId)
    .where('workspace_id', '=', owner.workspaceId)
    .execute();

  expect(await open(owner, threadId)).toEqual([]);
});

test('a conversation of another workspace, and the page of somebody else, are not there', async () => {
  const owner = await house.aMember();
  const other = await colleagueOf(owner);
  const threadId = await aThread(owner);
  const pageId = newId();
  await open(other, threadId, { pageId });

  await expect(open(await house.aMember(), threadId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(open(owner, threadId, { pageId })).rejects.toMatchObject({ code: 'not_found' });
  await expect(endPresence(house.ctx, owner, { threadId, pageId })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await open(owner, threadId)).toHaveLength(1);
});
