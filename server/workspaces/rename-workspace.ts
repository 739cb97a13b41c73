import type { Workspace } from '#contract/identity.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';

/** Gives the workspace another name; its address stays, so that links keep working. */
export async function renameWorkspace(ctx: Context, member: Member, name: string): Promise<Workspace> {
  return inTransaction(ctx, async (ctx) => {
    const former = await ctx.db
      .selectFrom('workspaces')
      .select('name')
      .where('id', '=', member.workspaceId)
      .forUpdate()
      .executeTakeFirst();
    if (!former) throw new AppError('not_found');
    const renamed = await ctx.db
      .updateTable('workspaces')
      .set({ name })
      .where('id', '=', member.workspaceId)
      .returning(['id', 'name', 'slug'])
      .executeTakeFirstOrThrow();
    await recordDeed(ctx, member, {
      action: 'workspace.renamed',
      subject: name,
      before: { name: former.name },
      after: { name },
    });
    return { ...renamed, role: member.role };
  });
}
