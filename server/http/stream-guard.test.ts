import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountRole } from '#contract/op.ts';
import { newId } from '../database/index.ts';
import { business, creator } from '../test-context.ts';
import { openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

/** A publisher of the workspace, a viewer of one of its accounts, with two streams open. */
interface Reader {
  memberId: string;
  /** Whether both have ended, `next` when they do. */
  hasEnded: boolean;
  next: Promise<void>;
}

async function aReader(): Promise<Reader> {
  const person = await app.stranger();
  const memberId = newId();
  await app.house.ctx.db
    .insertInto('members')
    .values({
      id: memberId,
      workspace_id: app.owner.workspaceId,
      user_id: person.userId,
      role: 'publisher',
      created_at: new Date(),
    })
    .execute();
  await narrow(memberId, { [creator]: 'viewer' });
  const ends = await Promise.all(
    ['/inbox/events', '/notices/events'].map(async (path) => {
      const answer = await person.ask('GET', `/api/v1/workspaces/${app.owner.workspaceId}${path}`);
      const reader = answer.body!.getReader();
      await reader.read();
      // In an object: a promise in a promise would be waited for here.
      return { end: untilEnd(reader) };
    }),
  );
  const reader: Reader = { memberId, hasEnded: false, next: Promise.resolve() };
  reader.next = (async () => {
    await Promise.all(ends.map(({ end }) => end));
    reader.hasEnded = true;
  })();
  return reader;
}

async function untilEnd(reader: ReadableStreamDefaultReader): Promise<void> {
  while (!(await reader.read()).done);
}

const narrow = (memberId: string, accountRoles: Record<string, AccountRole> | null) =>
  app.house.ctx.db
    .updateTable('members')
    .set({ account_roles: accountRoles && JSON.stringify(accountRoles) })
    .where('id', '=', memberId)
    .execute();
const setRole = (memberId: string, role: string) =>
  app.house.ctx.db.updateTable('members').set({ role }).where('id', '=', memberId).execute();

const changes: Record<string, (memberId: string) => Promise<unknown>> = {
  'an account is hidden': (id) => narrow(id, { [creator]: 'viewer', [business]: 'none' }),
  'the role for an account is lower': (id) => narrow(id, { [creator]: 'viewer', [business]: 'contributor' }),
  'the lower role for an account is taken back': (id) => narrow(id, null),
  'the role is lower': (id) => setRole(id, 'viewer'),
  'the role is higher': (id) => setRole(id, 'admin'),
  'the membership ends': (id) => app.house.ctx.db.deleteFrom('members').where('id', '=', id).execute(),
};

test('open streams end within seconds of every change of what their reader may see, and go on without one', async () => {
  const unchanged = await aReader();
  const readers = await Promise.all(
    Object.entries(changes).map(async ([what, change]) => ({ what, change, reader: await aReader() })),
  );
  await Promise.all(readers.map(({ change, reader }) => change(reader.memberId)));

  await Promise.race([Promise.all(readers.map(({ reader }) => reader.next)), pause(12_000)]);

  expect(readers.filter(({ reader }) => !reader.hasEnded).map(({ what }) => what)).toEqual([]);
  // The same looks found this one too.
  expect(unchanged.hasEnded).toBe(false);
}, 30_000);
