import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeComment, replyPrivately, replyToThread, setHidden } from './index.ts';
import { openInbox, type Inbox } from './test-inbox.ts';

/* What is written by Facebook's door: with the Page's token and its proof, at another host. */

const fates = ['answered', 'actThenDrop', 'reset'];

let house: Inbox;
let count = 0;
beforeAll(async () => {
  house = await openInbox('facebook');
});
afterAll(() => house.close());
afterEach(() => house.control('DELETE', '/faults'));

/** What becomes of the answer to the next call. */
async function meet(fate: string, method = 'POST'): Promise<void> {
  if (fate !== 'answered') await house.fault(fate, { method });
}

test.each(fates)('a reply by Facebook’s door stands once, its call %s', async (fate) => {
  const { threadId } = await house.write({ text: `Rye tomorrow? ${++count}` });
  const text = `Yes, ${count}`;
  await meet(fate);

  const { id } = await replyToThread(house.ctx, house.member, { threadId, text });

  expect([await house.untilRest(id), house.standing(text).length]).toEqual(['done', 1]);
  const { comments } = await house.view(threadId);
  expect(comments.filter((each) => each.text === text).map((each) => each.commentId)).toEqual([
    house.standing(text)[0]?.id,
  ]);
});

test.each(fates)('hiding and showing by Facebook’s door are done once, the call %s', async (fate) => {
  const text = `Buy followers ${++count}`;
  const { threadId, id: commentId } = await house.write({ text });
  for (const hidden of [true, false]) {
    await meet(fate);
    const { id } = await setHidden(house.ctx, house.member, { threadId, commentId, hidden });

    expect(await house.untilRest(id)).toBe('done');
    expect(house.standing(text).map((each) => each.isHidden)).toEqual([hidden]);
  }
});

test.each(fates)('a removal by Facebook’s door is done, the call %s', async (fate) => {
  const text = `Rude ${++count}`;
  const { threadId, id: commentId } = await house.write({ text });
  await meet(fate, 'DELETE');

  const { id } = await removeComment(house.ctx, house.member, { threadId, commentId });

  expect([await house.untilRest(id), house.standing(text)]).toEqual(['done', []]);
  expect((await house.view(threadId)).comments[0]?.goneBy).toBe('us');
});

test.each(fates)('a private answer by Facebook’s door is sent once, the call %s', async (fate) => {
  const { threadId, id: commentId } = await house.write({ text: `My order? ${++count}` });
  const text = `We look into it, ${count}`;
  await meet(fate);

  const { id } = await replyPrivately(house.ctx, house.member, { threadId, commentId, text });

  expect(await house.untilRest(id)).toBe('done');
  expect(house.simulator.world.messages.list().filter((each) => each.text === text)).toHaveLength(1);
});

test('an answer to a mention by Facebook’s door stands once', async () => {
  const { threadId } = await house.mention(`such bread ${++count}`);
  const text = `Thank you, ${count}`;

  const { id } = await replyToThread(house.ctx, house.member, { threadId, text });

  expect([await house.untilRest(id), house.standing(text).length]).toEqual(['done', 1]);
});

test.each(['actThenDrop', 'reset'])(
  'an answer to a mention by Facebook’s door whose call ends in "%s" is never doubled',
  async (mishap) => {
    const { threadId } = await house.mention(`what a loaf ${++count}`);
    const text = `Thanks, ${count}`;
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

test('a comment that was deleted while it was answered by Facebook’s door is told as gone', async () => {
  const { threadId, commentId } = await house.write({ text: `Still warm? ${++count}` });
  house.simulator.world.comments.remove(commentId);

  const { id } = await replyToThread(house.ctx, house.member, { threadId, text: 'Yes' });

  expect(await house.untilRest(id)).toBe('failed');
  expect((await house.view(threadId)).writes[0]?.failure?.code).toBe('comment_gone');
});
