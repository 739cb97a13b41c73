import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Member } from '../context.ts';
import { editPost, unschedulePost } from '../posts/index.ts';
import { readCalendar, scheduleAt, setSlots } from '../schedule/index.ts';
import { approvePost, askApproval, askChanges, listWaiting, readReviews, withdrawReview } from './index.ts';
import { openReviewing, type Reviewing } from './test-reviewing.ts';

let house: Reviewing;
let ana: Member;
let ben: Member;
let cleo: Member;
beforeAll(async () => {
  house = await openReviewing();
  ana = await house.join('Ana', 'contributor');
  ben = await house.join('Ben', 'publisher');
  cleo = await house.join('Cleo', 'admin');
});
afterAll(() => house.close());
beforeEach(() => house.rule({ requiresApproval: false, nobodyApprovesOwn: false }));

const tomorrow = { wallTime: '2026-11-26T10:00' };
const words = '';

test('what is asked for stands on the calendar at the wished moment, in a state of its own', async () => {
  const post = await house.asked(ana, tomorrow);

  expect(post).toMatchObject({ state: 'in_review', wallTime: tomorrow.wallTime });
  const { entries } = await readCalendar(house.ctx, ana.workspaceId, {
    from: '2026-11-26T00:00:00Z',
    to: '2026-11-27T00:00:00Z',
    limit: 500,
  });
  expect(entries.map(({ id, state }) => [id, state])).toContainEqual([post.id, 'in_review']);
});

test('an approval schedules at the wished moment and is told to whoever asked', async () => {
  const { id, version } = await house.asked(ana, tomorrow);

  const { post, notScheduled } = await approvePost(house.ctx, ben, { postId: id, version, words });

  expect(notScheduled).toBeNull();
  expect(post).toMatchObject({ state: 'scheduled', publishAt: '2026-11-26T10:00:00.000Z' });
  expect(await house.trailOf(id)).toEqual([
    'post.created',
    'review.asked',
    'review.approved',
    'post.scheduled',
  ]);
  expect(await noticesOf(ana, id)).toEqual(['approval_given']);
  expect(await noticesOf(ben, id)).toEqual(['approval_asked']);
});

test('an approval of a wish for the queue takes its next free hour', async () => {
  await setSlots(house.ctx, cleo, {
    connectionId: house.connectionId,
    slots: [{ weekday: 6, time: '18:30' }],
  });
  const { id, version } = await house.asked(ana, { slot: 'next' });

  const { post } = await approvePost(house.ctx, ben, { postId: id, version, words });

  expect(post).toMatchObject({ state: 'scheduled', wallTime: '2026-11-28T18:30' });
});

test('an approval without a wish leaves the post approved', async () => {
  const { id, version } = await house.asked(ana);

  const { post } = await approvePost(house.ctx, ben, { postId: id, version, words });

  expect(post.state).toBe('approved');
});

test('a wish whose moment passed meanwhile leaves it approved, and the answer says so', async () => {
  const soon = { publishAt: new Date(house.ctx.clock.now().getTime() + 600_000).toISOString() };
  const { id, version } = await house.asked(ana, soon);
  await house.advance(1200);

  const { post, notScheduled } = await approvePost(house.ctx, ben, { postId: id, version, words });

  expect([post.state, notScheduled?.code]).toEqual(['approved', 'time_past']);
});

test('a wish that breaks a rule of Instagram leaves it approved, and the answer names the rule', async () => {
  const { id, version } = await house.asked(ana, {}, { caption: '#a '.repeat(40) });

  const { post, notScheduled } = await approvePost(house.ctx, ben, { postId: id, version, words });

  expect([post.state, notScheduled?.code]).toEqual(['approved', 'preflight_failed']);
});

test.each([
  ['a moment that is over', { publishAt: '2020-01-01T00:00:00Z' }, 'time_past'],
  ['a time that the clock skips', { wallTime: '2027-03-28T01:30' }, 'wall_time_unclear'],
  ['a moment beyond five years', { publishAt: '2040-01-01T00:00:00Z' }, 'time_too_far'],
])('asking for %s is refused as scheduling would', async (_, wish, code) => {
  const post = await house.draft(ana);

  await expect(
    askApproval(house.ctx, ana, { postId: post.id, version: post.version, wish }),
  ).rejects.toMatchObject({ code });
  expect(await house.stateOf(post.id)).toBe('draft');
});

test('asked for changes, a post is a draft again with the words kept', async () => {
  const { id, version } = await house.asked(ana, tomorrow);

  const post = await askChanges(house.ctx, ben, { postId: id, version, words: 'Say where.' });

  expect(post.state).toBe('draft');
  const { reviews } = await readReviews(house.ctx, ana, id);
  expect(reviews[0]?.ended).toMatchObject({ how: 'changes_asked', words: 'Say where.', name: 'Ben' });
  expect(await noticesOf(ana, id)).toEqual(['changes_asked']);
});

test('what is approved can still be asked to change, and is approved no longer', async () => {
  const asked = await house.asked(ana);
  const { post } = await approvePost(house.ctx, ben, { postId: asked.id, version: asked.version, words });

  await askChanges(house.ctx, cleo, { postId: post.id, version: post.version, words: 'Wait.' });

  expect(await house.stateOf(post.id)).toBe('draft');
  expect((await readReviews(house.ctx, ana, post.id)).isApproved).toBe(false);
});

test('whoever asked withdraws, another contributor does not, a publisher does', async () => {
  const dan = await house.join('Dan', 'contributor');
  const { id } = await house.asked(ana);
  await expect(withdrawReview(house.ctx, dan, id)).rejects.toMatchObject({ code: 'not_allowed' });

  expect((await withdrawReview(house.ctx, ana, id)).state).toBe('draft');
  const again = await house.asked(ana);
  expect((await withdrawReview(house.ctx, ben, again.id)).state).toBe('draft');
});

test('of two who approve at once one wins and the other is told', async () => {
  const { id, version } = await house.asked(ana, tomorrow);

  const outcomes = await Promise.allSettled([
    approvePost(house.ctx, ben, { postId: id, version, words }),
    approvePost(house.ctx, cleo, { postId: id, version, words }),
  ]);

  const lost = outcomes.filter(({ status }) => status === 'rejected');
  expect(lost).toMatchObject([{ reason: { code: 'not_in_review' } }]);
  expect((await house.trailOf(id)).filter((action) => action === 'post.scheduled')).toHaveLength(1);
});

test('an approval of what was edited meanwhile loses cleanly', async () => {
  const { id, version } = await house.asked(ana, tomorrow);
  await editPost(house.ctx, ana, { postId: id, version, caption: 'Fresh bread at eight' });

  await expect(approvePost(house.ctx, ben, { postId: id, version, words })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await house.stateOf(id)).toBe('in_review');
});

test('of an approval and an edit at once, nothing goes out that was not seen', async () => {
  for (let round = 0; round < 5; round++) {
    const { id, version } = await house.asked(ana, tomorrow);
    await Promise.allSettled([
      approvePost(house.ctx, ben, { postId: id, version, words }),
      editPost(house.ctx, ana, { postId: id, version, caption: 'Something else' }),
    ]);
    const { post } = await house.view(id);
    expect([post.state, post.caption]).toEqual(
      post.state === 'scheduled' ? ['scheduled', 'Fresh bread at seven'] : ['in_review', 'Something else'],
    );
  }
});

test('asked again with another wish, an approval of the first is refused', async () => {
  const { id, version } = await house.asked(ana, tomorrow);
  const withdrawn = await withdrawReview(house.ctx, ana, id);
  await askApproval(house.ctx, ana, { postId: id, version: withdrawn.version, wish: {} });

  await expect(approvePost(house.ctx, ben, { postId: id, version, words })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('an edit in review ends that review and opens the next with what it is now', async () => {
  const { id, version } = await house.asked(ana, tomorrow);

  const post = await editPost(house.ctx, ben, { postId: id, version, caption: 'Fresh bread at eight' });

  expect(post.state).toBe('in_review');
  const { reviews } = await readReviews(house.ctx, ana, id);
  expect(reviews.map(({ ended, asked, content }) => [ended?.how, asked.name, content.caption])).toEqual([
    [undefined, 'Ben', 'Fresh bread at eight'],
    ['sent_back', 'Ana', 'Fresh bread at seven'],
  ]);
  expect(reviews[0]?.wish).toEqual(tomorrow);
});

test('an edit of what is approved sends it back into review and asks again', async () => {
  const asked = await house.asked(ana);
  const { post } = await approvePost(house.ctx, ben, { postId: asked.id, version: asked.version, words });

  const edited = await editPost(house.ctx, ana, { postId: post.id, version: post.version, caption: 'New' });

  expect(edited.state).toBe('in_review');
  const read = await readReviews(house.ctx, ben, post.id);
  expect(read.changedSince?.caption).toEqual([
    { is: 'removed', text: 'Fresh bread at seven' },
    { is: 'added', text: 'New' },
  ]);
  expect((await noticesOf(ben, post.id)).filter((kind) => kind === 'approval_asked')).toHaveLength(2);
});

test('an edit that changes nothing sends nothing back', async () => {
  const asked = await house.asked(ana);
  const { post } = await approvePost(house.ctx, ben, { postId: asked.id, version: asked.version, words });

  const { state } = await editPost(house.ctx, ana, {
    postId: post.id,
    version: post.version,
    caption: post.caption,
    settings: post.settings,
  });

  expect(state).toBe('approved');
});

test('somebody who types on and on makes one review and asks nobody twice', async () => {
  let post = await house.asked(ana);
  for (const caption of ['F', 'Fr', 'Fre'])
    post = await editPost(house.ctx, ana, { postId: post.id, version: post.version, caption });

  const { reviews } = await readReviews(house.ctx, ana, post.id);
  expect(reviews.map(({ content }) => content.caption)).toEqual(['Fre', 'Fresh bread at seven']);
  expect(await noticesOf(ben, post.id)).toEqual(['approval_asked']);
});

test('where nobody approves their own, neither author, last editor nor asker does', async () => {
  await house.rule({ nobodyApprovesOwn: true });
  const post = await house.draft(ben);
  const edited = await editPost(house.ctx, cleo, { postId: post.id, version: post.version, caption: 'x' });
  const erin = await house.join('Erin', 'publisher');
  const { id, version } = await askApproval(house.ctx, erin, {
    postId: post.id,
    version: edited.version,
    wish: null,
  });

  for (const one of [ben, cleo, erin])
    await expect(approvePost(house.ctx, one, { postId: id, version, words })).rejects.toMatchObject({
      code: 'own_approval',
    });
  expect(await noticesOf(ben, id)).toEqual([]);
  const { waiting } = await listWaiting(house.ctx, cleo);
  expect(waiting.find(({ postId }) => postId === id)?.mayDecide).toBe(false);
  const fay = await house.join('Fay', 'publisher');
  expect((await approvePost(house.ctx, fay, { postId: id, version, words })).post.state).toBe('approved');
});

test('only those who may decide on that account are asked', async () => {
  const narrowed = await house.join('Gil', 'publisher', 'contributor');
  const { id } = await house.asked(ana);

  expect(await noticesOf(narrowed, id)).toEqual([]);
  const { waiting } = await listWaiting(house.ctx, narrowed);
  expect(waiting.find(({ postId }) => postId === id)?.mayDecide).toBe(false);
});

test('what waits is not told to whom its account is hidden', async () => {
  const hidden = await house.join('Hal', 'publisher', 'none');
  await house.asked(ana);

  expect(await listWaiting(house.ctx, hidden)).toEqual({ waiting: [], mine: 0 });
});

test('a post in review is not scheduled past its review', async () => {
  const { id } = await house.asked(ana);

  await expect(scheduleAt(house.ctx, cleo, { postId: id })).rejects.toMatchObject({ code: 'post_in_review' });
});

test('a post that was taken back and stayed as it was is approved still', async () => {
  await house.rule({ requiresApproval: true });
  const { id, version } = await house.asked(ana, tomorrow);
  await approvePost(house.ctx, ben, { postId: id, version, words });
  await unschedulePost(house.ctx, ben, id);

  expect((await scheduleAt(house.ctx, ben, { postId: id, ...tomorrow })).state).toBe('scheduled');
});

test('a post that was taken back and changed needs approval again', async () => {
  await house.rule({ requiresApproval: true });
  const { id, version } = await house.asked(ana, tomorrow);
  await approvePost(house.ctx, ben, { postId: id, version, words });
  const draft = await unschedulePost(house.ctx, ben, id);
  await editPost(house.ctx, ben, { postId: id, version: draft.version, caption: 'Another' });

  await expect(scheduleAt(house.ctx, ben, { postId: id, ...tomorrow })).rejects.toMatchObject({
    code: 'approval_required',
  });
});

test('a failed post tried again unchanged stays approved', async () => {
  await house.rule({ requiresApproval: true });
  const { id, version } = await house.asked(ana, {});
  await approvePost(house.ctx, ben, { postId: id, version, words });
  await house.ctx.db.updateTable('posts').set({ state: 'failed' }).where('id', '=', id).execute();

  expect((await scheduleAt(house.ctx, ben, { postId: id })).state).toBe('scheduled');
});

test('a disconnected account does not keep an approval from being given, and the answer says what is missing', async () => {
  const { id, version } = await house.asked(ana, tomorrow);
  await house.ctx.db.updateTable('posts').set({ connection_id: null }).where('id', '=', id).execute();

  const { post, notScheduled } = await approvePost(house.ctx, ben, { postId: id, version, words });

  expect([post.state, notScheduled?.code]).toEqual(['approved', 'connection_missing']);
});

test('what waits for a decision is not paused with its account, and goes to whoever takes over', async () => {
  const dora = await house.join('Dora', 'contributor');
  const { id } = await house.asked(dora, tomorrow);
  const { ctx } = house;
  await ctx.dependants.pause(ctx, house.connectionId);
  const people = { workspaceId: dora.workspaceId, fromUserId: dora.userId, toUserId: cleo.userId };

  expect(await ctx.dependants.takeOver(ctx, people)).toBe(1);
  expect((await house.view(id)).post).toMatchObject({ state: 'in_review', paused: false });
});

test('a change of zone keeps the wall time of what waits, and approval schedules by it', async () => {
  const { id, version } = await house.asked(ana, { publishAt: '2026-11-27T10:00:00Z' });
  await house.ctx.dependants.changeZone(house.ctx, {
    connectionId: house.connectionId,
    timeZone: 'America/New_York',
  });

  const { post } = await approvePost(house.ctx, ben, { postId: id, version, words });

  expect(post).toMatchObject({ state: 'scheduled', publishAt: '2026-11-27T15:00:00.000Z' });
});

async function noticesOf({ userId }: Member, postId: string): Promise<string[]> {
  const rows = await house.ctx.db
    .selectFrom('notices')
    .select(['kind', 'params'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.filter(({ params }) => params['postId'] === postId).map(({ kind }) => kind);
}
