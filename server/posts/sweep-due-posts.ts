import { sql } from 'kysely';
import type { Context } from '../context.ts';

/** Wakes every post that is due and in nobody's hands, so that a lost job never loses a post. At most 200 a round. */
export async function sweepDuePosts(ctx: Context): Promise<void> {
  const due = await ctx.db
    .selectFrom('publish_runs')
    .innerJoin('posts', 'posts.id', 'publish_runs.post_id')
    .select('posts.id')
    .where('publish_runs.due_at', '<=', ctx.clock.now())
    .where('posts.paused_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('publish_runs.lease_until', 'is', null),
        eb('publish_runs.lease_until', '<', sql<Date>`clock_timestamp()`),
      ]),
    )
    .orderBy('publish_runs.due_at')
    .limit(200)
    .execute();
  for (const { id } of due) await ctx.queue.enqueue(ctx.db, 'posts.advance', { postId: id });
}
