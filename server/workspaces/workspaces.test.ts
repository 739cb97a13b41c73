import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestContext, type TestContext } from '../test-context.ts';
import { createWorkspace, findMember, listWorkspaces, renameWorkspace } from './index.ts';
import { slugOf } from './slug.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

test('workspaces of the same name get addresses of their own', async () => {
  const { userId } = house.member;
  const first = await createWorkspace(house.ctx, { userId, name: 'Café Nord' });
  const second = await createWorkspace(house.ctx, { userId, name: 'Café Nord' });

  expect([first.slug, second.slug]).toEqual(['cafe-nord', 'cafe-nord-2']);
});

test('who owns no workspace may not create one', async () => {
  const { userId } = await house.aMember('admin');

  await expect(createWorkspace(house.ctx, { userId, name: 'Mine' })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('a rename keeps the address', async () => {
  const member = await house.aMember();
  const renamed = await renameWorkspace(house.ctx, member, 'Elsewhere');

  expect(renamed).toMatchObject({ name: 'Elsewhere', slug: member.workspaceSlug });
});

test('a person sees their own workspaces and is a member of no other', async () => {
  const [mine, theirs] = [await house.aMember('publisher'), await house.aMember()];

  expect((await listWorkspaces(house.ctx, mine.userId)).map(({ id }) => id)).toEqual([mine.workspaceId]);
  expect(await findMember(house.ctx, mine)).toMatchObject({ role: 'publisher' });
  expect(await findMember(house.ctx, { userId: mine.userId, workspaceId: theirs.workspaceId })).toBeNull();
});

test.each([
  ['Café Nord', 1, 'cafe-nord'],
  ['  ---  ', 1, 'workspace'],
  ['写真館', 3, 'workspace-3'],
  ['../../etc', 1, 'etc'],
  ['a'.repeat(80), 2, `${'a'.repeat(40)}-2`],
])('the address of %j at attempt %d is %s', (name, attempt, slug) => {
  expect(slugOf(name, attempt)).toBe(slug);
});
