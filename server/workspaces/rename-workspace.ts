import type { Workspace } from '#contract/identity.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';

/** Gives the workspace another name; its address stays, so that links keep working. */
export async function renameWorkspace(ctx: Context, member: Member, name: string): Promise<Workspace> {
  return inTransaction(ctx, async (ctx) => {
    const renamed = await ctx.db
      .updateTable('workspaces')
      .set({ name })
      .where('id', '=', member.workspaceId)
      .returning(['id', 'name', 'slug'])
      .executeTakeFirst();
    if (!renamed) throw new AppError('not_found');
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'workspace.renamed',
      subject: name,
    });
    return { ...renamed, role: member.role };
  });
}
