import type { Context } from '../context.ts';
import { isUnleased } from '../database/index.ts';

/** Wakes every write that is due and in nobody's hands, so that a lost job loses none. At most 200 a round. */
export async function sweepWrites(ctx: Context): Promise<void> {
  const due = await ctx.db
    .selectFrom('instagram_writes')
    .select('id')
    .where('due_at', '<=', ctx.clock.now())
    .where(isUnleased())
    .orderBy('due_at')
    .limit(200)
    .execute();
  await ctx.queue.enqueueAll(
    ctx.db,
    'writes.advance',
    due.map(({ id }) => ({ writeId: id })),
  );
}
