import { roles, type AccountRole, type Role } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { lockUntilCommit } from '../database/index.ts';
import { isAtLeast } from './find-member.ts';

/** A member as the table holds them, under the lock. */
export interface Teammate {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** As in `members`: null where the role is lower nowhere. */
  accountRoles: Record<string, AccountRole> | null;
}

/**
 * One change of a workspace's team at a time: whoever holds it reads roles that nobody changes meanwhile. Two admins who
 * demote each other come one after the other, and the second is told `role_changed`. An admin who is narrowed somewhere
 * changes no team (`not_allowed`): they would free themselves by whom they let in. Call it inside a transaction.
 */
export async function lockTeam(ctx: Pick<Context, 'db'>, member: Member, least: Role): Promise<Teammate> {
  await lockUntilCommit(ctx.db, `team ${member.workspaceId}`);
  const me = await findTeammate(ctx, member.workspaceId, member.userId);
  if (!me || !isAtLeast(me.role, least)) throw new AppError('role_changed');
  if (least === 'admin' && isNarrowed(me)) throw new AppError('not_allowed');
  return me;
}

/** Whether somebody may do less with an account than by their role; nobody narrows an owner. */
export function isNarrowed({ role, accountRoles }: Pick<Teammate, 'role' | 'accountRoles'>): boolean {
  return role !== 'owner' && accountRoles !== null;
}

/** Throws `not_found`. */
export async function requireTeammate(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  userId: string,
): Promise<Teammate> {
  const found = await findTeammate(ctx, workspaceId, userId);
  if (!found) throw new AppError('not_found');
  return found;
}

/** Throws `last_owner` where this is the only owner. */
export async function requireOtherOwner(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  userId: string,
): Promise<void> {
  const other = await ctx.db
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .where('user_id', '<>', userId)
    .executeTakeFirst();
  if (!other) throw new AppError('last_owner');
}

async function findTeammate(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  userId: string,
): Promise<Teammate | undefined> {
  const row = await ctx.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['members.id', 'members.user_id as userId', 'users.name', 'users.email', 'members.role'])
    .select('members.account_roles as accountRoles')
    .where('members.workspace_id', '=', workspaceId)
    .where('members.user_id', '=', userId)
    .executeTakeFirst();
  const role = roles.find((known) => known === row?.role);
  return row && role && { ...row, role };
}
