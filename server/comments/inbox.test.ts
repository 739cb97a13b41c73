import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnectConnection } from '../connections/index.ts';
import { newId } from '../database/index.ts';
import { business } from '../test-context.ts';
import {
  addNote,
  countThreads,
  editThread,
  keepSavedReply,
  listSavedReplies,
  listThreads,
  readInboxState,
  removeComment,
  removeSavedReply,
  replyPrivately,
  replyToThread,
  setHidden,
} from './index.ts';
import type { ThreadQuery } from './list-threads.ts';
import { openInbox, type Inbox } from './test-inbox.ts';

let house: Inbox;
beforeAll(async () => {
  house = await openInbox();
});
afterAll(() => house.close());

async function idsOf(query: Partial<ThreadQuery>): Promise<string[]> {
  const { threads } = await listThreads(house.ctx, house.member, { view: 'open', limit: 100, ...query });
  return threads.map(({ id }) => id);
}

test('a conversation is in the views that it belongs to, and moves as it is worked through', async () => {
  const { threadId, id: commentId } = await house.write({ text: 'Do you ship?' });
  expect(await idsOf({ view: 'open', unanswered: 'true' })).toContain(threadId);

  await editThread(house.ctx, house.member, { threadId, assignedTo: house.member.userId });
  expect(await idsOf({ view: 'mine' })).toContain(threadId);

  await editThread(house.ctx, house.member, { threadId, state: 'done' });
  expect([await idsOf({ view: 'done' }), await idsOf({}), await idsOf({ view: 'mine' })]).toEqual([
    expect.arrayContaining([threadId]),
    expect.not.arrayContaining([threadId]),
    expect.not.arrayContaining([threadId]),
  ]);

  await house.untilRest((await setHidden(house.ctx, house.member, { threadId, commentId, hidden: true })).id);
  expect(await idsOf({ view: 'hidden' })).toContain(threadId);
  expect(await idsOf({ view: 'all', connection: house.connectionId, media: house.mediaId })).toContain(
    threadId,
  );
});

test('pages follow each other without a gap or a double', async () => {
  for (let i = 0; i < 5; i++) await house.write({ text: `Page ${i}` });
  const whole = await idsOf({ view: 'all' });

  const paged: string[] = [];
  let after: string | undefined;
  do {
    const page = await listThreads(house.ctx, house.member, {
      view: 'all',
      limit: 2,
      ...(after ? { after } : {}),
    });
    paged.push(...page.threads.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after);

  expect(paged).toEqual(whole);
});

test('a place in the list that we never gave is refused', async () => {
  await expect(idsOf({ after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'invalid_input' });
});

test.each([
  ['schöne Glasur', 'glas'],
  ['متى تفتحون؟', 'تفت'],
  ['Это продаётся?', 'продаётся'],
  ['この器はいくらですか', 'いくら'],
  ['お皿を二枚ください', '皿'],
  ['ต้องการซื้อแก้วนี้', 'ซื้อแก้ว'],
  ['这个iPhone壳多少钱', 'iphone壳'],
  ['送料は Lisbon まで？', 'lisb 送料'],
  ['love it 🌊🌊', '🌊'],
  ['so round 🫖🏽 and warm', 'round 🫖🏽'],
  ["it's o'clock \\ & | ! :* (", "o'cl"],
])('"%s" is found by "%s"', async (text, search) => {
  const { threadId } = await house.write({ text });

  expect(await idsOf({ search })).toEqual([threadId]);
});

test.each(["'", '\\', ':*', '& | !', '<->', '\0', '\ud800'])(
  'a search for %j breaks nothing',
  async (search) => {
    expect(Array.isArray(await idsOf({ search }))).toBe(true);
  },
);

test('words of 2,200 characters, in any script and with markup, come back untouched', async () => {
  const text = `<b>“ﷺ”</b> 👩‍👩‍👧 ${'ا'.repeat(2100)}`.slice(0, 2200);
  const { threadId } = await house.write({ text });

  expect((await house.view(threadId)).comments[0]?.text).toBe(text);
});

test('an answer that came while one was written is told with who wrote it, and the second press sends', async () => {
  const { threadId, id: lastSeen } = await house.write({ text: 'Which glaze?' });
  const colleague = await house.aMember();
  await house.ctx.db.updateTable('users').set({ name: 'Grace' }).where('id', '=', colleague.userId).execute();
  const theirs = { ...house.member, userId: colleague.userId, userName: 'Grace' };
  const first = await replyToThread(house.ctx, theirs, { threadId, text: 'Celadon', lastSeen });

  const refusal = await replyToThread(house.ctx, house.member, {
    threadId,
    text: 'Celadon, I think',
    lastSeen,
  }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: 'answered_meanwhile',
    details: { by: 'Grace', text: 'Celadon', lastSeen: first.id },
  });
  await house.untilRest(first.id);
  await house.advance(1);
  const second = await replyToThread(house.ctx, house.member, {
    threadId,
    text: 'Celadon, I think',
    lastSeen: first.id,
  });

  expect(await house.untilRest(second.id)).toBe('done');
  await expect(
    replyToThread(house.ctx, house.member, { threadId, text: 'Yes', lastSeen }),
  ).rejects.toMatchObject({ code: 'answered_meanwhile', details: { by: 'Ada' } });
});

test('two who press at once do not both answer', async () => {
  const { threadId, id: lastSeen } = await house.write({ text: 'Both?' });

  const results = await Promise.allSettled(
    ['One', 'Two'].map((text) => replyToThread(house.ctx, house.member, { threadId, text, lastSeen })),
  );

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a conversation of 50,000 answers shows its first and its newest', async () => {
  const { threadId, commentId } = await house.write({ text: 'The first' });
  await fillThread(threadId, commentId, 50_000);

  const view = await house.view(threadId);

  expect([view.comments.length, view.hasMore]).toEqual([200, true]);
  expect([view.comments[0]?.text, view.comments.at(-1)?.text]).toEqual(['The first', 'Answer 50000']);
});

test('who is no member is given no conversation', async () => {
  const { threadId } = await house.write({ text: 'For whom?' });
  const stranger = await house.aMember();

  await expect(
    editThread(house.ctx, house.member, { threadId, assignedTo: stranger.userId }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(editThread(house.ctx, stranger, { threadId, state: 'done' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('notes stand beside a conversation with who wrote them', async () => {
  const { threadId } = await house.write({ text: 'Wholesale?' });
  await addNote(house.ctx, house.member, { threadId, text: 'Ask Ada\0 first' });

  expect((await house.view(threadId)).notes).toMatchObject([{ author: 'Ada', text: 'Ask Ada first' }]);
});

test('saved replies are kept under a name, listed by it and removed', async () => {
  const { ctx, member } = house;
  await keepSavedReply(ctx, member, { name: 'thanks', text: 'Thank you, {username}!' });
  const kept = await keepSavedReply(ctx, member, { name: 'Thanks', text: 'Thanks, {username}!' });

  expect(await listSavedReplies(ctx, member.workspaceId)).toEqual([kept]);
  await removeSavedReply(ctx, member, kept.id);
  expect(await listSavedReplies(ctx, member.workspaceId)).toEqual([]);
});

test('a message is refused after seven days, and to ourselves', async () => {
  const { threadId, id: commentId } = await house.write({ text: 'Long ago' });
  await house.advance(7 * 24 * 3600);

  await expect(
    replyPrivately(house.ctx, house.member, { threadId, commentId, text: 'Hi' }),
  ).rejects.toMatchObject({ code: 'message_window_closed' });
  expect((await house.view(threadId)).can).toMatchObject({
    reply: null,
    replyPrivately: 'message_window_closed',
  });
});

test('every change by a person is in the audit trail, without its words', async () => {
  const { threadId, id: commentId } = await house.write({ text: 'Audit me' });
  const { ctx, member } = house;
  await replyToThread(ctx, member, { threadId, text: 'A secret answer' });
  await setHidden(ctx, member, { threadId, commentId, hidden: true });
  await removeComment(ctx, member, { threadId, commentId });
  await addNote(ctx, member, { threadId, text: 'A secret note' });
  await editThread(ctx, member, { threadId, state: 'done' });

  const events = await ctx.db
    .selectFrom('audit_events')
    .selectAll()
    .where('subject', '=', threadId)
    .orderBy('at')
    .execute();
  expect(events.map(({ action }) => action).toSorted()).toEqual([
    'inbox.done',
    'inbox.hide_requested',
    'inbox.note_added',
    'inbox.removal_requested',
    'inbox.reply_requested',
  ]);
  expect(JSON.stringify(events)).not.toContain('secret');
});

test('without its account a conversation is read and nothing is written; erased, nothing is left', async () => {
  const { threadId, id: commentId } = await house.write({ text: 'Last one' });
  const waiting = await replyToThread(house.ctx, house.member, { threadId, text: 'On its way' });
  await house.ctx.db
    .updateTable('connections')
    .set({ state: 'needs_reconnect' })
    .where('id', '=', house.connectionId)
    .execute();
  expect((await readInboxState(house.ctx, house.member.workspaceId)).accounts).toMatchObject([
    { arrives: 'stopped', reason: 'reconnect_needed' },
  ]);
  expect((await house.view(threadId)).can.reply).toBe('reconnect_needed');

  await disconnectConnection(house.ctx, house.member, { connectionId: house.connectionId, erase: false });
  expect(await house.untilRest(waiting.id)).toBe('failed');
  const view = await house.view(threadId);
  expect([view.can.reply, view.writes[0]?.failure?.code]).toEqual([
    'connection_missing',
    'connection_missing',
  ]);
  await expect(
    setHidden(house.ctx, house.member, { threadId, commentId, hidden: true }),
  ).rejects.toMatchObject({ code: 'connection_missing' });
  expect((await countThreads(house.ctx, house.member)).trouble).toBeGreaterThan(0);

  await house.connect({ account: business });
  const connectionId = await house.connectionOf(business);
  await disconnectConnection(house.ctx, house.member, { connectionId, erase: true });
  for (const table of ['inbox_threads', 'comments', 'instagram_writes'] as const)
    expect(await house.ctx.db.selectFrom(table).selectAll().execute()).toEqual([]);
  await expect(house.view(threadId)).rejects.toMatchObject({ code: 'not_found' });
});

/** Answers of strangers in one conversation, straight into the table. */
async function fillThread(threadId: string, rootId: string, count: number): Promise<void> {
  for (let from = 1; from <= count; from += 2000)
    await house.ctx.db
      .insertInto('comments')
      .values(
        Array.from({ length: 2000 }, (_, i) => ({
          id: newId(),
          workspace_id: house.member.workspaceId,
          thread_id: threadId,
          comment_id: `9${String(from + i).padStart(16, '0')}`,
          parent_id: rootId,
          author_id: null,
          username: 'many',
          is_own: false,
          text: `Answer ${from + i}`,
          posted_at: new Date(house.ctx.clock.now().getTime() + from + i),
          like_count: null,
          gone_at: null,
          gone_by: null,
          first_seen_at: house.ctx.clock.now(),
          read_at: house.ctx.clock.now(),
        })),
      )
      .execute();
}
