import type { Workspace } from '#contract/identity.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { insertWorkspace } from './insert-workspace.ts';

/** Creates another workspace for a person who owns one already. Throws `not_allowed`. */
export async function createWorkspace(
  ctx: Context,
  input: { userId: string; name: string },
): Promise<Workspace> {
  const owned = await ctx.db
    .selectFrom('members')
    .select('id')
    .where('user_id', '=', input.userId)
    .where('role', '=', 'owner')
    .executeTakeFirst();
  if (!owned) throw new AppError('not_allowed');
  return inTransaction(ctx, async (ctx) => {
    const workspace = await insertWorkspace(ctx, { name: input.name, ownerId: input.userId });
    await recordEvent(ctx, {
      workspaceId: workspace.id,
      actor: 'member',
      userId: input.userId,
      action: 'workspace.created',
      subject: workspace.name,
    });
    return workspace;
  });
}
