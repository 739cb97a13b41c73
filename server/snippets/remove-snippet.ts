import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';

/** Forgets saved words. Throws `not_found`, also for another workspace's. */
export async function removeSnippet(ctx: Context, member: Member, snippetId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const removed = await ctx.db
      .deleteFrom('snippets')
      .where('id', '=', snippetId)
      .where('workspace_id', '=', member.workspaceId)
      .returning('name')
      .executeTakeFirst();
    if (!removed) throw new AppError('not_found');
    await recordDeed(ctx, member, {
      action: 'snippet.removed',
      subject: removed.name,
      details: { snippetId },
    });
  });
}
