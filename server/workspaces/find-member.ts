import { roles, type Role } from '#contract/op.ts';
import type { Context } from '../context.ts';

/** A person's membership of a workspace, or null: also for a workspace that does not exist, so that nothing can be probed. */
export async function findMember(
  ctx: Pick<Context, 'db'>,
  input: { userId: string; workspaceId: string },
): Promise<{ workspaceSlug: string; role: Role } | null> {
  const row = await ctx.db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .select(['members.role', 'workspaces.slug'])
    .where('members.user_id', '=', input.userId)
    .where('members.workspace_id', '=', input.workspaceId)
    .executeTakeFirst();
  const role = roles.find((role) => role === row?.role);
  return row && role ? { workspaceSlug: row.slug, role } : null;
}

/** Whether a role is at least another: each may do all that the ones before it may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
