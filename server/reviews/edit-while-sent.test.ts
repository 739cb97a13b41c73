import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../database/index.ts';
import { editPost, getPost, lockRun, unschedulePost } from '../posts/index.ts';
import { scheduleAt } from '../schedule/index.ts';
import { askApproval } from './index.ts';
import { openReviewing, type Reviewing } from './test-reviewing.ts';

let house: Reviewing;
beforeAll(async () => {
  house = await openReviewing();
});
afterAll(() => house.close());

test('what is in review and was on the schedule before is edited while a worker holds its run: neither breaks the other off', async () => {
  const { ctx, member } = house;
  const { id: postId } = await house.draft(member);
  await scheduleAt(ctx, member, { postId, wallTime: '2027-07-14T10:00' });
  await unschedulePost(ctx, member, postId);
  await askApproval(ctx, member, { postId, version: (await read(postId)).version, wish: null });
  const { version } = await read(postId);

  const { editing } = await inTransaction(ctx, async (worker) => {
    await lockRun(worker, postId);
    const editing = editPost(ctx, member, { postId, version, caption: 'Bread at eight' });
    await untilSomebodyWaits();
    await worker.db.updateTable('posts').set({ updated_at: new Date() }).where('id', '=', postId).execute();
    return { editing };
  });

  expect(await editing).toMatchObject({ caption: 'Bread at eight', state: 'in_review' });
});

const read = (postId: string) => getPost(house.ctx, house.member.workspaceId, postId);

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(house.ctx.db);
    if (rows.length > 0) return;
  }
}
