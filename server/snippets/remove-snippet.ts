import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';

/** Forgets saved words. Throws `not_found`, also for another workspace's. */
export async function removeSnippet(ctx: Context, member: Member, snippetId: string): Promise<void> {
  const removed = await ctx.db
    .deleteFrom('snippets')
    .where('id', '=', snippetId)
    .where('workspace_id', '=', member.workspaceId)
    .returning('id')
    .executeTakeFirst();
  if (!removed) throw new AppError('not_found');
}
