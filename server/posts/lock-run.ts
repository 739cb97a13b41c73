import type { Context } from '../context.ts';

/** Takes a post's run before its row, in the order of a worker that saves a step: so nobody waits for each other in a ring. */
export async function lockRun(ctx: Context, postId: string): Promise<void> {
  await ctx.db
    .selectFrom('publish_runs')
    .select('post_id')
    .where('post_id', '=', postId)
    .forUpdate()
    .execute();
}
