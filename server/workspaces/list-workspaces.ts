import type { Workspace } from '#contract/identity.ts';
import { roles } from '#contract/op.ts';
import type { Context } from '../context.ts';

/** The workspaces of a person, by name. */
export async function listWorkspaces(ctx: Pick<Context, 'db'>, userId: string): Promise<Workspace[]> {
  const rows = await ctx.db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .select(['workspaces.id', 'workspaces.name', 'workspaces.slug', 'members.role', 'members.account_roles'])
    .where('members.user_id', '=', userId)
    .orderBy('workspaces.name')
    .orderBy('workspaces.id')
    .execute();
  return rows.map(({ role, account_roles, ...row }) => ({
    ...row,
    role: roles.find((known) => known === role) ?? 'viewer',
    ...(role !== 'owner' && account_roles && { accountRoles: account_roles }),
  }));
}
