import { sql, type SqlBool } from 'kysely';
import type { Role } from '#contract/op.ts';
import type { Context } from '../context.ts';
import { cursorOf, readCursor } from '../page-cursor.ts';

export interface MemberAsk {
  /** Part of a name or an address, in any script. */
  search?: string | undefined;
  limit: number;
  /** The `next` of the page before. */
  after?: string | undefined;
}

/** Who belongs to a workspace, in the order of joining, a page of `limit`; `total` counts all that are found. */
export async function listMembers(ctx: Pick<Context, 'db'>, workspaceId: string, ask: MemberAsk) {
  const after = ask.after === undefined ? undefined : readCursor(ask.after);
  const rows = await select(ctx, workspaceId, ask)
    .select(['users.id', 'users.name', 'users.email', 'members.role', 'members.created_at'])
    .select([
      'members.id as member_id',
      'members.account_roles',
      sql<string>`members.created_at::text`.as('cursor_at'),
    ])
    .$if(after !== undefined, (query) =>
      query.where(
        sql<SqlBool>`(members.created_at, members.id) > (${after?.at}::timestamptz, ${after?.id}::uuid)`,
      ),
    )
    .orderBy('members.created_at')
    .orderBy('members.id')
    .limit(ask.limit + 1)
    .execute();
  const { total } = await select(ctx, workspaceId, ask)
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const page = rows.slice(0, ask.limit);
  const last = page.at(-1);
  return {
    members: page.map((row) => ({
      userId: row.id,
      name: row.name,
      email: row.email,
      role: row.role as Role,
      isNarrowed: row.role !== 'owner' && row.account_roles !== null,
      since: row.created_at.toISOString(),
    })),
    next: rows.length > ask.limit && last ? cursorOf({ at: last.cursor_at, id: last.member_id }) : null,
    total: Number(total),
  };
}

function select(ctx: Pick<Context, 'db'>, workspaceId: string, { search }: MemberAsk) {
  const words = search?.replaceAll('\0', '').toWellFormed().trim();
  return ctx.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .where('members.workspace_id', '=', workspaceId)
    .$if(Boolean(words), (query) =>
      query.where(
        // Letter by letter: a percent sign in a name is a percent sign.
        sql<SqlBool>`(strpos(lower(users.name), lower(${words})) > 0 or strpos(users.email, lower(${words})) > 0)`,
      ),
    );
}
