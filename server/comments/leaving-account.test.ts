import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInstagram } from '../instagram/index.ts';
import { business } from '../test-context.ts';
import { advanceWrite } from '../writes/index.ts';
import { commentsOfConnection } from './comments-of-connection.ts';
import { commentWrites, replyToThread } from './index.ts';
import { openInbox, type Inbox } from './test-inbox.ts';

let house: Inbox;
let count = 0;
beforeAll(async () => {
  house = await openInbox();
});
afterAll(() => house.close());

/** The account leaves while the answer to a reply is saved: its connection is locked when Instagram has answered. */
async function replyWhileAccountLeaves(how: { erase: boolean }): Promise<string | undefined> {
  const { ctx, member } = house;
  await house.connect({ account: business });
  const connectionId = await house.connectionOf(business);
  const { threadId } = await house.write({ text: `Are you leaving? ${++count}` });
  const { id } = await replyToThread(ctx, member, { threadId, text: `We are, ${count}` });
  const leaving = await ctx.db.startTransaction().execute();
  const connection = leaving.selectFrom('connections').select('id').where('id', '=', connectionId);
  const lockAfterAnswer: typeof fetch = async (input, init) => {
    const answer = await house.simulator.fetch(input, init);
    await connection.forUpdate().execute();
    return answer;
  };
  const { config, vault } = ctx;
  const instagram = createInstagram({ config, vault, fetch: lockAfterAnswer });

  const writing = advanceWrite({ ...ctx, instagram }, commentWrites, id);
  await waitForLock();
  const account = { workspaceId: member.workspaceId, instagramUserId: business };
  if (how.erase) await commentsOfConnection.erase({ ...ctx, db: leaving }, account);
  await leaving.deleteFrom('connections').where('id', '=', connectionId).execute();
  await leaving.commit().execute();
  await writing;
  const write = await ctx.db
    .selectFrom('instagram_writes')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirst();
  return write?.state;
}

/** Until somebody waits for a lock. */
async function waitForLock(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: boolean }>`
      select exists (
        select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()) as waiting`.execute(
      house.ctx.db,
    );
    if (rows[0]?.waiting) return;
  }
}

test('a reply that Instagram took while its account was disconnected is told as done', async () => {
  expect(await replyWhileAccountLeaves({ erase: false })).toBe('done');
});

test('a reply that Instagram took while its account was erased is erased with it', async () => {
  expect(await replyWhileAccountLeaves({ erase: true })).toBeUndefined();
});
