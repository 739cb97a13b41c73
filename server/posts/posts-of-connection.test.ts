import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disconnectConnection } from '../connections/index.ts';
import { inTransaction } from '../database/index.ts';
import { business } from '../test-context.ts';
import { lockRun } from './index.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

let house: Publishing;
beforeAll(async () => {
  house = await openPublishing();
});
afterAll(() => house.close());

test('an account is disconnected while a worker saves a step of its post: neither breaks the other off', async () => {
  await house.connect({ account: business });
  const connectionId = await house.connectionOf(business);
  const postId = await house.send(connectionId, { publishAt: '2026-12-01T10:00:00.000Z' });

  const { disconnecting } = await inTransaction(house.ctx, async (worker) => {
    await lockRun(worker, postId);
    const disconnecting = disconnectConnection(house.ctx, house.member, { connectionId, erase: false });
    await untilSomebodyWaits();
    // The order of every worker: the run, then the post.
    await worker.db.updateTable('posts').set({ state: 'preparing' }).where('id', '=', postId).execute();
    return { disconnecting };
  });

  expect(await disconnecting).toMatchObject({ pausedPosts: 1 });
  expect((await house.view(postId)).post).toMatchObject({ state: 'preparing', paused: true });
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(house.ctx.db);
    if (rows.length > 0) return;
  }
}
