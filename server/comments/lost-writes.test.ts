import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listNotices } from '../notices/index.ts';
import { business } from '../test-context.ts';
import { advanceWrite, requestWrite, settleWrite } from '../writes/index.ts';
import {
  commentWrites,
  readThread,
  removeComment,
  replyPrivately,
  replyToThread,
  setHidden,
} from './index.ts';
import { openInbox, type Inbox } from './test-inbox.ts';

let house: Inbox;
let count = 0;
beforeAll(async () => {
  house = await openInbox();
});
afterAll(() => house.close());
afterEach(() => house.control('DELETE', '/faults'));

test.each(['actThenDrop', 'reset'])('a reply whose call ends in "%s" stands once', async (mishap) => {
  const { threadId } = await house.write({ text: `Is it food safe? ${++count}` });
  const text = `It is, ${count}`;
  await house.fault(mishap, { method: 'POST' });

  const { id } = await replyToThread(house.ctx, house.member, { threadId, text });
  const state = await house.untilRest(id);

  const [standing, view] = [house.standing(text), await house.view(threadId)];
  expect([state, standing.length]).toEqual(['done', 1]);
  expect(view.comments.filter((each) => each.text === text).map((each) => each.commentId)).toEqual([
    standing[0]?.id,
  ]);
});

test('a reply that takes effect most of a minute after its call was lost stands once', async () => {
  const { threadId, commentId } = await house.write({ text: `Is it heavy? ${++count}` });
  const text = `Not at all, ${count}`;
  await house.fault('reset', { method: 'POST' });
  const { id } = await replyToThread(house.ctx, house.member, { threadId, text });
  for (let seconds = 0; seconds < 50; seconds += 5) {
    await advanceWrite(house.ctx, commentWrites, id);
    await house.advance(5);
  }

  const username = 'linden.ceramics';
  await house.control('POST', '/comments', {
    mediaId: house.mediaId,
    username,
    text,
    parentId: commentId,
  });

  expect([await house.untilRest(id), house.standing(text).length]).toEqual(['done', 1]);
});

test.each(['actThenDrop', 'reset'])('hiding and showing that end in "%s" are done once', async (mishap) => {
  const text = `Buy followers ${++count}`;
  const { threadId, id: commentId } = await house.write({ text });
  for (const hidden of [true, false]) {
    await house.fault(mishap, { method: 'POST' });
    const { id } = await setHidden(house.ctx, house.member, { threadId, commentId, hidden });

    expect(await house.untilRest(id)).toBe('done');
    expect(house.standing(text).map((each) => each.isHidden)).toEqual([hidden]);
    expect((await house.view(threadId)).thread.isHidden).toBe(hidden);
  }
});

test.each(['actThenDrop', 'reset'])('a removal whose call ends in "%s" is done', async (mishap) => {
  const text = `Rude ${++count}`;
  const { threadId, id: commentId } = await house.write({ text });
  await house.fault(mishap, { method: 'DELETE' });

  const { id } = await removeComment(house.ctx, house.member, { threadId, commentId });

  expect(await house.untilRest(id)).toBe('done');
  expect(house.standing(text)).toEqual([]);
  expect((await house.view(threadId)).comments[0]?.goneBy).toBe('us');
});

test('a removal in an outage in which nothing exists is no removal until Instagram is back', async () => {
  const text = `Rude in an outage ${++count}`;
  const { threadId, id: commentId } = await house.write({ text });
  const error = { type: 'IGApiException', code: 100, error_subcode: 33, fbtrace_id: 'A' };
  await house.fault('body', { status: 400, body: JSON.stringify({ error }), times: 10_000 });
  const { id } = await removeComment(house.ctx, house.member, { threadId, commentId });
  for (let steps = 0; steps < 3; steps++) {
    await advanceWrite(house.ctx, commentWrites, id);
    await house.advance(10);
  }
  const during = await house.view(threadId);
  await house.control('DELETE', '/faults');

  expect(during.comments[0]?.goneAt).toBeNull();
  expect(during.writes).toMatchObject([{ id, state: 'writing' }]);
  expect(await house.untilRest(id)).toBe('done');
  expect([house.standing(text), (await house.view(threadId)).comments[0]?.goneBy]).toEqual([[], 'us']);
});

test('a comment that was deleted at Instagram while it was answered is told as gone', async () => {
  const text = `Still there? ${++count}`;
  const { threadId, commentId } = await house.write({ text });
  house.simulator.world.comments.remove(commentId);

  const { id } = await replyToThread(house.ctx, house.member, { threadId, text: 'Yes' });
  await house.untilRest(id);

  const { writes } = await house.view(threadId);
  expect(writes[0]?.failure?.code).toBe('comment_gone');
  const { notices } = await listNotices(house.ctx, house.member, {
    unreadOnly: true,
    limit: 10,
    after: undefined,
  });
  expect(notices.filter(({ path }) => path.endsWith(`/inbox?thread=${threadId}`))).toMatchObject([
    { kind: 'write_failed', title: 'Not done on @linden.ceramics' },
  ]);
});

test.each(['actThenDrop', 'reset'])(
  'a private answer whose call ends in "%s" is sent once',
  async (mishap) => {
    const { threadId, id: commentId } = await house.write({ text: `My order? ${++count}` });
    const text = `We look into it, ${count}`;
    await house.fault(mishap, { method: 'POST' });

    const { id } = await replyPrivately(house.ctx, house.member, { threadId, commentId, text });

    expect(await house.untilRest(id)).toBe('done');
    expect(house.simulator.world.messages.list().filter((each) => each.text === text)).toHaveLength(1);
    await expect(
      replyPrivately(house.ctx, house.member, { threadId, commentId, text: 'Again' }),
    ).rejects.toMatchObject({ code: 'already_replied_privately' });
    // No comment shows it, so the conversation does.
    expect((await readThread(house.ctx, house.member.workspaceId, threadId)).writes).toMatchObject([
      { id, kind: 'private_reply', state: 'done', text },
    ]);
  },
);

/** Its first call takes effect, and none is ever answered. */
async function anUnconfirmedPrivateReply(text: string) {
  const { threadId, id: commentId } = await house.write({ text: `Where is it? ${++count}` });
  await house.fault('actThenDrop', { method: 'POST' });
  const { id } = await replyPrivately(house.ctx, house.member, { threadId, commentId, text });
  await advanceWrite(house.ctx, commentWrites, id);
  await house.fault('reset', { times: 10_000 });
  expect(await house.untilRest(id)).toBe('unconfirmed');
  await house.control('DELETE', '/faults');
  return { id, threadId, commentId };
}

test('a private answer that may have been sent is shown, also when it was let be', async () => {
  const { id, threadId } = await anUnconfirmedPrivateReply('On its way');

  await settleWrite(house.ctx, house.member, { writeId: id, decision: 'leave' });

  const { writes, can } = await house.view(threadId);
  expect(writes).toMatchObject([{ id, state: 'unconfirmed', leftAt: expect.any(String) as string }]);
  expect(can.replyPrivately).toBe('already_replied_privately');
});

test('a private answer that was sent and is tried again is told as sent', async () => {
  const text = 'It left on Monday';
  const { id } = await anUnconfirmedPrivateReply(text);

  await settleWrite(house.ctx, house.member, { writeId: id, decision: 'again' });

  expect(await house.untilRest(id)).toBe('done');
  expect(house.simulator.world.messages.list().filter((each) => each.text === text)).toHaveLength(1);
});

test('a private answer that was sent is still told as sent when a try in between was refused', async () => {
  const { id } = await anUnconfirmedPrivateReply('It left on Tuesday');
  await settleWrite(house.ctx, house.member, { writeId: id, decision: 'again' });
  const error = { code: 368, type: 'OAuthException', fbtrace_id: 'A' };
  await house.fault('body', { method: 'POST', status: 400, body: JSON.stringify({ error }) });
  expect(await house.untilRest(id)).toBe('failed');

  await settleWrite(house.ctx, house.member, { writeId: id, decision: 'again' });

  expect(await house.untilRest(id)).toBe('done');
});

test('a comment that was answered in private elsewhere is not offered a private answer again', async () => {
  const { threadId, id: commentId } = await house.write({ text: `And mine? ${++count}` });
  const error = { code: 100, error_subcode: 2_534_025, type: 'OAuthException', fbtrace_id: 'A' };
  await house.fault('body', { method: 'POST', status: 400, body: JSON.stringify({ error }) });

  const { id } = await replyPrivately(house.ctx, house.member, { threadId, commentId, text: 'Here' });

  expect(await house.untilRest(id)).toBe('failed');
  expect((await house.view(threadId)).can.replyPrivately).toBe('already_replied_privately');
});

test('a write that fails again after a person asked for it anew is told again', async () => {
  const { threadId, commentId } = await house.write({ text: `Anybody? ${++count}` });
  house.simulator.world.comments.remove(commentId);
  const { id } = await replyToThread(house.ctx, house.member, { threadId, text: 'Here' });
  await house.untilRest(id);
  await house.advance(60);
  await settleWrite(house.ctx, house.member, { writeId: id, decision: 'again' });
  await house.untilRest(id);

  const page = { unreadOnly: true, limit: 50, after: undefined };
  const { notices } = await listNotices(house.ctx, house.member, page);
  expect(notices.filter(({ path }) => path.endsWith(`/inbox?thread=${threadId}`))).toHaveLength(2);
});

test('a comment under our own media whose answer was lost stands once', async () => {
  const text = `From us ${++count}`;
  await house.fault('actThenDrop', { method: 'POST' });

  const { id } = await requestWrite(house.ctx, {
    workspaceId: house.member.workspaceId,
    connectionId: house.connectionId,
    instagramUserId: business,
    kind: 'comment',
    targetId: house.mediaId,
    text,
    requestedBy: null,
  });

  expect([await house.untilRest(id), house.standing(text).length]).toEqual(['done', 1]);
});

test('two answers in the same words on purpose stand twice, whatever answer is lost', async () => {
  const { threadId } = await house.write({ text: `Thanks! ${++count}` });
  const text = `Thank you ${count}`;
  for (let times = 0; times < 2; times++) {
    await house.fault('actThenDrop', { method: 'POST' });
    const { id } = await replyToThread(house.ctx, house.member, { threadId, text });
    expect(await house.untilRest(id)).toBe('done');
  }

  expect(house.standing(text)).toHaveLength(2);
});

test('what could not be confirmed for a day is for a person to decide, and done once when they say so', async () => {
  const { threadId } = await house.write({ text: `Hello? ${++count}` });
  const text = `Hello ${count}`;
  await house.fault('reset', { times: 10_000 });
  const { id } = await replyToThread(house.ctx, house.member, { threadId, text });
  expect(await house.untilRest(id, 900)).toBe('unconfirmed');
  await house.control('DELETE', '/faults');

  await settleWrite(house.ctx, house.member, { writeId: id, decision: 'again' });

  expect([await house.untilRest(id), house.standing(text).length]).toEqual(['done', 1]);
  await expect(
    settleWrite(house.ctx, house.member, { writeId: id, decision: 'leave' }),
  ).rejects.toMatchObject({ code: 'write_settled' });
});

test('what Meta turns away for a while waits and is written once', async () => {
  const { threadId } = await house.write({ text: `Busy? ${++count}` });
  const text = `Never ${count}`;
  await house.fault('body', {
    method: 'POST',
    status: 400,
    body: JSON.stringify({ error: { code: 4, type: 'OAuthException', message: 'limit', fbtrace_id: 'A' } }),
  });
  const { id } = await replyToThread(house.ctx, house.member, { threadId, text });

  expect([await house.untilRest(id), house.standing(text).length]).toEqual(['done', 1]);
});

test.each(['actThenDrop', 'reset'])(
  'an answer to a mention whose call ends in "%s" is never doubled',
  async (mishap) => {
    const { threadId } = await house.mention(`what a cup ${++count}`);
    const text = `Thank you for the mention ${count}`;
    await house.fault(mishap, { method: 'POST' });

    const { id } = await replyToThread(house.ctx, house.member, { threadId, text });
    const state = await house.untilRest(id);

    // Under other people's media Instagram need not show what is ours: then a person decides.
    const standing = house.standing(text).length;
    expect([state, standing]).toEqual(
      state === 'done' ? ['done', 1] : ['unconfirmed', mishap === 'reset' ? 0 : 1],
    );
  },
);

test('an answer to a mention stands once', async () => {
  const { threadId } = await house.mention(`and another ${++count}`);
  const text = `Thanks ${count}`;

  const { id } = await replyToThread(house.ctx, house.member, { threadId, text });

  expect([await house.untilRest(id), house.standing(text).length]).toEqual(['done', 1]);
  expect((await house.view(threadId)).comments.map((each) => each.isOwn)).toEqual([false, true]);
});
