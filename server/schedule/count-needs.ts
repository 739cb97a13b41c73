import { sql, type SqlBool } from 'kysely';
import type { Context } from '../context.ts';

/** How many posts of a workspace wait for a person, by reason. Read from an index that holds these alone. */
export async function countNeeds(
  ctx: Context,
  workspaceId: string,
): Promise<{ failed: number; unconfirmed: number; paused: number }> {
  const row = await ctx.db
    .selectFrom('posts')
    .select([
      sql<string>`count(*) filter (where state = 'failed')`.as('failed'),
      sql<string>`count(*) filter (where state = 'unconfirmed')`.as('unconfirmed'),
      sql<string>`count(*) filter (where paused_at is not null)`.as('paused'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where(sql<SqlBool>`(state in ('failed', 'unconfirmed') or paused_at is not null)`)
    .executeTakeFirstOrThrow();
  return {
    failed: Number(row.failed),
    unconfirmed: Number(row.unconfirmed),
    paused: Number(row.paused),
  };
}
