import { sql, type RawBuilder } from 'kysely';
import type { AccountRole, Role } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { keepQuestions, type Given } from '../database/index.ts';
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
  if (!member.accountRoles) return;
  const things = thingsNamed(fields);
  if (things.length === 0) return;
  const tables = things.map(({ table }) => table);
  const [row] = await askAccounts(ctx.db, tables, member.workspaceId, ...things.map(({ ids }) => ids));
  refuseBelow(member, least, row?.accounts ?? []);
}

const askAccounts = keepQuestions<{ accounts: string[] }>(
  (given, tables) => sql`select ${accountsOf(tables, given, 1)} as accounts`,
);

/** Things of accounts that fields name, and the tables that know whose they are. */
export function thingsNamed(fields: Readonly<Record<string, unknown>>): { table: string; ids: string[] }[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const table = tableOf(name);
    const ids = [value].flat().filter((id): id is string => typeof id === 'string' && uuid.test(id));
    return table && ids.length > 0 ? [{ table, ids }] : [];
  });
}

/** Whose things are, as part of a question that is given a workspace in the nth place and then the ids of one table each. */
export function accountsOf(tables: readonly string[], given: Given, place: number): RawBuilder<string[]> {
  const selects = tables.map(
    (table, index) => sql`select instagram_user_id from ${sql.table(table)}
      where workspace_id = ${given(place)} and id = any(${given(place + 1 + index)}::uuid[])`,
  );
  return sql`array(${sql.join(selects, sql` union `)})`;
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
