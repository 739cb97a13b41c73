import type { Workspace } from '#contract/identity.ts';
import { roles, type Access, type Role } from '#contract/op.ts';

/** Whether a role reaches what an operation asks for. The server decides; this only hides what it would refuse. */
export function may(role: Role, access: Access): boolean {
  if (access === 'public' || access === 'session') return true;
  return roles.indexOf(role) >= roles.indexOf(access);
}

/**
 * Whether a member may change the team, where their role reaches it: whoever is narrowed with an account does not, or they
 * would free themselves.
 */
export function mayOfTeam(
  { role, accountRoles }: Pick<Workspace, 'role' | 'accountRoles'>,
  access: Access,
): boolean {
  return !accountRoles && may(role, access);
}

/**
 * Whether a member's role reaches it with one account, by Instagram's id: it may be lower there. Of an account that is not
 * known, or not yet, nothing is offered to whoever is narrowed anywhere.
 */
export function mayWith(
  { role, accountRoles }: Pick<Workspace, 'role' | 'accountRoles'>,
  account: string | undefined,
  access: Access,
): boolean {
  if (!accountRoles) return may(role, access);
  const most = account === undefined ? 'none' : accountRoles[account];
  if (most === 'none') return false;
  return may(role, access) && (most === undefined || may(most, access));
}
