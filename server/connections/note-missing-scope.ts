import { sql } from 'kysely';
import type { Context } from '../context.ts';

/**
 * Instagram refused a call for want of a permission that was granted (codes 10 and 200). It is shown beside the account and
 * changes nothing else; a reconnect forgets it.
 */
export async function noteMissingScope(
  ctx: Pick<Context, 'db'>,
  input: { connectionId: string; scope: string },
): Promise<void> {
  await ctx.db
    .updateTable('connections')
    .set({ missing_scopes: sql`array_append(missing_scopes, ${input.scope})` })
    .where('id', '=', input.connectionId)
    .where(sql<boolean>`${input.scope} <> all(missing_scopes)`)
    .execute();
}
