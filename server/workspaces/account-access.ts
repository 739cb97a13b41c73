import { sql, type RawBuilder } from 'kysely';
import type { AccountRole, Role } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { keepPlan } from '../database/index.ts';
import { isAtLeast } from './find-member.ts';

/** Who asks, as far as it matters for single accounts. */
type Narrowed = Pick<Member, 'workspaceId' | 'accountRoles'>;

/**
 * Refuses what a member may not do with the account of a thing that a request names. Things are found by the names of
 * their fields, so that a new operation is guarded by naming them as all do. Throws as `refuseBelow`. Who is narrowed
 * nowhere is asked nothing.
 */
export async function requireAccounts(
  ctx: Pick<Context, 'db'>,
  member: Narrowed,
  least: Role,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const named = member.accountRoles && accountsNamed(member.workspaceId, fields);
  if (!named) return;
  const { rows } = await sql<{ accounts: string[] }>`${keepPlan} select ${named} as accounts`.execute(ctx.db);
  refuseBelow(member, least, rows[0]?.accounts ?? []);
}

/** The accounts of the things that fields name, as part of a question; undefined where they name none. */
export function accountsNamed(
  workspaceId: string,
  fields: Readonly<Record<string, unknown>>,
): RawBuilder<string[]> | undefined {
  const selects = Object.entries(fields).flatMap(([name, value]) => {
    const table = tableOf(name);
    const ids = [value].flat().filter((id): id is string => typeof id === 'string' && uuid.test(id));
    if (!table || ids.length === 0) return [];
    return sql`select instagram_user_id from ${sql.table(table)}
      where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`;
  });
  return selects.length > 0 ? sql<string[]>`array(${sql.join(selects, sql` union `)})` : undefined;
}

/** Throws `not_found` where one of the accounts is hidden from the member, `not_allowed` where their role is lower there. */
export function refuseBelow(
  { accountRoles = {} }: Pick<Member, 'accountRoles'>,
  least: Role,
  accounts: readonly string[],
): void {
  const there = accounts.map((account) => accountRoles[account]);
  if (there.includes('none')) throw new AppError('not_found');
  if (there.some((role) => isBelow(role, least))) throw new AppError('not_allowed');
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

function isBelow(role: AccountRole | undefined, least: Role): boolean {
  return role !== undefined && (role === 'none' || !isAtLeast(role, least));
}
