import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { AnyOp } from '#contract/op.ts';
import type { Member } from '../context.ts';
import { copyPost, resolvePost } from '../posts/index.ts';
import { checkImport, scheduleAt, setSlots } from '../schedule/index.ts';
import { fillQueue, importPosts, repeatPost, swapPosts } from '../schedule/test-at-once.ts';
import { approvePost, setRule } from './index.ts';
import { openReviewing, type Reviewing } from './test-reviewing.ts';

/** Nobody, the owner included, gets past approval where a workspace asks for it, by any way there is. */

let house: Reviewing;
let owner: Member;
let ben: Member;
beforeAll(async () => {
  house = await openReviewing();
  owner = house.member;
  ben = await house.join('Ben', 'publisher');
  await setSlots(house.ctx, owner, {
    connectionId: house.connectionId,
    slots: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, time: '09:00' })),
  });
});
afterAll(() => house.close());

const at = { wallTime: '2026-11-28T10:00' };
const words = '';
const refusal = { code: 'approval_required' };

/** A post that was scheduled while nothing was asked for. */
async function scheduledBefore(wallTime = '2026-11-27T10:00'): Promise<string> {
  await house.rule({ requiresApproval: false });
  const { id } = await house.draft(owner);
  await scheduleAt(house.ctx, owner, { postId: id, wallTime });
  await house.rule({ requiresApproval: true });
  return id;
}

const ways: Record<string, () => Promise<unknown>> = {
  async 'posts.publish'() {
    await house.rule({ requiresApproval: true });
    const { id } = await house.draft(owner);
    for (const moment of [at, { publishAt: '2026-11-28T10:00:00Z' }, { slot: 'next' as const }])
      await expect(scheduleAt(house.ctx, owner, { postId: id, ...moment })).rejects.toMatchObject(refusal);
    return scheduleAt(house.ctx, owner, { postId: id });
  },
  async 'schedule.repeat'() {
    return repeatPost(house.ctx, owner, { postId: await scheduledBefore(), everyWeeks: 1, times: 2 });
  },
  async 'schedule.swap'() {
    const [postId, otherId] = [await scheduledBefore(), await scheduledBefore('2026-11-27T12:00')];
    return swapPosts(house.ctx, owner, { postId, otherId });
  },
  async 'schedule.fillQueue'() {
    await house.rule({ requiresApproval: true });
    const { id } = await house.draft(owner);
    const [told] = await fillQueue(house.ctx, owner, { connectionId: house.connectionId, postIds: [id] });
    expect(await house.stateOf(id)).toBe('draft');
    throw Object.assign(new Error(), { code: told?.refusal });
  },
  async 'schedule.importPosts'() {
    await house.rule({ requiresApproval: true });
    const { username } = await house.ctx.db
      .selectFrom('connections')
      .select('username')
      .executeTakeFirstOrThrow();
    const csv = `account,media,caption,date_time\n${username},cup.jpg,From a file,2026-11-28 10:00`;
    const told = await checkImport(house.ctx, owner, csv);
    await expect(importPosts(house.ctx, owner, csv)).rejects.toMatchObject({
      code: 'import_refused',
      details: { rows: told.rows },
    });
    expect(told.rows[0]?.errors).toMatchObject([{ column: 'state' }]);
    throw Object.assign(new Error(), refusal);
  },
};

/** Operations that never lead to the schedule, each with what they do instead; a new one with a post in its path is entered here or above. */
const others = {
  'posts.read': 'reads',
  'posts.edit': 'keeps a draft a draft',
  'posts.remove': 'of which nothing is planned',
  'posts.unschedule': 'takes it off',
  'posts.look': 'looks for what was sent',
  'posts.resolve': 'says what became of what was sent',
  'posts.settleComment': 'about what is live',
  'schedule.plan': 'a draft with a day is a draft',
  'schedule.copy': 'makes a draft',
  'reviews.read': 'reads',
  'reviews.ask': 'asks',
  'reviews.approve': 'is the approval',
  'reviews.askChanges': 'makes a draft',
  'reviews.withdraw': 'makes a draft',
  'reviews.listComments': 'reads',
  'reviews.addComment': 'talks',
  'reviews.resolveComment': 'talks',
  'reviews.removeComment': 'talks',
  'clientReview.comment': 'talks',
  'clientReview.decide': 'is the approval',
};

test('every operation on posts is known to lead to the schedule or not', () => {
  const found = Object.entries(contract).flatMap(([group, operations]) =>
    Object.entries(operations as Record<string, AnyOp>)
      .filter(([, { path, method }]) => /:postId|queue-fills|\/imports/.test(path) && method !== undefined)
      .map(([name]) => `${group}.${name}`),
  );

  expect(found.toSorted()).toEqual([...Object.keys(ways), ...Object.keys(others)].toSorted());
});

test.each(Object.entries(ways))('%s is refused without approval, and nothing is scheduled', async (_, go) => {
  const before = await scheduledIds();

  await expect(go()).rejects.toMatchObject(refusal);

  const fresh = (await scheduledIds()).filter((id) => !before.includes(id));
  const states = await Promise.all(fresh.map((id) => house.trailOf(id)));
  // What this test scheduled while nothing was asked for stands; nothing else does.
  expect(states.every((trail) => trail.filter((action) => action === 'post.scheduled').length === 1)).toBe(
    true,
  );
  expect(
    await house.ctx.db.selectFrom('posts').select('id').where('caption', '=', 'From a file').execute(),
  ).toEqual([]);
});

test('a file of drafts is imported where approval is asked for, days included', async () => {
  await house.rule({ requiresApproval: true });
  const { username } = await house.ctx.db
    .selectFrom('connections')
    .select('username')
    .executeTakeFirstOrThrow();
  const csv = `account,media,caption,date_time,state\n${username},cup.jpg,As a draft,2026-11-28 10:00,draft`;

  expect(await importPosts(house.ctx, owner, csv)).toMatchObject({ drafts: 1, scheduled: 0 });
});

test('a copy of what is approved needs an approval of its own', async () => {
  await house.rule({ requiresApproval: true });
  const asked = await house.asked(owner);
  await approvePost(house.ctx, ben, { postId: asked.id, version: asked.version, words });
  const copy = await copyPost(house.ctx, owner, asked.id);

  await expect(scheduleAt(house.ctx, owner, { postId: copy.id, ...at })).rejects.toMatchObject(refusal);
});

test('what a person says is not live is a draft that needs approval as before', async () => {
  await house.rule({ requiresApproval: true });
  const { id } = await house.draft(owner);
  await house.ctx.db.updateTable('posts').set({ state: 'unconfirmed' }).where('id', '=', id).execute();
  await resolvePost(house.ctx, owner, { postId: id, decision: 'not_live' });

  await expect(scheduleAt(house.ctx, owner, { postId: id })).rejects.toMatchObject(refusal);
});

test('what was scheduled before the rule stays scheduled', async () => {
  const id = await scheduledBefore();

  expect(await house.stateOf(id)).toBe('scheduled');
});

test('approved as it is, a post goes by every way of the calendar', async () => {
  await house.rule({ requiresApproval: true });
  const asked = await house.asked(owner);
  await approvePost(house.ctx, ben, { postId: asked.id, version: asked.version, words });

  expect((await scheduleAt(house.ctx, owner, { postId: asked.id, ...at })).state).toBe('scheduled');
  expect((await scheduleAt(house.ctx, owner, { postId: asked.id, wallTime: '2026-11-28T15:00' })).state).toBe(
    'scheduled',
  );
});

test('an approved post is published, first to last step', async () => {
  await house.rule({ requiresApproval: true });
  const { id, version } = await house.asked(owner, {});
  await approvePost(house.ctx, ben, { postId: id, version, words });

  expect(await house.untilRest(id)).toBe('published');
});

test('the rule is on the audit trail with what it was', async () => {
  await setRule(house.ctx, owner, { requiresApproval: false, nobodyApprovesOwn: true });
  const trail = await house.ctx.db
    .selectFrom('audit_events')
    .select('details')
    .where('action', '=', 'workspace.approval_rule_set')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();

  expect(trail?.details).toEqual({
    before: { requiresApproval: true, nobodyApprovesOwn: false },
    after: { requiresApproval: false, nobodyApprovesOwn: true },
  });
});

async function scheduledIds(): Promise<string[]> {
  const rows = await house.ctx.db.selectFrom('posts').select('id').where('state', '=', 'scheduled').execute();
  return rows.map(({ id }) => id);
}
