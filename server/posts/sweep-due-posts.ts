import { sql } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';

/** Wakes every post that is due and in nobody's hands, so that a lost job never loses a post. At most 200 a round. */
export async function sweepDuePosts(ctx: Context): Promise<void> {
  const due = await ctx.db
    .selectFrom('publish_runs')
    .innerJoin('posts', 'posts.id', 'publish_runs.post_id')
    .select('posts.id')
    .where('publish_runs.due_at', '<=', ctx.clock.now())
    .where('posts.paused_at', 'is', null)
    .where(isUnleased)
    .orderBy('publish_runs.due_at')
    .limit(200)
    .execute();
  await ctx.queue.enqueueAll(
    ctx.db,
    'posts.advance',
    due.map(({ id }) => ({ postId: id })),
  );
}

/** In nobody's hands, by the database's clock. */
export const isUnleased = sql<boolean>`(publish_runs.lease_until is null or publish_runs.lease_until < clock_timestamp())`;

/** Posts whose next step has its moment within `seconds`, soonest first: for timers that take it then. */
export async function findDueSoon(
  ctx: Context,
  ahead: { seconds: number; most: number },
): Promise<{ id: string; at: Date }[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('publish_runs')
    .select(['post_id', 'due_at'])
    .where('due_at', '>', now)
    .where('due_at', '<=', plusSeconds(now, ahead.seconds))
    .orderBy('due_at')
    .limit(ahead.most)
    .execute();
  return rows.flatMap(({ post_id, due_at }) => (due_at ? [{ id: post_id, at: due_at }] : []));
}
