import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SessionState } from '#contract/identity.ts';
import { contract } from '#contract/index.ts';
import type { AccountRole, AnyOp, Role } from '#contract/op.ts';
import { postContent } from '#contract/posts.ts';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { storeAsset } from '../library/index.ts';
import { createPost } from '../posts/index.ts';
import { business, creator } from '../test-context.ts';
import { codeOf, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
let member: Member;
let person: Awaited<ReturnType<TestApp['stranger']>>;
/** Things of the account that is narrowed in these tests, and of the one that never is. */
let narrowed: { connectionId: string; postId: string; threadId: string };
let open: { connectionId: string; postId: string; threadId: string };
beforeAll(async () => {
  app = await openTestApp();
  const { owner } = app;
  member = {
    userId: owner.userId,
    workspaceId: owner.workspaceId,
    workspaceSlug: owner.slug,
    userName: 'Ada',
    sessionId: crypto.randomUUID(),
    role: 'owner',
  };
  await app.house.connect({ account: business }, member);
  await app.house.connect({ account: creator }, member);
  narrowed = await furnish(member, business);
  open = await furnish(member, creator);
  person = await app.stranger();
});
afterAll(() => app.close());
beforeEach(() => narrow('publisher', 'none'));

test('lists leave out what belongs to a hidden account, and keep the rest', async () => {
  const words = [business, narrowed.connectionId, narrowed.postId, narrowed.threadId, 'of 17841400000000101'];
  const told: Record<string, string[]> = {};
  for (const { name, path, text } of await readAll())
    told[name] = words.filter((word) => text.includes(word)).map((word) => `${word} in ${path}`);

  expect(Object.values(told).flat()).toEqual([]);
  expect(Object.keys(told)).toContain('posts.list');
  const kept = (await readAll()).filter(({ text }) => text.includes(open.postId)).map(({ name }) => name);
  expect(kept).toEqual(['posts.list', 'schedule.calendar']);
});

test('the same lists tell a member who is not narrowed of both accounts', async () => {
  await narrow('publisher');

  const both = (await readAll()).filter(({ text }) => text.includes(narrowed.connectionId));
  expect(both.map(({ name }) => name)).toEqual([
    'connections.list',
    'inbox.list',
    'inbox.state',
    'posts.list',
    'schedule.calendar',
  ]);
});

const byAccount = Object.entries(contract).flatMap(([group, operations]) =>
  Object.entries(operations as Record<string, AnyOp>)
    .filter(([, { path }]) => /:workspaceId.*:(connectionId|postId|threadId)/.test(path))
    .map(([name, operation]) => ({ name: `${group}.${name}`, operation })),
);

test.each(byAccount)('$name does not find a thing of a hidden account', async ({ operation }) => {
  await narrow('admin', 'none');

  const response = await person.ask(operation.method.toUpperCase(), at(operation.path, narrowed));
  expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
});

const aboveViewer = byAccount.filter(({ operation }) => operation.access !== 'viewer');
test.each(aboveViewer)('$name refuses whoever is a viewer of the account', async ({ operation }) => {
  await narrow('admin', 'viewer');

  const response = await person.ask(operation.method.toUpperCase(), at(operation.path, narrowed));
  expect([response.status, await codeOf(response)]).toEqual([403, 'not_allowed']);
});

test('a narrowed account lowers nothing for the others', async () => {
  const draft = postContent.parse({ connectionId: open.connectionId });
  const response = await person.ask('POST', at('/api/v1/workspaces/:workspaceId/posts'), { body: draft });

  expect(response.status).toBe(201);
});

test('a wider role for one account raises nobody above their role in the workspace', async () => {
  await narrow('viewer', 'publisher');

  const body = postContent.parse({ connectionId: narrowed.connectionId });
  const response = await person.ask('POST', at('/api/v1/workspaces/:workspaceId/posts'), { body });
  expect([response.status, await codeOf(response)]).toEqual([403, 'not_allowed']);
});

test.each([
  ['connectionId', 'POST', '/posts', () => postContent.parse({ connectionId: narrowed.connectionId })],
  ['connectionId', 'PATCH', '/posts/:postId', () => ({ version: 1, connectionId: narrowed.connectionId })],
  ['otherId', 'POST', '/posts/:postId/swaps', () => ({ otherId: narrowed.postId })],
  ['postIds', 'POST', '/connections/:connectionId/queue-fills', () => ({ postIds: [narrowed.postId] })],
] as const)('%s of a hidden account in the body of %s %s names nothing', async (_, method, path, body) => {
  const response = await person.ask(method, at(`/api/v1/workspaces/:workspaceId${path}`, open), {
    body: body(),
  });

  expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
});

test('a file that a hidden account uses too is kept, and that account’s post is not named', async () => {
  const bytes = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#9a7' } })
    .png()
    .toBuffer();
  const { id: assetId } = await storeAsset(app.house.ctx, member, { name: 'jar.png', bytes });
  const items = [{ assetId }];
  const remove = async () => {
    const response = await person.ask('DELETE', `/api/v1/workspaces/${member.workspaceId}/assets/${assetId}`);
    const { code, details } = (await response.json()) as { code: string; details: unknown };
    return { code, details };
  };

  await createPost(
    app.house.ctx,
    member,
    postContent.parse({ connectionId: narrowed.connectionId, caption: 'unseen', items }),
  );
  const unseen = await remove();
  const { id } = await createPost(
    app.house.ctx,
    member,
    postContent.parse({ connectionId: open.connectionId, caption: 'seen', items }),
  );

  expect(unseen).toEqual({ code: 'asset_in_use', details: { postIds: [] } });
  expect(await remove()).toEqual({ code: 'asset_in_use', details: { postIds: [id] } });
});

test('a file of posts knows only the accounts that its sender may publish to', async () => {
  await narrow('publisher', 'contributor');
  const { username } = await app.house.ctx.db
    .selectFrom('connections')
    .select('username')
    .where('id', '=', narrowed.connectionId)
    .executeTakeFirstOrThrow();

  const body = { csv: `account,media,caption\n${username},x.jpg,Hello` };
  const response = await person.ask('POST', at('/api/v1/workspaces/:workspaceId/import-checks'), { body });
  expect(await response.text()).toContain('This account is not connected.');
});

test('an owner is narrowed by nobody, also by what was said of them before', async () => {
  await narrow('owner', 'none');

  const response = await person.ask('GET', at('/api/v1/workspaces/:workspaceId/posts/:postId', narrowed));
  expect(response.status).toBe(200);
});

test.each([
  ['publisher', { [business]: 'viewer' }],
  ['owner', undefined],
] as const)(
  'the session tells a narrowed %s what their pages need to know of it',
  async (role, accountRoles) => {
    await narrow(role, 'viewer');

    const session = (await (await person.ask('GET', '/api/v1/session')).json()) as SessionState;
    const here = session.workspaces.find(({ id }) => id === app.owner.workspaceId);
    expect(here).toMatchObject({ role });
    expect(here?.accountRoles).toEqual(accountRoles);
  },
);

/** Ids in paths either name a thing of an account, and are looked up by `requireAccounts`, or belong to the whole workspace. */
const guardedNames = ['connectionId', 'postId', 'threadId', 'writeId', 'linkId'];
const withinThose = ['mediaId', 'commentId', 'pageId', 'wallTime'];
const ofTheWorkspace =
  'workspaceId userId inviteId noticeId sessionId assetId uploadId folderId snippetId replyId authorizationId revocationId'.split(
    ' ',
  );
test('every name in a path is known to be of an account or not', () => {
  const paths = Object.values(contract).flatMap((group) =>
    Object.values(group as Record<string, AnyOp>).map(({ path }) => path),
  );
  const names = new Set(paths.flatMap((path) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)));
  const known = [...guardedNames, ...withinThose, ...ofTheWorkspace];

  expect([...names].filter((name) => !known.includes(name))).toEqual([]);
});

/** Makes the person a member with this role, and with less for the one account when that is said. */
async function narrow(role: Role, forAccount?: AccountRole): Promise<void> {
  const { db } = app.house.ctx;
  const id = newId();
  await db.deleteFrom('members').where('user_id', '=', person.userId).execute();
  await db
    .insertInto('members')
    .values({
      id,
      workspace_id: app.owner.workspaceId,
      user_id: person.userId,
      role,
      account_roles: forAccount ? JSON.stringify({ [business]: forAccount }) : null,
      created_at: new Date(),
    })
    .execute();
}

function at(path: string, things: Partial<typeof open> = {}): string {
  return path
    .replace(':workspaceId', app.owner.workspaceId)
    .replaceAll(/:(\w+)/g, (_, name: string) => (things as Record<string, string>)[name] ?? newId());
}

/** What every list of the workspace answers that names no thing in its path. */
async function readAll() {
  const lists = Object.entries(contract).flatMap(([group, operations]) =>
    Object.entries(operations as Record<string, AnyOp>)
      .filter(
        ([, { method, path, access }]) =>
          method === 'get' && /:workspaceId(?!.*:)/.test(path) && access === 'viewer',
      )
      .map(([name, { path }]) => ({ name: `${group}.${name}`, path })),
  );
  const window = '?from=2026-11-01T00:00:00Z&to=2026-12-31T00:00:00Z';
  const answers = [];
  for (const { name, path } of lists) {
    const response = await person.ask('GET', at(path) + (name === 'schedule.calendar' ? window : ''));
    expect([name, response.status]).toEqual([name, 200]);
    answers.push({ name, path, text: await response.text() });
  }
  return answers;
}

/** A post with a time and a conversation of this account. */
async function furnish(member: Member, instagramUserId: string): Promise<typeof open> {
  const { db } = app.house.ctx;
  const connectionId = await app.house.connectionOf(instagramUserId, member);
  const { id: postId } = await createPost(
    app.house.ctx,
    member,
    postContent.parse({ connectionId, caption: `of ${instagramUserId}` }),
  );
  await db
    .updateTable('posts')
    .set({ publish_at: new Date('2026-11-30T10:00:00Z'), state: 'failed' })
    .where('id', '=', postId)
    .execute();
  const threadId = newId();
  await db
    .insertInto('inbox_threads')
    .values({
      id: threadId,
      workspace_id: member.workspaceId,
      instagram_user_id: instagramUserId,
      kind: 'comment',
      root_id: `root-${instagramUserId}`,
      media_id: `media-${instagramUserId}`,
      last_at: new Date(),
      last_words: `of ${instagramUserId}`,
      updated_at: new Date(),
      is_unanswered: true,
      comments: 1,
      changed: '1',
    })
    .execute();
  return { connectionId, postId, threadId };
}
