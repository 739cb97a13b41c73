import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import {
  deliverMails,
  listNotices,
  mailNotices,
  markRead,
  notify,
  readChoices,
  setChoices,
} from './index.ts';
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
afterEach(() => {
  server.mails.length = 0;
});

const withMail = () => ({
  ...house.ctx,
  config: {
    ...house.ctx.config,
    mail: { smtpUrl: server.url, from: 'Tintype <post@example.com>' },
  },
});
const page = { unreadOnly: false, limit: 10, after: undefined };

function failure(member: Member, key = newId()) {
  return {
    workspaceId: member.workspaceId,
    kind: 'post_failed' as const,
    instagramUserId: business,
    key,
    params: { postId: newId(), words: 'Blue slip', account: 'linden.ceramics', code: 'media_refused' },
  };
}

async function join(member: Member, role: string): Promise<Member> {
  const guest = await house.aMember();
  await house.ctx.db
    .insertInto('members')
    .values({
      workspace_id: member.workspaceId,
      user_id: guest.userId,
      role,
      created_at: house.ctx.clock.now(),
    })
    .execute();
  return { ...guest, workspaceId: member.workspaceId, workspaceSlug: member.workspaceSlug };
}

async function mailAll(): Promise<string[]> {
  await mailNotices(withMail());
  await deliverMails(withMail());
  return server.mails.splice(0);
}

const untilItIs = (moment: string) =>
  house.advance((Date.parse(moment) - house.ctx.clock.now().getTime()) / 1000);

test('what is noticed twice is told once, with its sentence and where to go', async () => {
  const owner = await house.aMember();
  const happening = failure(owner);
  await notify(house.ctx, happening);
  await notify(house.ctx, happening);

  const { notices, unread } = await listNotices(house.ctx, owner, page);

  expect(unread).toBe(1);
  expect(notices).toMatchObject([
    {
      title: 'Not published: Blue slip',
      sentence: 'Instagram refused the picture. It was meant for @linden.ceramics.',
      path: `/w/${owner.workspaceSlug}/posts/${happening.params.postId}`,
      readAt: null,
    },
  ]);
});

test('those who may publish are told, and the author; a viewer and a stranger are not', async () => {
  const owner = await house.aMember();
  const people = {
    publisher: await join(owner, 'publisher'),
    author: await join(owner, 'contributor'),
    contributor: await join(owner, 'contributor'),
    viewer: await join(owner, 'viewer'),
    stranger: { ...(await house.aMember()), workspaceId: owner.workspaceId },
  };
  await notify(house.ctx, { ...failure(owner), alsoTo: people.author.userId });

  const told = await Promise.all(
    Object.entries(people).map(async ([name, member]) => [
      name,
      (await listNotices(house.ctx, member, page)).unread,
    ]),
  );

  expect(Object.fromEntries(told)).toEqual({
    publisher: 1,
    author: 1,
    contributor: 0,
    viewer: 0,
    stranger: 0,
  });
});

test('nobody is told of what they did themselves', async () => {
  const owner = await house.aMember();
  await notify(house.ctx, { ...failure(owner), except: owner.userId });

  expect((await listNotices(house.ctx, owner, page)).unread).toBe(0);
});

test('one mail goes out, once, and none for what was read in the app before', async () => {
  const owner = await house.aMember();
  await notify(withMail(), failure(owner));
  await notify(withMail(), failure(owner));
  const first = await mailAll();
  await notify(withMail(), failure(owner));
  const [latest] = (await listNotices(house.ctx, owner, page)).notices;
  await markRead(house.ctx, owner, latest!.id);

  expect(first).toHaveLength(1);
  expect(first[0]).toContain('2 things to know');
  expect(await mailAll()).toEqual([]);
});

test('a kind that a person turned off in the app and by mail is not told to them', async () => {
  const owner = await house.aMember();
  const choices = await readChoices(withMail(), owner.userId);
  await setChoices(house.ctx, owner.userId, {
    ...choices,
    kinds: [{ kind: 'post_failed', inApp: false, mail: 'never' }],
  });
  await notify(withMail(), failure(owner));

  expect((await listNotices(house.ctx, owner, page)).unread).toBe(0);
  expect(await mailAll()).toEqual([]);
});

test('a digest brings together what was told since the last one, at its hour', async () => {
  const owner = await house.aMember();
  await setChoices(house.ctx, owner.userId, {
    kinds: [{ kind: 'post_failed', inApp: true, mail: 'digest' }],
    timeZone: 'UTC',
    quietFrom: null,
    quietUntil: null,
    digestAt: '08:00',
  });
  await notify(withMail(), failure(owner));
  await notify(withMail(), failure(owner));
  const before = await mailAll();
  await house.advance(24 * 3600);

  expect(before).toEqual([]);
  expect(await mailAll()).toHaveLength(1);
});

test('what is told in a person’s quiet hours, by their own clock, is mailed when those are over', async () => {
  const owner = await house.aMember();
  await setChoices(house.ctx, owner.userId, {
    kinds: [{ kind: 'post_failed', inApp: true, mail: 'at_once' }],
    timeZone: 'America/New_York',
    quietFrom: '22:00',
    quietUntil: '07:30',
    digestAt: '08:00',
  });
  await untilItIs('2026-12-02T04:00:00Z'); // 23:00 there.
  await notify(withMail(), failure(owner));
  const atNight = await mailAll();
  await untilItIs('2026-12-02T12:29:00Z');
  const atLast = await mailAll();
  await untilItIs('2026-12-02T12:31:00Z');

  expect([atNight, atLast]).toEqual([[], []]);
  expect(await mailAll()).toHaveLength(1);
});

test('pages follow one another without a gap', async () => {
  const owner = await house.aMember();
  for (let i = 0; i < 5; i++) await notify(house.ctx, failure(owner, `${i}`));

  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const { notices, next } = await listNotices(house.ctx, owner, { ...page, limit: 2, after });
    seen.push(...notices.map(({ id }) => id));
    if (next === null) break;
    after = next;
  }

  expect(new Set(seen).size).toBe(5);
});

test('half of the quiet hours, or a zone that does not exist, is refused', async () => {
  const owner = await house.aMember();
  const choices = await readChoices(house.ctx, owner.userId);

  await expect(setChoices(house.ctx, owner.userId, { ...choices, quietFrom: '22:00' })).rejects.toMatchObject(
    { code: 'invalid_input' },
  );
  await expect(
    setChoices(house.ctx, owner.userId, { ...choices, timeZone: 'Europe/Lisboa' }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});
