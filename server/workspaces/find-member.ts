import { roles, type Role } from '#contract/op.ts';
import type { Context } from '../context.ts';

/** A person's membership of a workspace, and whether it is closed until they set up two-factor sign-in; or null: also for a workspace that does not exist, so that nothing can be probed. */
export async function findMember(
  ctx: Pick<Context, 'db'>,
  input: { userId: string; workspaceId: string },
): Promise<{ workspaceSlug: string; role: Role; needsTwoFactor: boolean } | null> {
  const row = await ctx.db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .leftJoin('two_factors', 'two_factors.user_id', 'members.user_id')
    .select([
      'members.role',
      'workspaces.slug',
      'workspaces.requires_two_factor',
      'two_factors.confirmed_at as two_factor_since',
    ])
    .where('members.user_id', '=', input.userId)
    .where('members.workspace_id', '=', input.workspaceId)
    .executeTakeFirst();
  const role = roles.find((role) => role === row?.role);
  if (!row || !role) return null;
  const needsTwoFactor = row.requires_two_factor && row.two_factor_since === null;
  return { workspaceSlug: row.slug, role, needsTwoFactor };
}

/** Whether a role is at least another: each may do all that the ones before it may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
