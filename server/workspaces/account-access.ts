import { sql, type RawBuilder } from 'kysely';
import type { AccountRole, Role } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { keepQuestions } from '../database/index.ts';
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
  refuseBelow(member, least, await findAccounts(ctx, member.workspaceId, thingsNamed(fields)));
}

interface Thing {
  /** The table that knows whose it is. */
  table: string;
  ids: string[];
}

/** Accounts of things, by Instagram's id, each once. */
export async function findAccounts(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  things: readonly Thing[],
): Promise<string[]> {
  if (things.length === 0) return [];
  const tables = things.map(({ table }) => table);
  const [row] = await askAccounts(ctx.db, tables, workspaceId, ...things.map(({ ids }) => ids));
  return row?.accounts ?? [];
}

/** Given the workspace, and then the ids of one table each. */
const askAccounts = keepQuestions<{ accounts: string[] }>((given, tables) => {
  const selects = tables.map(
    (table, index) => sql`select instagram_user_id from ${sql.table(table)}
      where workspace_id = ${given(1)} and id = any(${given(2 + index)}::uuid[])`,
  );
  return sql`select array(${sql.join(selects, sql` union `)}) as accounts`;
});

/** Whose the thing of a table is, or null where it is not there: asked with the rest of a question, of a single thing. */
export function accountOf(table: string, workspaceId: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  return sql<string | null>`(select instagram_user_id from ${sql.table(table)}
    where workspace_id = ${workspaceId} and id = ${id})`;
}

/** Things of accounts that fields name. */
export function thingsNamed(fields: Readonly<Record<string, unknown>>): Thing[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const table = tablesOfFields.get(name);
    if (table === undefined) return [];
    const ids = [value].flat().filter((id): id is string => typeof id === 'string' && uuid.test(id));
    return ids.length > 0 ? [{ table, ids }] : [];
  });
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

/** Fields that name a thing of an account, with the table that knows whose it is. */
const tablesOfFields = new Map(
  Object.entries({
    connections: ['connectionId', 'connection', 'reconnectConnectionId'],
    posts: ['postId', 'post', 'otherId', 'postIds'],
    inbox_threads: ['threadId'],
    instagram_writes: ['writeId'],
    review_links: ['linkId'],
  }).flatMap(([table, fields]) => fields.map((field) => [field, table] as const)),
);

function isBelow(role: AccountRole | undefined, least: Role): boolean {
  return role !== undefined && (role === 'none' || !isAtLeast(role, least));
}
