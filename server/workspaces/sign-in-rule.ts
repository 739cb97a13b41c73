import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { findTwoFactor } from './two-factor.ts';

/** Whether a workspace asks its members for two-factor sign-in, and how many have not set it up. */
export async function readSignInRule(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
): Promise<{ twoFactorRequired: boolean; membersWithout: number }> {
  const { requires_two_factor: twoFactorRequired } = await ctx.db
    .selectFrom('workspaces')
    .select('requires_two_factor')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  const { without } = await ctx.db
    .selectFrom('members')
    .leftJoin('two_factors', 'two_factors.user_id', 'members.user_id')
    .select(({ fn }) => fn.countAll<string>().as('without'))
    .where('members.workspace_id', '=', workspaceId)
    .where('two_factors.confirmed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { twoFactorRequired, membersWithout: Number(without) };
}

/** Asks every member for two-factor sign-in, or no longer. Throws `two_factor_required` when who asks for it has none: they would shut themselves out. */
export async function setSignInRule(
  ctx: Context,
  member: Member,
  { twoFactorRequired }: { twoFactorRequired: boolean },
): Promise<void> {
  if (twoFactorRequired && !(await findTwoFactor(ctx, member.userId)))
    throw new AppError('two_factor_required');
  await inTransaction(ctx, async (ctx) => {
    const before = await readSignInRule(ctx, member.workspaceId);
    await ctx.db
      .updateTable('workspaces')
      .set({ requires_two_factor: twoFactorRequired })
      .where('id', '=', member.workspaceId)
      .execute();
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: twoFactorRequired ? 'workspace.two_factor_required' : 'workspace.two_factor_optional',
      before: { twoFactorRequired: before.twoFactorRequired },
      after: { twoFactorRequired },
    });
  });
}

/** A person's workspaces that are closed to them until they set up two-factor sign-in. */
export async function listClosedWorkspaces(ctx: Pick<Context, 'db'>, userId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .leftJoin('two_factors', 'two_factors.user_id', 'members.user_id')
    .select('workspaces.id')
    .where('members.user_id', '=', userId)
    .where('workspaces.requires_two_factor', '=', true)
    .where('two_factors.confirmed_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}
