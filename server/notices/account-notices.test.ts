import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountRole, Role } from '#contract/op.ts';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { business, creator, openTestContext, type TestContext } from '../test-context.ts';
import { countUnread, deliverMails, listNotices, mailNotices, markRead, notify } from './index.ts';
import { startMailServer, type TestMailServer } from './test-mail-server.ts';

let house: TestContext;
let server: TestMailServer;
beforeAll(async () => {
  house = await openTestContext();
  server = await startMailServer();
});
afterAll(async () => {
  await server.close();
  await house.close();
});

const withMail = () => ({
  ...house.ctx,
  config: { ...house.ctx.config, mail: { smtpUrl: server.url, from: 'Tintype <post@example.com>' } },
});
const page = { unreadOnly: false, limit: 10, after: undefined };

function failure(owner: Member, instagramUserId = business) {
  return {
    workspaceId: owner.workspaceId,
    kind: 'post_failed' as const,
    instagramUserId,
    key: newId(),
    params: { postId: newId(), words: 'Blue slip', account: 'linden.ceramics', code: 'media_refused' },
  };
}

/** A member of the owner's workspace with this role, and with another for the one account when that is said. */
async function join(owner: Member, role: Role, there?: AccountRole): Promise<Member> {
  const guest = await house.aMember();
  const id = newId();
  await house.ctx.db
    .insertInto('members')
    .values({
      id,
      workspace_id: owner.workspaceId,
      user_id: guest.userId,
      role,
      created_at: house.ctx.clock.now(),
    })
    .execute();
  const member = { ...guest, workspaceId: owner.workspaceId, workspaceSlug: owner.workspaceSlug };
  if (there) await narrow(member, there);
  return member;
}

async function narrow(member: Member, role: AccountRole): Promise<void> {
  await house.ctx.db
    .updateTable('members')
    .set({ account_roles: JSON.stringify({ [business]: role }) })
    .where('user_id', '=', member.userId)
    .where('workspace_id', '=', member.workspaceId)
    .execute();
}

const heard = async (people: Record<string, Member>) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(people).map(async ([name, member]) => [name, await countUnread(house.ctx, member)]),
    ),
  ) as Record<string, number>;

test('who may not publish on an account is not told what asks for a publisher there', async () => {
  const owner = await house.aMember();
  const people = {
    owner,
    publisher: await join(owner, 'publisher'),
    publisherThere: await join(owner, 'admin', 'publisher'),
    contributorThere: await join(owner, 'publisher', 'contributor'),
    viewerThere: await join(owner, 'admin', 'viewer'),
    hiddenThere: await join(owner, 'admin', 'none'),
  };
  await notify(house.ctx, failure(owner));

  expect(await heard(people)).toEqual({
    owner: 1,
    publisher: 1,
    publisherThere: 1,
    contributorThere: 0,
    viewerThere: 0,
    hiddenThere: 0,
  });
});

test('a lower role for one account silences nothing of another', async () => {
  const owner = await house.aMember();
  const narrowed = await join(owner, 'publisher', 'none');
  await notify(house.ctx, failure(owner, creator));

  expect(await heard({ narrowed })).toEqual({ narrowed: 1 });
});

test('the author and whoever is named hear of an account that they see, and of no other', async () => {
  const owner = await house.aMember();
  const sees = await join(owner, 'contributor', 'viewer');
  const hidden = await join(owner, 'contributor', 'none');
  await notify(house.ctx, { ...failure(owner), alsoTo: sees.userId });
  await notify(house.ctx, { ...failure(owner), alsoTo: hidden.userId });
  await notify(house.ctx, { ...failure(owner), to: [sees.userId, hidden.userId] });

  expect(await heard({ sees, hidden })).toEqual({ sees: 2, hidden: 0 });
});

test('an owner hears of every account, whatever was said of them before', async () => {
  const owner = await house.aMember();
  await narrow(owner, 'none');
  await notify(house.ctx, failure(owner));

  expect(await heard({ owner })).toEqual({ owner: 1 });
});

test('what was told of an account that is hidden later is neither listed nor counted, nor can it be opened', async () => {
  const owner = await house.aMember();
  const member = await join(owner, 'publisher');
  await notify(house.ctx, failure(owner));
  await notify(house.ctx, failure(owner, creator));
  const before = await listNotices(house.ctx, member, page);
  await narrow(member, 'none');
  const after = await listNotices(house.ctx, member, page);
  const hidden = before.notices.find(({ id }) => id !== after.notices[0]?.id);

  expect([before.unread, before.notices.length]).toEqual([2, 2]);
  expect([after.unread, after.notices.length]).toEqual([1, 1]);
  await expect(markRead(house.ctx, member, hidden!.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('what waits to be mailed of an account that was hidden, or of a workspace that was left, is not mailed', async () => {
  const owner = await house.aMember();
  const [narrowed, gone] = [await join(owner, 'publisher'), await join(owner, 'publisher')];
  await notify(withMail(), failure(owner));
  await narrow(narrowed, 'none');
  await house.ctx.db
    .deleteFrom('members')
    .where('user_id', '=', gone.userId)
    .where('workspace_id', '=', owner.workspaceId)
    .execute();

  expect(await mailed()).toEqual([owner.userId]);
});

test('a member to whom the workspace is closed gets no mail until they have set up a second step', async () => {
  const owner = await house.aMember();
  const { workspaceId } = owner;
  const { db, clock } = house.ctx;
  const shutOut = await join(owner, 'publisher');
  await db
    .updateTable('workspaces')
    .set({ requires_two_factor: true })
    .where('id', '=', workspaceId)
    .execute();
  await addSecondStep(owner);
  await db
    .insertInto('two_factors')
    .values({ user_id: shutOut.userId, sealed_secret: 'begun', created_at: clock.now(), last_step: null })
    .execute();
  await notify(withMail(), failure(owner));

  const meanwhile = await mailed();
  await addSecondStep(shutOut);

  expect(meanwhile).toEqual([owner.userId]);
  expect(await mailed()).toEqual([shutOut.userId]);
  expect(await mailed()).toEqual([]);
});

async function addSecondStep({ userId }: Member): Promise<void> {
  const now = house.ctx.clock.now();
  await house.ctx.db
    .insertInto('two_factors')
    .values({ user_id: userId, sealed_secret: 'set', created_at: now, confirmed_at: now, last_step: null })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ confirmed_at: now }))
    .execute();
}

/** Whom the mails go to that are due now. */
async function mailed(): Promise<(string | undefined)[]> {
  await mailNotices(withMail());
  await deliverMails(withMail());
  return server.mails.splice(0).map((mail) => /^To: (.*)@/m.exec(mail)?.[1]);
}
