import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountRole } from '#contract/op.ts';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { listNotices } from '../notices/index.ts';
import { business } from '../test-context.ts';
import { editThread } from './index.ts';
import { openInbox, type Inbox } from './test-inbox.ts';

let house: Inbox;
let threadId: string;
beforeAll(async () => {
  house = await openInbox();
  ({ threadId } = await house.write({ text: 'Do you ship?' }));
});
afterAll(() => house.close());

async function aColleague(there?: AccountRole): Promise<Member> {
  const guest = await house.aMember();
  const id = newId();
  const { workspaceId, workspaceSlug } = house.member;
  await house.ctx.db
    .insertInto('members')
    .values({
      id,
      workspace_id: workspaceId,
      user_id: guest.userId,
      role: 'contributor',
      account_roles: there ? JSON.stringify({ [business]: there }) : null,
      created_at: new Date(),
    })
    .execute();
  return { ...guest, workspaceId, workspaceSlug };
}

const give = (assignedTo: string | null, by = house.member) =>
  editThread(house.ctx, by, { threadId, assignedTo });
const told = async (member: Member) =>
  (await listNotices(house.ctx, member, { unreadOnly: false, limit: 10, after: undefined })).notices;

test('whoever is given a conversation is told once for each time, and who gave it is not', async () => {
  const bo = await aColleague();
  await give(bo.userId);
  await give(bo.userId);
  const once = await told(bo);
  await give(null);
  await give(bo.userId);

  expect(once).toMatchObject([
    {
      kind: 'assigned',
      title: 'Ada gave you a conversation',
      sentence: 'It is on @linden.ceramics.',
      path: `/w/${house.member.workspaceSlug}/inbox?thread=${threadId}`,
    },
  ]);
  expect(await told(bo)).toHaveLength(2);
  expect(await told(house.member)).toEqual([]);
});

test('nobody is told of what they took themselves', async () => {
  const bo = await aColleague();
  await give(bo.userId, bo);

  expect(await told(bo)).toEqual([]);
});

test('a conversation is not given to somebody who does not see its account', async () => {
  const hidden = await aColleague('none');

  await expect(give(hidden.userId)).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await told(hidden)).toEqual([]);
});
