import { sql } from 'kysely';
import { roles, type AccountRole, type Role } from '#contract/op.ts';
import type { Context } from '../context.ts';

export interface Membership {
  workspaceSlug: string;
  role: Role;
  needsTwoFactor: boolean;
  /** Where the role is lower for one account; absent where it is nowhere. */
  accountRoles?: Record<string, AccountRole>;
}

/** Of a row of `members`: where its role is lower, by Instagram's id of the account; null where it is nowhere. */
export const accountRolesOfMember = sql<Record<string, AccountRole> | null>`(
  select jsonb_object_agg(instagram_user_id, narrowed.role)
  from member_accounts narrowed where narrowed.member_id = members.id)`;

/** A person's membership of a workspace, and whether it is closed until they set up two-factor sign-in; or null: also for a workspace that does not exist, so that nothing can be probed. */
export async function findMember(
  ctx: Pick<Context, 'db'>,
  input: { userId: string; workspaceId: string },
): Promise<Membership | null> {
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
    .select(accountRolesOfMember.as('account_roles'))
    .where('members.user_id', '=', input.userId)
    .where('members.workspace_id', '=', input.workspaceId)
    .executeTakeFirst();
  return row ? membershipOf(row) : null;
}

/** What a row of `members` and its workspace comes to. */
export function membershipOf(row: {
  role: string;
  slug: string;
  requires_two_factor: boolean;
  two_factor_since: Date | null;
  account_roles: Record<string, AccountRole> | null;
}): Membership | null {
  const role = roles.find((role) => role === row.role);
  if (!role) return null;
  const needsTwoFactor = row.requires_two_factor && row.two_factor_since === null;
  // Nobody narrows an owner, also not one who was narrowed before.
  const accountRoles = role === 'owner' ? null : row.account_roles;
  return { workspaceSlug: row.slug, role, needsTwoFactor, ...(accountRoles && { accountRoles }) };
}

/** Whether a role is at least another: each may do all that the ones before it may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
