import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../database/index.ts';
import { business, creator } from '../../test-context.ts';
import { openTestApp, type Browser, type TestApp } from '../test-app.ts';

let app: TestApp;
let base: string;
beforeAll(async () => {
  app = await openTestApp();
  const { owner, house } = app;
  base = `/api/v1/workspaces/${owner.workspaceId}/inbox`;
  const member = { ...owner, userName: 'Ada', sessionId: crypto.randomUUID(), workspaceSlug: owner.slug };
  await house.connect({ account: business }, { ...member, role: 'owner' });
});
afterAll(() => app.close());

/** Reads events of an open stream, one `data` after the other. */
async function openStream(
  browser: Browser = app.owner,
): Promise<{ next<T = Changed>(event?: string): Promise<T>; close(): Promise<void> }> {
  const response = await browser.ask('GET', `${base}/events`);
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next<T = Changed>(wanted = 'changed') {
      for (;;) {
        const [, event, data, rest] = /^event: (\w+)\ndata: (.*)\n\n([^]*)$/m.exec(text) ?? [];
        if (data !== undefined) {
          text = rest ?? '';
          if (event !== wanted) continue;
          return JSON.parse(data) as T;
        }
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream ended.');
        text += value;
      }
    },
    close: () => reader.cancel(),
  };
}

interface Changed {
  threadIds: string[];
  counts: { open: number; mine: number; trouble: number };
}

/** As Meta tells of a comment, signed with our app's secret. */
async function tell(commentId: string, text: string): Promise<void> {
  const value = {
    id: commentId,
    from: { id: '5550001', username: 'wren.and.kiln' },
    media: { id: '180001' },
    text,
  };
  const time = Math.floor(app.house.ctx.clock.now().getTime() / 1000);
  const body = Buffer.from(
    JSON.stringify({
      object: 'instagram',
      entry: [{ id: business, time, changes: [{ field: 'comments', value }] }],
    }),
  );
  const { secret } = app.house.ctx.config.instagramApp!;
  const response = await app.browser().ask('POST', '/webhooks/meta', {
    body,
    headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` },
  });
  expect(response.status).toBe(200);
}

test('a new comment is on the open page within a second of its webhook, with what waits', async () => {
  const stream = await openStream();
  expect((await stream.next()).threadIds).toEqual([]);
  const before = performance.now();

  await tell('17900000000000001', 'Are you open today?');
  const changed = await stream.next();

  expect(performance.now() - before).toBeLessThan(1000);
  expect([changed.threadIds.length, changed.counts.open]).toEqual([1, 1]);
  const read = await app.owner.ask('GET', `${base}/threads/${changed.threadIds[0]}`);
  expect(await read.json()).toMatchObject({ thread: { lastWords: 'Are you open today?' } });
  await stream.close();
});

test('several pages are told, and what stood before they listened is not', async () => {
  const [one, other] = [await openStream(), await openStream()];
  const first = [await one.next(), await other.next()];

  await tell('17900000000000002', 'And tomorrow?');
  const [toOne, toOther] = [await one.next(), await other.next()];

  expect(first.map(({ threadIds }) => threadIds)).toEqual([[], []]);
  expect(toOne).toEqual(toOther);
  expect(toOne?.threadIds).toHaveLength(1);
  await Promise.all([one.close(), other.close()]);
});

/** Makes somebody a publisher of the owner's workspace, narrowed for the account when that is said. */
async function join(narrowed?: 'none'): Promise<Awaited<ReturnType<TestApp['stranger']>>> {
  const { db } = app.house.ctx;
  const person = await app.stranger();
  const id = newId();
  const { workspaceId } = app.owner;
  await db
    .insertInto('members')
    .values({
      id,
      workspace_id: workspaceId,
      user_id: person.userId,
      role: 'publisher',
      account_roles: narrowed ? JSON.stringify({ [business]: narrowed }) : null,
      created_at: new Date(),
    })
    .execute();
  return person;
}

interface Told {
  threads: { threadId: string; people: { userId: string; isWriting: boolean }[] }[];
}

test('who has a conversation open is told when a colleague opens it, writes, and leaves', async () => {
  const colleague = await join();
  await tell('17900000000000003', 'Sold already?');
  const { threads } = (await (await app.owner.ask('GET', `${base}/threads`)).json()) as {
    threads: { id: string }[];
  };
  const threadId = threads[0]!.id;
  const page = () => `${base}/threads/${threadId}/presences/${crypto.randomUUID()}`;
  const theirs = page();
  const stream = await openStream();
  await app.owner.ask('PUT', page(), { body: { isWriting: false } });
  const told = async () => (await stream.next<Told>('presence')).threads;

  let alone = await told();
  // A look may come before the page has said that it is there.
  if (alone.length === 0) alone = await told();
  await colleague.ask('PUT', theirs, { body: { isWriting: false } });
  const reading = await told();
  await colleague.ask('PUT', theirs, { body: { isWriting: true } });
  const writing = await told();
  await colleague.ask('DELETE', theirs);
  const left = await told();
  await stream.close();

  const { userId } = colleague;
  expect(alone).toEqual([{ threadId, people: [] }]);
  expect(reading).toMatchObject([{ threadId, people: [{ userId, isWriting: false }] }]);
  expect(writing).toMatchObject([{ threadId, people: [{ userId, isWriting: true }] }]);
  expect(left).toEqual([{ threadId, people: [] }]);
});

test('what is new on an account that is hidden from a person is not told to them', async () => {
  const person = await join('none');
  const [stream, all] = [await openStream(person), await openStream()];
  const first = [await stream.next(), await all.next()];
  await tell('17900000000000004', 'Nobody’s business');
  await all.next();
  await app.house.ctx.db
    .updateTable('inbox_threads')
    .set({ instagram_user_id: creator, changed: sql<string>`nextval('inbox_changes')` })
    .where('last_words', '=', 'Sold already?')
    .execute();

  const { threadIds } = await stream.next();
  await Promise.all([stream.close(), all.close()]);

  expect(first.map((each) => each.threadIds)).toEqual([[], []]);
  const { id } = await app.house.ctx.db
    .selectFrom('inbox_threads')
    .select('id')
    .where('instagram_user_id', '=', creator)
    .executeTakeFirstOrThrow();
  expect(threadIds).toEqual([id]);
});

test('an open page hears nothing more once its person was put out of the workspace', async () => {
  const stream = await openStream();
  await stream.next();

  await app.house.ctx.db.deleteFrom('members').where('user_id', '=', app.owner.userId).execute();

  await expect(stream.next()).rejects.toThrow('The stream ended.');
});
