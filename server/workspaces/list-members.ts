import type { Role } from '#contract/op.ts';
import type { Context } from '../context.ts';

/** Who belongs to a workspace, in the order of joining. */
export async function listMembers(ctx: Pick<Context, 'db'>, workspaceId: string) {
  const rows = await ctx.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['users.id', 'users.name', 'users.email', 'members.role', 'members.created_at'])
    .where('members.workspace_id', '=', workspaceId)
    .orderBy('members.created_at')
    .execute();
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    since: row.created_at.toISOString(),
  }));
}
