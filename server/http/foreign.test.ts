import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { AnyOp } from '#contract/op.ts';
import { newId } from '../database/index.ts';
import { creator } from '../test-context.ts';
import { codeOf, type TestApp } from './test-app.ts';
import { wholeInputOf } from './test-inputs.ts';
import { besideTheTable } from './test-routes.ts';
import { openWalk } from './test-walk.ts';
import { reviewsOf } from './test-walk-reviews.ts';

/**
 * The wall between workspaces: a workspace has one of each thing, and the owner of another asks for them by their real ids
 * under their own address. An id that exists nowhere would not tell a query that forgot whose thing it is.
 */

type Things = Record<string, string>;

let walk: Awaited<ReturnType<typeof openWalk>>;
let asker: Awaited<ReturnType<TestApp['stranger']>>;
let foreign: Things;
/** The asker's own account, post and conversation, within which the foreign part is asked for. */
let own: Things;
beforeAll(async () => {
  walk = await openWalk();
  foreign = await furnish();
  asker = await walk.app.stranger();
  own = await settleIn();
}, 120_000);
afterAll(() => walk.close());
beforeEach(() => walk.app.house.ctx.db.deleteFrom('rate_limits').execute());

const table = [
  ...Object.values(contract).flatMap((group) => Object.values(group) as AnyOp[]),
  ...besideTheTable,
]
  .map(({ method, path }) => ({ method: method.toUpperCase(), path }))
  .filter(({ path }) => /:workspaceId.*\/:/.test(path));

test.each(table)('$method $path does not find the thing of another workspace', async ({ method, path }) => {
  const before = await everyRow();

  const response = await asker.ask(method, at(path, foreign) + confirming(method), {
    body: bodyOf(method, path),
  });

  expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  expect(await everyRow()).toEqual(before);
});

/** What is named by two ids; a page and an hour are no things that anybody has. */
const within = table.filter(({ path }) =>
  /:(connectionId|postId|threadId)\/.*:(mediaId|commentId)/.test(path),
);
test.each(within)('$method $path does not find it within an own one either', async ({ method, path }) => {
  const before = await everyRow();

  const mixed = { ...foreign, ...own };
  const response = await asker.ask(method, at(path, mixed) + confirming(method), {
    body: bodyOf(method, path),
  });

  expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  expect(await everyRow()).toEqual(before);
});

test('every thing is there for whoever it belongs to', async () => {
  const names = new Set(table.flatMap(({ path }) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)));

  expect([...names].filter((name) => name !== 'workspaceId' && !(name in foreign))).toEqual([]);
  const missed: string[] = [];
  for (const { method, path } of table.filter(({ method }) => method === 'GET')) {
    const { status } = await walk.app.owner.ask(method, at(path, foreign, walk.app.owner.workspaceId));
    if (status === 404) missed.push(path);
  }
  expect(missed).toEqual([]);
});

function at(path: string, things: Things, workspaceId = asker.workspaceId): string {
  return path
    .replace(':workspaceId', workspaceId)
    .replace(/(review-comments\/):commentId/, `$1${things['remarkId']}`)
    .replace(/:assetId(\/video|\/still)/, `${things['filmId']}$1`)
    .replaceAll(/:(\w+)/g, (_, name: string) => things[name]!);
}

/** What is deleted for good is confirmed by its account's name. */
function confirming(method: string): string {
  return method === 'DELETE' ? `?confirm=${own['username']}` : '';
}

function bodyOf(method: string, path: string): unknown {
  const body = wholeInputOf(method, path);
  if (path.endsWith('/swaps')) return { otherId: foreign['postId'] };
  if (path.endsWith('/queue-fills')) return { postIds: [foreign['postId']] };
  return path.endsWith('/private-replies') ? { text: 'x', commentId: foreign['commentId'] } : body;
}

/** One of each thing that a path can name, in the walk's own workspace. */
async function furnish(): Promise<Things> {
  const { owner, house } = walk.app;
  const { db } = house.ctx;
  const reviews = reviewsOf(() => walk);
  const { revocation } = await made('DELETE', `connections/${await walk.otherAccount()}`);
  const { threadId, commentId } = await walk.aComment();
  const { postId, commentId: remarkId } = await reviews.aRemark();
  const filmId = await walk.aFile();
  const ofFilm = db.updateTable('renditions').where('asset_id', '=', filmId);
  await ofFilm.set({ kind: 'instagram_video' }).execute();
  const noticeId = newId();
  await db
    .insertInto('notices')
    .values({
      id: noticeId,
      workspace_id: owner.workspaceId,
      user_id: owner.userId,
      instagram_user_id: null,
      kind: 'review_asked',
      key: noticeId,
      params: JSON.stringify({}),
      is_shown: true,
      created_at: new Date(),
      read_at: null,
      mail: 'never',
      mail_due_at: null,
    })
    .execute();
  return {
    ...(await walk.aLivePost('business')),
    threadId,
    commentId,
    postId,
    remarkId,
    noticeId,
    writeId: (await made('POST', `inbox/threads/${threadId}/replies`, { text: 'No.' })).id!,
    replyId: (await made('PUT', 'inbox/saved-replies', { name: 'Hours', text: 'From six.' })).id!,
    snippetId: (await made('PUT', 'snippets', { name: 'Shop', text: 'From six.' })).id!,
    folderId: (await made('POST', 'folders', { name: 'Spring' })).id!,
    revocationId: revocation!.id,
    authorizationId: await walk.anOpenChoice(),
    assetId: await walk.aFile(),
    filmId,
    uploadId: await walk.anUpload(),
    linkId: (await reviews.aLink(postId)).linkId,
    inviteId: (await walk.anInvite()).inviteId,
    userId: (await walk.aColleague()).userId,
    wallTime: '2026-12-07T10:00',
    pageId: newId(),
  };
}

interface Made {
  id?: string;
  revocation?: { id: string };
}

async function made(method: string, path: string, body?: unknown): Promise<Made> {
  const { owner } = walk.app;
  const response = await owner.ask(method, `/api/v1/workspaces/${owner.workspaceId}/${path}`, { body });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Made;
}

async function settleIn(): Promise<Things> {
  const { house } = walk.app;
  const { db } = house.ctx;
  const { userId, workspaceId, slug: workspaceSlug } = asker;
  const member = {
    userId,
    workspaceId,
    workspaceSlug,
    userName: 'Bo',
    sessionId: newId(),
    role: 'owner',
  } as const;
  await house.connect({ account: creator }, member);
  const connectionId = await house.connectionOf(creator, member);
  const body = { connectionId, caption: 'Ours.' };
  const post = await asker.ask('POST', `/api/v1/workspaces/${workspaceId}/posts`, { body });
  const threadId = newId();
  await db
    .insertInto('inbox_threads')
    .values({
      id: threadId,
      workspace_id: workspaceId,
      instagram_user_id: creator,
      kind: 'comment',
      root_id: 'root-of-ours',
      media_id: 'media-of-ours',
      last_at: new Date(),
      last_words: 'Open?',
      updated_at: new Date(),
      is_unanswered: true,
      comments: 1,
      changed: '1',
    })
    .execute();
  const { username } = await db
    .selectFrom('connections')
    .select('username')
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow();
  return { connectionId, postId: ((await post.json()) as { id: string }).id, threadId, username };
}

/** All that is kept, but how often and by whom was asked. */
async function everyRow(): Promise<Record<string, string>> {
  const { db } = walk.app.house.ctx;
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('rate_limits', 'sessions')
    order by table_name`.execute(db);
  const each = tables.map(
    ({ name }) =>
      sql`select ${sql.lit(name)} as name, coalesce(string_agg(t::text, ${sql.lit('\n')} order by t::text), '') as held from ${sql.table(name)} t`,
  );
  const { rows } = await sql<{ name: string; held: string }>`${sql.join(each, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map(({ name, held }) => [name, held]));
}
