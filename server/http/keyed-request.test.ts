import { afterAll, beforeAll, expect, test } from 'vitest';
import { business } from '../test-context.ts';
import { codeOf, openTestApp, type TestApp } from './test-app.ts';
import { sweepIdempotencyKeys } from './keyed-request.ts';

let app: TestApp;
let connectionId: string;
beforeAll(async () => {
  app = await openTestApp();
  const { workspaceId, userId } = app.owner;
  const { id: sessionId } = await app.house.ctx.db
    .selectFrom('sessions')
    .select('id')
    .executeTakeFirstOrThrow();
  const owner = { ...app.house.member, workspaceId, userId, sessionId };
  await app.house.connect({ account: business }, owner);
  connectionId = await app.house.connectionOf(business, owner);
});
afterAll(() => app.close());

let made = 0;
const create = (key: string | undefined, caption = 'Cup') =>
  app.owner.ask('POST', `/api/v1/workspaces/${app.owner.workspaceId}/posts`, {
    body: { connectionId, caption },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
const postsOf = async (caption: string) =>
  (await app.house.ctx.db.selectFrom('posts').select('id').where('caption', '=', caption).execute()).map(
    ({ id }) => id,
  );
const aKey = () => `key-${++made}`;

test('a create that is sent again with its key is done once and answered alike', async () => {
  const key = aKey();
  const first = await create(key, 'twice');
  const again = await create(key, 'twice');

  expect([first.status, again.status]).toEqual([201, 201]);
  expect(await again.json()).toEqual(await first.json());
  expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
    null,
    'true',
  ]);
  expect(await postsOf('twice')).toHaveLength(1);
});

test('without a key the same create is done each time', async () => {
  await create(undefined, 'no key');
  await create(undefined, 'no key');

  expect(await postsOf('no key')).toHaveLength(2);
});

test('a key that was used for another input is refused, and nothing is done', async () => {
  const key = aKey();
  await create(key, 'mine');
  const other = await create(key, 'another');

  expect([other.status, await codeOf(other)]).toEqual([409, 'idempotency_conflict']);
  expect(await postsOf('another')).toEqual([]);
});

test('of many at once one is done; the others get its answer or are told to ask again', async () => {
  const key = aKey();
  const answers = await Promise.all(Array.from({ length: 16 }, () => create(key, 'at once')));
  const told = await Promise.all(
    answers.map(async (answer) => {
      const { id, code } = (await answer.json()) as { id?: string; code?: string };
      return { status: answer.status, id, code, retryAfter: answer.headers.get('retry-after') };
    }),
  );
  const [only] = await postsOf('at once');

  expect(await postsOf('at once')).toHaveLength(1);
  for (const each of told)
    expect(
      each.status === 201
        ? { status: 201, id: only }
        : { status: each.status, code: each.code, retryAfter: each.retryAfter },
    ).toEqual(
      each.status === 201
        ? { status: 201, id: only }
        : { status: 409, code: 'idempotency_in_progress', retryAfter: '1' },
    );
  for (const { status, id } of told) if (status === 201) expect(id).toBe(only);
  expect(((await (await create(key, 'at once')).json()) as { id: string }).id).toBe(only);
});

test('a refusal is not kept: what was wrong can be put right under the same key', async () => {
  const key = aKey();
  const path = `/api/v1/workspaces/${app.owner.workspaceId}/posts`;
  const headers = { 'idempotency-key': key };
  const missing = { connectionId: '00000000-0000-7000-8000-000000000000', caption: 'put right' };

  expect(await codeOf(await app.owner.ask('POST', path, { body: missing, headers }))).toBe('not_found');
  expect((await create(key, 'put right')).status).toBe(201);
});

test('a workspace does not see the keys of another', async () => {
  const key = aKey();
  await create(key, 'ours');
  const stranger = await app.stranger();
  const theirs = await stranger.ask('POST', `/api/v1/workspaces/${stranger.workspaceId}/posts`, {
    body: { connectionId, caption: 'ours' },
    headers: { 'idempotency-key': key },
  });

  expect([theirs.status, await codeOf(theirs)]).toEqual([404, 'not_found']);
});

test('a key is its person’s alone: a colleague who sends the same makes their own', async () => {
  const key = aKey();
  const mine = await create(key, 'each their own');
  const theirs = await (
    await aColleague()
  ).ask('POST', `/api/v1/workspaces/${app.owner.workspaceId}/posts`, {
    body: { connectionId, caption: 'each their own' },
    headers: { 'idempotency-key': key },
  });

  expect([mine.status, theirs.status, theirs.headers.get('idempotency-replayed')]).toEqual([201, 201, null]);
  expect(await postsOf('each their own')).toHaveLength(2);
});

async function aColleague() {
  const person = await app.stranger();
  await app.house.ctx.db
    .insertInto('members')
    .values({
      workspace_id: app.owner.workspaceId,
      user_id: person.userId,
      role: 'publisher',
      created_at: new Date(),
    })
    .execute();
  return person;
}

test('an answer is kept for a day, then the key is free', async () => {
  const key = aKey();
  await create(key, 'a day');
  await app.house.advance(23 * 3600);
  await sweepIdempotencyKeys(app.house.ctx);
  await create(key, 'a day');
  expect(await postsOf('a day')).toHaveLength(1);

  await app.house.advance(2 * 3600);
  await sweepIdempotencyKeys(app.house.ctx);
  await create(key, 'a day');
  expect(await postsOf('a day')).toHaveLength(2);
});

test.each(['', ' ', 'a b', 'ü', 'x'.repeat(256)])('"%s" is no key', async (key) => {
  // A header cannot carry every text; what cannot be sent cannot be a key either.
  const answer = await create(encodeURIComponent(key) === key ? key : key.replaceAll('ü', '\u00fc'));

  expect(await codeOf(answer)).toBe('invalid_input');
});
