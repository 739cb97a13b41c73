import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCommentHouse, type CommentHouse } from '../test-comments.ts';
import { sweepMedia } from '../media/index.ts';
import { business } from '../test-context.ts';
import { sweepComments } from './index.ts';
import { addMissingPlans, claimDuePlans, type HeldPlan } from './comment-plan.ts';
import { pollComments } from './poll-comments.ts';
import { readReadings } from './reading-place.ts';

let house: CommentHouse;
beforeAll(async () => {
  house = await openCommentHouse();
});
afterAll(() => house.close());
beforeEach(() => house.beginAnew());

const plan = () => house.ctx.db.selectFrom('comment_plans').selectAll().executeTakeFirstOrThrow();
const cursor = () => house.ctx.db.selectFrom('comment_cursors').selectAll().executeTakeFirst();
const texts = async () => (await house.comments()).map(({ text }) => text).toSorted();

/** Many at once, each by another stranger. */
async function fill(count: number, more: { parentId?: string } = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    if (at % 50 === 49) await house.advance(1);
    ids.push(await house.write(`number ${at}`, { ...more, username: `stranger${at}` }));
  }
  return ids;
}

/** Many of long ago, the oldest first, as if they had always been there. Answers Instagram's ids. */
function placeMany(count: number): string[] {
  const { world } = house.simulator;
  const media = world.media.get(house.mediaId)!;
  return Array.from({ length: count }, (_, at) => {
    const id = `${world.nextId('comment', '178', 13)}1`;
    world.comments.put({
      id,
      mediaId: media.id,
      accountId: media.accountId,
      fromId: `55${at}`,
      username: `stranger${at}`,
      text: `number ${at} of long ago`,
      createdAt: world.now() - (count - at) * 1000,
      isHidden: false,
      likeCount: 0,
    });
    return id;
  });
}

/** One round of the account, as one worker makes it. */
async function round(): Promise<void> {
  await pollComments(house.ctx, await claim());
}

async function claim(): Promise<HeldPlan> {
  await addMissingPlans(house.ctx);
  const [held] = await claimDuePlans(house.ctx, 1);
  return held!;
}

/** How many comments there are here, and how many ids they have. */
async function countKnown(): Promise<[number, number]> {
  const { all, ids } = await house.ctx.db
    .selectFrom('comments')
    .select((eb) => [
      eb.fn.countAll<string>().as('all'),
      eb.fn.count<string>('comment_id').distinct().as('ids'),
    ])
    .executeTakeFirstOrThrow();
  return [Number(all), Number(ids)];
}

test('comments and their answers are read, each into its conversation, with what Instagram says of them', async () => {
  const first = await house.write('Is this one still there?');
  await house.write('I would like to know too', { parentId: first, username: 'moss.and.fern' });
  await house.write('Lovely');
  await house.sweep();

  expect(await texts()).toEqual(['I would like to know too', 'Is this one still there?', 'Lovely']);
  expect(await house.threads()).toHaveLength(2);
  expect((await house.comments()).every((each) => each.read_at !== null && each.like_count === 0)).toBe(true);
});

test('a count that stands still costs one call', async () => {
  await house.write('one');
  await house.sweep();
  await house.advance(60);
  await house.calls(/./);
  await house.sweep();

  expect(await house.calls(/\/comments$/)).toBe(0);
});

test('without webhooks a new comment is there at the next look, 45 seconds later at most', async () => {
  await house.sweep();
  await house.write('nobody told us');
  await house.advance(45);
  await house.sweep();

  expect(await texts()).toEqual(['nobody told us']);
});

test('an answer to an old comment is found by its count, though the comment stands on a later page', async () => {
  const [oldest] = await fill(120);
  await house.sweep();
  await house.advance(3600);
  await house.write('late to it', { parentId: oldest! });
  for (let look = 0; look < 3; look++) {
    await house.sweep();
    await house.advance(60);
  }

  expect(await texts()).toContain('late to it');
});

test('a comment that its writer deleted is noticed, and its conversation waits no more', async () => {
  const commentId = await house.write('I take this back');
  await house.write('This stays');
  await house.sweep();
  await house.advance(120);
  house.simulator.world.comments.remove(commentId);
  await house.advance(600);
  await house.sweep();

  expect(await house.comments()).toMatchObject([
    expect.objectContaining({ text: expect.any(String) as string }),
    expect.objectContaining({ text: expect.any(String) as string }),
  ]);
  const gone = (await house.comments()).filter((each) => each.gone_at !== null);
  expect(gone).toMatchObject([{ comment_id: commentId, gone_by: 'instagram' }]);
  const media = await house.ctx.db.selectFrom('media').select('open_threads').executeTakeFirstOrThrow();
  expect(media.open_threads).toBe(1);
});

test('a comment that was hidden at Instagram is hidden here, and shown again when it is', async () => {
  const commentId = await house.write('rude');
  await house.sweep();
  const { world } = house.simulator;
  world.comments.put({ ...world.comments.get(commentId)!, isHidden: true });
  await house.advance(700);
  await house.sweep();
  const [hidden] = await house.threads();
  world.comments.put({ ...world.comments.get(commentId)!, isHidden: false });
  await house.advance(700);
  await house.sweep();

  expect([hidden?.is_hidden, (await house.threads())[0]?.is_hidden]).toEqual([true, false]);
});

test('what was hidden, shown again and deleted at Instagram is in the trail as done there, once each', async () => {
  const commentId = await house.write('rude');
  await house.sweep();
  const { world } = house.simulator;
  for (const isHidden of [true, false]) {
    world.comments.put({ ...world.comments.get(commentId)!, isHidden });
    await house.advance(700);
    await house.sweep();
  }
  world.comments.remove(commentId);
  for (let rounds = 0; rounds < 2; rounds++) {
    await house.advance(700);
    await house.sweep();
  }

  const events = await house.ctx.db
    .selectFrom('audit_events')
    .select(['action', 'actor', 'via', 'instagram_user_id'])
    .where('subject', '=', commentId)
    .orderBy('at')
    .execute();
  const there = { actor: 'instagram', via: 'instagram', instagram_user_id: business };
  expect(events).toEqual(
    ['hidden', 'shown', 'gone'].map((done) => ({ action: `comment.${done}_at_instagram`, ...there })),
  );
});

test('5,000 comments come in rounds of forty calls at most, and each once', async () => {
  placeMany(5000);
  await sweepMedia(house.ctx);
  const calls: number[] = [];
  for (let isDone = false; !isDone && calls.length < 10;) {
    await house.calls(/./);
    await round();
    calls.push(await house.calls(/\/comments$/));
    isDone = (await cursor())?.cursor === null;
  }

  expect(await countKnown()).toEqual([5000, 5000]);
  expect(calls).toHaveLength(3);
  expect(Math.max(...calls)).toBeLessThanOrEqual(40);
}, 60_000);

test('what is written while thousands of old comments are read is there after the next round', async () => {
  placeMany(4500);
  await sweepMedia(house.ctx);
  await round();
  await house.write('written meanwhile');
  await round();

  expect((await cursor())?.cursor).not.toBeNull();
  expect(await texts()).toContain('written meanwhile');
}, 60_000);

test('a worker that died in the middle of a long reading is followed by one that goes on where it stood', async () => {
  placeMany(3000);
  await sweepMedia(house.ctx);
  await round();
  const stood = readReadings((await cursor())?.cursor ?? null).long;
  await claim();
  await house.ctx.db
    .updateTable('comment_plans')
    .set({ lease_until: new Date(0) })
    .execute();
  await house.calls(/./);
  await round();

  expect(stood?.pages).toBe(40);
  expect(await countKnown()).toEqual([3000, 3000]);
  expect(await house.calls(/\/comments$/)).toBe(20);
}, 60_000);

test('who was taken for dead in the middle of a long reading writes nothing more', async () => {
  placeMany(3000);
  await sweepMedia(house.ctx);
  const first = await claim();
  await house.ctx.db
    .updateTable('comment_plans')
    .set({ lease_until: new Date(0) })
    .execute();
  const second = await claim();
  await Promise.all([pollComments(house.ctx, first), pollComments(house.ctx, second)]);

  expect(readReadings((await cursor())?.cursor ?? null).long?.pages).toBe(40);
  expect(await countKnown()).toEqual([2000, 2000]);
}, 60_000);

test('an answer beneath a comment that a long reading has passed is found when it has come to its end', async () => {
  const passed = placeMany(3000).at(-1200);
  await sweepMedia(house.ctx);
  await round();
  await house.write('late to it', { parentId: passed! });
  await round();
  const before = await texts();
  await house.advance(7 * 3600);
  for (let look = 0; look < 3; look++) await house.sweep();

  expect(before).not.toContain('late to it');
  expect(await texts()).toContain('late to it');
}, 60_000);

test('more news than fit into one look are read to their end all the same', async () => {
  placeMany(100);
  await house.sweep();
  const before = readReadings((await cursor())?.cursor ?? null);
  await house.advance(3600);
  placeMany(600);
  await house.sweep();

  expect(await countKnown()).toEqual([700, 700]);
  expect([before.long, (await cursor())?.cursor]).toEqual([undefined, null]);
}, 60_000);

test('answers beyond those that come with their comment are read page by page', async () => {
  const first = await house.write('Ask me anything');
  await fill(180, { parentId: first });
  await house.sweep();

  expect(await house.comments()).toHaveLength(181);
  expect(await house.threads()).toMatchObject([{ comments: 181 }]);
}, 60_000);

test('what was written long before we looked is history: nobody waits for it', async () => {
  await house.write('an old question');
  await house.advance(15 * 86_400);
  await house.write('a new question', { username: 'moss.and.fern' });
  await house.sweep();

  expect((await house.threads()).map((each) => [each.last_words, each.state])).toEqual([
    ['an old question', 'done'],
    ['a new question', 'open'],
  ]);
});

test('media of others that tag the account become conversations of their own kind', async () => {
  const { world } = house.simulator;
  const own = world.media.get(house.mediaId)!;
  const other = world.accounts.list().find((each) => each.id !== business && each.type !== 'PERSONAL')!;
  world.media.put({
    ...own,
    id: '17899999999999999',
    accountId: other.id,
    shortcode: 'Tagged',
    caption: 'With friends',
    userTags: [{ username: 'linden.ceramics', x: 0.5, y: 0.5 }],
  });
  await house.sweep();

  expect((await house.threads()).filter((each) => each.kind === 'tag')).toMatchObject([
    { media_id: '17899999999999999', last_words: 'With friends' },
  ]);
});

test('from four fifths of the calls that Meta allows nothing is read until they are allowed again', async () => {
  await house.write('wait for it');
  await house.control('PUT', '/limits', { appId: '1784140000000099', kind: 'account', calls: 5 });
  await house.sweep();
  await house.sweep();
  const held = await plan();
  await house.control('PUT', '/limits', { appId: '1784140000000099', kind: 'account', calls: 100_000 });

  expect(held.held_by).toBe('throttled');
  expect(held.held_until!.getTime()).toBeGreaterThan(house.ctx.clock.now().getTime());
});

test('long readings stop at half of the calls that Meta allows, news at four fifths, and no call is refused', async () => {
  placeMany(4500);
  await sweepMedia(house.ctx);
  const limit = { appId: '1784140000000099', kind: 'account' };
  await house.control('PUT', '/limits', { ...limit, calls: 100, windowSeconds: 86_400 });
  const used = async () => {
    const { requests } = (await house.control('GET', '/journal')) as { requests: { status: number }[] };
    return { calls: requests.length, refused: requests.filter(({ status }) => status !== 200).length };
  };
  await used();
  await house.control('DELETE', '/journal');
  await sweepComments(house.ctx);
  const afterLong = await used();
  for (let look = 0; look < 30; look++) {
    await house.advance(45);
    await house.write(`news ${look}`);
    await sweepComments(house.ctx);
  }
  const afterNews = await used();
  const held = await plan();
  const isLongOpen = (await cursor())?.cursor !== null;
  await house.control('PUT', '/limits', { ...limit, calls: null });

  expect([afterLong.refused, afterNews.refused]).toEqual([0, 0]);
  expect(afterLong.calls).toBeLessThanOrEqual(51);
  expect(await texts()).toContain('news 0');
  expect(isLongOpen).toBe(true);
  expect(afterNews.calls).toBeLessThanOrEqual(82);
  expect(held.held_by).toBe('throttled');
}, 60_000);

test('an outage changes nothing and is waited for ever longer', async () => {
  await house.write('after the storm');
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/**',
    kind: 'reset',
    times: 1000,
  });
  await house.sweep();
  const during = await plan();
  await house.control('DELETE', '/faults');
  await house.advance(700);
  await house.sweep();

  expect(during).toMatchObject({ failures: 1, held_until: null });
  expect(await plan()).toMatchObject({ failures: 0 });
  expect(await texts()).toEqual(['after the storm']);
});

test('a permission that was taken back is noted beside the account, and comments come without names', async () => {
  await house.write('by whom?');
  await house.control('PATCH', `/accounts/${business}`, {
    withdrawScopes: ['instagram_business_manage_comments'],
  });
  await house.sweep();

  const { missing_scopes: missing } = await house.ctx.db
    .selectFrom('connections')
    .select('missing_scopes')
    .executeTakeFirstOrThrow();
  expect(missing).toEqual(['instagram_business_manage_comments']);
  expect(await house.comments()).toMatchObject([{ text: 'by whom?', username: null }]);
});
