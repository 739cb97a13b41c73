import { afterAll, beforeAll, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import type { Role } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import type { Member } from '../context.ts';
import { createPost, getPost } from '../posts/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import {
  createInvite,
  findMember,
  handOver,
  leaveWorkspace,
  listInvites,
  listMembers,
  makeResetLink,
  removeMember,
  revokeInvite,
  setAccountRoles,
  setRole,
} from './index.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

const roleOf = async ({ userId, workspaceId }: Member) =>
  (await findMember(house.ctx, { userId, workspaceId }))?.role;

/** Another person in the same workspace. */
async function colleague(of: Member, role: Role): Promise<Member> {
  const person = await house.aMember(role);
  await house.ctx.db
    .updateTable('members')
    .set({ workspace_id: of.workspaceId })
    .where('user_id', '=', person.userId)
    .execute();
  return { ...person, workspaceId: of.workspaceId, workspaceSlug: of.workspaceSlug };
}

const narrowInRow = (whom: Member) =>
  house.ctx.db
    .updateTable('members')
    .set({ account_roles: JSON.stringify({ [business]: 'none' }) })
    .where('user_id', '=', whom.userId)
    .execute();

async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

test('of two admins who demote each other one wins, and the other is told that their role changed', async () => {
  const owner = await house.aMember();
  const [one, other] = [await colleague(owner, 'admin'), await colleague(owner, 'admin')];

  const outcomes = await Promise.all([
    refusalOf(setRole(house.ctx, one, { userId: other.userId, role: 'viewer' })),
    refusalOf(setRole(house.ctx, other, { userId: one.userId, role: 'viewer' })),
  ]);

  expect(outcomes.toSorted()).toEqual(['done', 'role_changed']);
  expect(new Set([await roleOf(one), await roleOf(other)])).toEqual(new Set(['admin', 'viewer']));
});

test('of two owners who remove each other one stays', async () => {
  const one = await house.aMember();
  const other = await colleague(one, 'owner');

  const outcomes = await Promise.all([
    refusalOf(removeMember(house.ctx, one, other.userId)),
    refusalOf(removeMember(house.ctx, other, one.userId)),
  ]);

  expect(outcomes.toSorted()).toEqual(['done', 'role_changed']);
});

test.each([
  ['an admin', 'admin', 'an owner', 'owner'],
  ['an admin', 'admin', 'an admin beyond themselves', 'publisher'],
] as const)('%s cannot touch %s', async (_, role, __, theirs) => {
  const owner = await house.aMember();
  const me = await colleague(owner, role);
  const them = await colleague(owner, theirs);

  const wanted = theirs === 'owner' ? 'viewer' : 'owner';
  expect(await refusalOf(setRole(house.ctx, me, { userId: them.userId, role: wanted }))).toBe('not_allowed');
  expect(await roleOf(them)).toBe(theirs);
});

test('the last owner can neither leave nor step down', async () => {
  const owner = await house.aMember();
  await colleague(owner, 'admin');

  expect(await refusalOf(leaveWorkspace(house.ctx, owner))).toBe('last_owner');
  expect(await refusalOf(setRole(house.ctx, owner, { userId: owner.userId, role: 'admin' }))).toBe(
    'last_owner',
  );
});

test('handing over makes the other the owner and oneself an admin, and then one may leave', async () => {
  const owner = await house.aMember();
  const heir = await colleague(owner, 'viewer');

  await handOver(house.ctx, owner, heir.userId);

  expect([await roleOf(owner), await roleOf(heir)]).toEqual(['admin', 'owner']);
  await leaveWorkspace(house.ctx, owner);
  expect(await roleOf(owner)).toBeUndefined();
});

test('a removed member’s posts that are to come stay and are the remover’s; what is out keeps its author', async () => {
  const owner = await house.aMember();
  await house.connect({ account: business }, owner);
  const connectionId = await house.connectionOf(business, owner);
  const them = await colleague(owner, 'publisher');
  const post = async (state: 'scheduled' | 'published') => {
    const { id } = await createPost(house.ctx, them, postContent.parse({ connectionId }));
    await house.ctx.db.updateTable('posts').set({ state }).where('id', '=', id).execute();
    return id;
  };
  const [scheduled, published] = [await post('scheduled'), await post('published')];

  expect(await removeMember(house.ctx, owner, them.userId)).toBe(1);

  const authors = await house.ctx.db
    .selectFrom('posts')
    .select(['id', 'created_by'])
    .where('id', 'in', [scheduled, published])
    .execute();
  expect(Object.fromEntries(authors.map(({ id, created_by }) => [id, created_by]))).toEqual({
    [scheduled]: owner.userId,
    [published]: them.userId,
  });
  expect((await getPost(house.ctx, owner.workspaceId, scheduled)).state).toBe('scheduled');
});

test('nobody narrows an owner or themselves', async () => {
  const owner = await house.aMember();
  const admin = await colleague(owner, 'admin');
  const accounts = [{ instagramUserId: business, role: 'none' as const }];

  const outcomes = [
    await refusalOf(setAccountRoles(house.ctx, admin, { userId: owner.userId, accounts })),
    await refusalOf(setAccountRoles(house.ctx, admin, { userId: admin.userId, accounts })),
    await refusalOf(setAccountRoles(house.ctx, owner, { userId: admin.userId, accounts })),
  ];
  expect(outcomes).toEqual(['not_allowed', 'not_allowed', 'done']);
});

test('an admin who is narrowed somewhere changes nothing of the team: not by inviting, not by a link, and may leave', async () => {
  const owner = await house.aMember();
  const admin = await colleague(owner, 'admin');
  const { userId } = await colleague(owner, 'viewer');
  const { invite } = await createInvite(house.ctx, owner, { role: 'viewer', email: null });
  const accounts = [{ instagramUserId: business, role: 'none' as const }];
  await setAccountRoles(house.ctx, owner, { userId: admin.userId, accounts });

  const outcomes = [
    await refusalOf(createInvite(house.ctx, admin, { role: 'admin', email: null })),
    await refusalOf(revokeInvite(house.ctx, admin, invite.id)),
    await refusalOf(setAccountRoles(house.ctx, admin, { userId, accounts })),
    await refusalOf(setRole(house.ctx, admin, { userId, role: 'admin' })),
    await refusalOf(removeMember(house.ctx, admin, userId)),
    await refusalOf(makeResetLink(house.ctx, admin, userId)),
  ];

  expect(new Set(outcomes)).toEqual(new Set(['not_allowed']));
  expect(await refusalOf(leaveWorkspace(house.ctx, admin))).toBe('done');
});

test('what was said of an owner before they were one narrows nothing of what they may do', async () => {
  const owner = await house.aMember();
  await narrowInRow(owner);

  expect(await refusalOf(createInvite(house.ctx, owner, { role: 'admin', email: null }))).toBe('done');
});

test('whoever is narrowed has invited nobody any more', async () => {
  const owner = await house.aMember();
  const admin = await colleague(owner, 'admin');
  await createInvite(house.ctx, admin, { role: 'admin', email: null });

  const accounts = [{ instagramUserId: business, role: 'viewer' as const }];
  await setAccountRoles(house.ctx, owner, { userId: admin.userId, accounts });

  expect(await listInvites(house.ctx, owner.workspaceId)).toEqual([]);
});

test('every change of the team leaves who, what, before and after in the audit trail', async () => {
  const owner = await house.aMember();
  const them = await colleague(owner, 'viewer');
  await setRole(house.ctx, owner, { userId: them.userId, role: 'publisher' });
  const accounts = [{ instagramUserId: business, role: 'viewer' as const }];
  await setAccountRoles(house.ctx, owner, { userId: them.userId, accounts });
  await removeMember(house.ctx, owner, them.userId);

  const events = await house.ctx.db
    .selectFrom('audit_events')
    .select(['action', 'user_id', 'details'])
    .where('workspace_id', '=', owner.workspaceId)
    .orderBy('id')
    .execute();
  expect(events.map(({ action, details }) => [action, details['before'], details['after']])).toEqual([
    ['member.role_changed', { role: 'viewer' }, { role: 'publisher' }],
    ['member.accounts_changed', { [business]: null }, { [business]: 'viewer' }],
    ['member.removed', { role: 'publisher' }, { role: null }],
  ]);
  expect(new Set(events.map(({ user_id }) => user_id))).toEqual(new Set([owner.userId]));
});

test('ten thousand members are read by the page and found by name in any script', async () => {
  const owner = await house.aMember();
  const names = ['Zoë Ångström', 'محمد', '山田花子', '100%_Discount', 'Ѳома'];
  const { rows } = await insertMembers(owner.workspaceId, 10_000, names);
  const { workspaceId } = owner;

  const first = await listMembers(house.ctx, workspaceId, { limit: 100 });
  const second = await listMembers(house.ctx, workspaceId, { limit: 100, after: first.next ?? '' });
  const seen = [...first.members, ...second.members].map(({ userId }) => userId);
  expect([new Set(seen).size, first.total, rows]).toEqual([200, 10_001, 10_000]);
  for (const name of names) {
    const found = await listMembers(house.ctx, workspaceId, { search: name.slice(0, 4), limit: 10 });
    expect(found.members.map((member) => member.name)).toEqual([name]);
  }
});

async function insertMembers(workspaceId: string, count: number, names: string[]): Promise<{ rows: number }> {
  const { db, clock } = house.ctx;
  const people = Array.from({ length: count }, (_, i) => ({
    id: crypto.randomUUID(),
    name: names[i] ?? `Person ${i}`,
    email: `${crypto.randomUUID()}@team.example`,
    email_verified: false,
    image: null,
  }));
  for (let i = 0; i < count; i += 2000) {
    const some = people.slice(i, i + 2000);
    await db.insertInto('users').values(some).execute();
    await db
      .insertInto('members')
      .values(
        some.map(({ id }) => ({
          workspace_id: workspaceId,
          user_id: id,
          role: 'viewer',
          created_at: clock.now(),
        })),
      )
      .execute();
  }
  return { rows: people.length };
}
