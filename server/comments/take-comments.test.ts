import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCommentHouse, type CommentHouse } from '../test-comments.ts';
import { business, creator } from '../test-context.ts';
import type { CommentFacts, CommentedAccount, ThreadKind } from './comment-facts.ts';
import { takeComments } from './index.ts';

let house: CommentHouse;
let account: CommentedAccount;
beforeAll(async () => {
  house = await openCommentHouse();
  account = {
    workspaceId: house.member.workspaceId,
    instagramUserId: business,
    appScopedUserId: '9',
    username: 'linden.ceramics',
  };
});
afterAll(() => house.close());
beforeEach(() => house.beginAnew());

const start = () => house.ctx.clock.now().getTime() - 3_600_000;
const minute = (count: number) => new Date(start() + count * 60_000);

function told(commentId: string, more: Partial<CommentFacts> = {}): CommentFacts {
  return {
    commentId,
    parentId: null,
    mediaId: house.mediaId,
    authorId: null,
    username: 'wren.and.kiln',
    text: `words of ${commentId}`,
    postedAt: minute(Number(commentId)),
    readAt: null,
    ...more,
  };
}

const take = (comments: CommentFacts[], kind: ThreadKind = 'comment') =>
  takeComments(house.ctx, { account, kind, comments });

test('an own answer ends the waiting and leaves the conversation open', async () => {
  await take([told('1')]);
  await take([told('2', { parentId: '1', username: 'Linden.Ceramics' })]);

  expect(await house.threads()).toMatchObject([
    { state: 'open', is_unanswered: false, comments: 2, last_author: 'Linden.Ceramics' },
  ]);
});

test('an own comment alone waits for nobody', async () => {
  await take([told('1', { authorId: business, username: null })]);

  expect(await house.threads()).toMatchObject([{ state: 'done', is_unanswered: false }]);
});

test('a done conversation opens again when a stranger writes, also when it was written before and told after', async () => {
  await take([told('1')]);
  await house.ctx.db
    .updateTable('inbox_threads')
    .set({ state: 'done', done_at: house.ctx.clock.now() })
    .execute();
  await take([told('1')]);
  const [before] = await house.threads();
  await house.advance(10);
  await take([told('2', { parentId: '1' })]);

  expect([before?.state, (await house.threads())[0]?.state]).toEqual(['done', 'open']);
});

test('what the account itself answers does not open a done conversation', async () => {
  await take([told('1')]);
  await house.ctx.db
    .updateTable('inbox_threads')
    .set({ state: 'done', done_at: house.ctx.clock.now() })
    .execute();
  await house.advance(10);
  await take([told('2', { parentId: '1', username: account.username })]);

  expect(await house.threads()).toMatchObject([{ state: 'done' }]);
});

test('words are kept as they are; only what no text can hold is left out', async () => {
  const text = 'שלום <b>hi</b>\u202B \u{1F3FA}\u200D & "quotes" \r\n end';
  await take([told('1', { text: `${text}\0\uD800` }), told('2', { text: 'é'.repeat(2200) })]);

  const [first, second] = await house.comments();
  expect(first?.text).toBe(`${text}\uFFFD`);
  expect(second?.text).toHaveLength(2200);
  expect((await house.threads())[1]?.last_words).toHaveLength(200);
});

test('a mention that turns out to stand beneath our own media is a comment, whichever came first', async () => {
  await take([told('1')], 'mention');
  await take([told('1')]);
  await take([told('1')], 'mention');

  expect(await house.threads()).toMatchObject([{ kind: 'comment', comments: 1 }]);
});

test('a reply that was told as a first comment is moved beneath its parent when that is known, with what people did', async () => {
  await take([told('2')]);
  await house.ctx.db.updateTable('inbox_threads').set({ assigned_to: house.member.userId }).execute();
  await take([told('1'), told('2', { parentId: '1', readAt: minute(30) })]);
  await take([told('2')]);

  expect(await house.threads()).toMatchObject([
    { root_id: '1', comments: 2, state: 'open', assigned_to: house.member.userId },
  ]);
  const media = await house.ctx.db.selectFrom('media').select('open_threads').executeTakeFirstOrThrow();
  expect(media.open_threads).toBe(1);
});

test('a reply to a reply stands in the conversation of both', async () => {
  await take([told('3', { parentId: '2' })]);
  await take([told('2', { parentId: '1' })]);
  await take([told('1')]);

  expect(await house.threads()).toMatchObject([{ root_id: '1', comments: 3 }]);
});

test('of two accounts that a comment concerns it belongs to the one whose media it stands beneath, whichever was told first', async () => {
  const named: CommentedAccount = { ...account, instagramUserId: creator, username: 'named' };
  await house.connect({ account: creator });
  for (const order of [0, 1]) {
    const takes = [
      () => take([told(`${order + 1}`)]),
      () => takeComments(house.ctx, { account: named, kind: 'mention', comments: [told(`${order + 1}`)] }),
    ];
    for (const each of order === 0 ? takes : takes.toReversed()) await each();
  }

  expect((await house.threads()).map((each) => [each.kind, each.instagram_user_id])).toEqual([
    ['comment', business],
    ['comment', business],
  ]);
});

test('an account that was disconnected takes nothing more', async () => {
  await takeComments(house.ctx, {
    account: { ...account, instagramUserId: '17841400000000999' },
    kind: 'comment',
    comments: [told('1')],
  });

  expect(await house.threads()).toEqual([]);
});

test('of three alike by one stranger all three are told as spam, whichever came last', async () => {
  const text = 'Follow me for more of this';
  for (const id of ['3', '1', '2']) await take([told(id, { text })]);

  expect((await house.threads()).map((each) => each.spam)).toEqual([
    ['repeated_text'],
    ['repeated_text'],
    ['repeated_text'],
  ]);
});

test('many who take at once end with the same as one', async () => {
  const all = Array.from({ length: 40 }, (_, at) =>
    told(String(at + 1), at % 4 === 0 ? {} : { parentId: String(at - (at % 4) + 1), username: `s${at % 3}` }),
  );
  await Promise.all(
    Array.from({ length: 8 }, async (_, taker) => {
      const mine = all.toSorted(
        (one, other) =>
          ((Number(one.commentId) * (taker + 3)) % 41) - ((Number(other.commentId) * (taker + 3)) % 41),
      );
      for (let from = 0; from < mine.length; from += 7) await take(mine.slice(from, from + 7));
    }),
  );

  expect(await house.comments()).toHaveLength(40);
  expect((await house.threads()).map((each) => each.comments)).toEqual(Array.from({ length: 10 }, () => 4));
  const { open_threads: waiting } = await house.ctx.db
    .selectFrom('media')
    .select('open_threads')
    .executeTakeFirstOrThrow();
  expect(waiting).toBe(10);
});

/** Conversations with their answers, what webhooks tell of them, and what readings at growing times show. */
const stories = fc
  .record({
    comments: fc.array(
      fc.record({
        parent: fc.option(fc.nat(3), { nil: null }),
        username: fc.constantFrom('wren', 'moss', 'linden.ceramics'),
        text: fc.constantFrom('Follow me for more', 'How lovely', 'See https://example.com'),
      }),
      { minLength: 4, maxLength: 9 },
    ),
    readings: fc.array(fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), { maxLength: 3 }),
  })
  .map(({ comments, readings }) => {
    const ids = comments.map((_, at) => String(at + 1));
    const parentOf = (at: number) => {
      const parent = comments[at]!.parent;
      return at < 4 || parent === null ? null : ids[parent]!;
    };
    const factsOf = (at: number): CommentFacts =>
      told(ids[at]!, { parentId: parentOf(at), username: comments[at]!.username, text: comments[at]!.text });
    return [
      // Told with the moment of the webhook, which is some seconds late, and twice differently.
      ...ids.flatMap((_, at) =>
        [3, 9].map((late) => [
          { ...factsOf(at), postedAt: new Date(minute(at + 1).getTime() + late * 1000) },
        ]),
      ),
      // Told without the parent.
      ...ids.map((_, at) => [
        { ...factsOf(at), parentId: null, postedAt: new Date(minute(at + 1).getTime() + 9000) },
      ]),
      ...readings.map((hidden, reading) =>
        ids.map((_, at) => ({
          ...factsOf(at),
          isHidden: hidden[at] ?? false,
          likeCount: reading,
          readAt: minute(20 + reading),
        })),
      ),
    ];
  });

test('whatever is told and read, in any order and any number of times, the rows end the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      stories.chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
          fc.shuffledSubarray([...events, ...events.slice(0, 5)], {
            minLength: events.length + Math.min(5, events.length),
          }),
        ),
      ),
      async ([events, ...orders]) => {
        const ends = [];
        for (const order of [events, ...orders]) {
          await house.ctx.db.deleteFrom('inbox_threads').execute();
          await house.ctx.db.updateTable('media').set({ open_threads: 0 }).execute();
          for (const event of order) await take(event);
          ends.push(await whatStands());
        }
        expect(ends[1]).toEqual(ends[0]);
        expect(ends[2]).toEqual(ends[0]);
      },
    ),
    { numRuns: 8 },
  );
}, 120_000);

async function whatStands() {
  const roots = new Map((await house.threads()).map((each) => [each.id, each.root_id]));
  return {
    comments: (await house.comments()).map(({ id: _id, thread_id: threadId, ...rest }) => ({
      ...rest,
      root: roots.get(threadId),
    })),
    threads: (await house.threads())
      .map(({ id: _id, changed: _changed, updated_at: _at, ...rest }) => rest)
      .toSorted((one, other) => (one.root_id < other.root_id ? -1 : 1)),
    waiting: (await house.ctx.db.selectFrom('media').select('open_threads').execute()).map(
      (each) => each.open_threads,
    ),
  };
}
