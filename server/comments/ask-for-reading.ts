import type { Context } from '../context.ts';

/** Has the comments of every account of the workspace read at the next look; an account that rests goes on resting. */
export async function askForReading(ctx: Context, workspaceId: string): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('comment_plans')
    .set({ poll_due_at: now, updated_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('poll_due_at', '>', now)
    .where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now)]))
    .execute();
}
