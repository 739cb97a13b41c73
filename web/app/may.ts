import { roles, type Access, type Role } from '#contract/op.ts';

/** Whether a role reaches what an operation asks for. The server decides; this only hides what it would refuse. */
export function may(role: Role, access: Access): boolean {
  if (access === 'public' || access === 'session') return true;
  return roles.indexOf(role) >= roles.indexOf(access);
}
