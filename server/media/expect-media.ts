import type { Context } from '../context.ts';

/** Something was just published to this account: it is read with the next look instead of within the quarter of an hour. */
export async function expectMedia(
  ctx: Pick<Context, 'db' | 'clock'>,
  account: { connectionId: string; isStory: boolean },
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('media_plans')
    .set(account.isStory ? { stories_due_at: now } : { newest_due_at: now })
    .where('connection_id', '=', account.connectionId)
    .execute();
}
