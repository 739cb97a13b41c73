import { sql } from 'kysely';
import { roles, type AccountRole, type Role } from '#contract/op.ts';
import type { Context } from '../context.ts';
import { keepQuestion } from '../database/index.ts';

export interface Membership {
  workspaceSlug: string;
  role: Role;
  needsTwoFactor: boolean;
  /** Where the role is lower for one account; absent where it is nowhere. */
  accountRoles?: Record<string, AccountRole>;
}

/** A person's membership of a workspace, and whether it is closed until they set up two-factor sign-in; or null: also for a workspace that does not exist, so that nothing can be probed. */
export async function findMember(
  ctx: Pick<Context, 'db'>,
  input: { userId: string; workspaceId: string },
): Promise<Membership | null> {
  const [row] = await askMembership(ctx.db, input.userId, input.workspaceId);
  return row ? membershipOf(row) : null;
}

const askMembership = keepQuestion<MembershipRow>(
  (given) => sql`select members.role, members.account_roles, workspaces.slug,
      workspaces.requires_two_factor and not exists (
        select from two_factors where two_factors.user_id = members.user_id and confirmed_at is not null) as needs_two_factor
    from members join workspaces on workspaces.id = members.workspace_id
    where members.user_id = ${given(1)} and members.workspace_id = ${given(2)}`,
);

interface MembershipRow {
  role: string;
  slug: string;
  needs_two_factor: boolean;
  account_roles: Record<string, AccountRole> | null;
}

function membershipOf(row: MembershipRow): Membership | null {
  const role = roles.find((role) => role === row.role);
  if (!role) return null;
  // Nobody narrows an owner, also not one who was narrowed before.
  const accountRoles = role === 'owner' ? null : row.account_roles;
  return {
    workspaceSlug: row.slug,
    role,
    needsTwoFactor: row.needs_two_factor,
    ...(accountRoles && { accountRoles }),
  };
}

/** Whether a role is at least another: each may do all that the ones before it may. */
export function isAtLeast(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
