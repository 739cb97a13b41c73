import { sql } from 'kysely';
import type { AccountRole, Role } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { keepPlan } from '../database/index.ts';
import { isAtLeast } from './find-member.ts';

/**
 * Refuses what a member may not do with the account of a thing that a request names. Things are found by the names of
 * their fields, so that a new operation is guarded by naming them as all do. Throws `not_found` where the account is
 * hidden from the member, `not_allowed` where their role is lower there. Who is narrowed nowhere is asked nothing.
 */
export async function requireAccounts(
  ctx: Pick<Context, 'db'>,
  member: Pick<Member, 'workspaceId' | 'accountRoles'>,
  least: Role,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { accountRoles, workspaceId } = member;
  if (!accountRoles) return;
  for (const [name, value] of Object.entries(fields)) {
    const table = tableOf(name);
    const ids = [value].flat().filter((id): id is string => typeof id === 'string' && uuid.test(id));
    if (!table || ids.length === 0) continue;
    const { rows } = await sql<{ account: string }>`
      ${keepPlan} select distinct instagram_user_id as account from ${sql.table(table)}
      where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(ctx.db);
    for (const { account } of rows) refuseBelow(accountRoles[account], least);
  }
}

/** Accounts that lists leave out for a member, by Instagram's id. */
export function hiddenAccounts(member: Pick<Member, 'accountRoles'>): string[] {
  return accountsBelow(member, 'viewer');
}

/** Accounts with which a member may do less than a role does. */
export function accountsBelow({ accountRoles = {} }: Pick<Member, 'accountRoles'>, least: Role): string[] {
  return Object.keys(accountRoles).filter((account) => isBelow(accountRoles[account], least));
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Fields that name a thing of an account, and the table that knows whose it is. */
const things = {
  connections: ['connectionId', 'connection', 'reconnectConnectionId'],
  posts: ['postId', 'post', 'otherId', 'postIds'],
  inbox_threads: ['threadId'],
  instagram_writes: ['writeId'],
  review_links: ['linkId'],
};

function tableOf(field: string): string | undefined {
  return Object.entries(things).find(([, fields]) => fields.includes(field))?.[0];
}

function refuseBelow(role: AccountRole | undefined, least: Role): void {
  if (role === 'none') throw new AppError('not_found');
  if (isBelow(role, least)) throw new AppError('not_allowed');
}

function isBelow(role: AccountRole | undefined, least: Role): boolean {
  return role !== undefined && (role === 'none' || !isAtLeast(role, least));
}
