import { sql } from 'kysely';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';

/**
 * Instagram refused a call for want of a permission that was granted (codes 10 and 200). It is shown beside the account and
 * changes nothing else; a reconnect forgets it.
 */
export async function noteMissingScope(
  ctx: Pick<Context, 'db' | 'clock'>,
  input: { connectionId: string; scope: string },
): Promise<void> {
  const noted = await ctx.db
    .updateTable('connections')
    .set({ missing_scopes: sql`array_append(missing_scopes, ${input.scope})` })
    .where('id', '=', input.connectionId)
    .where(sql<boolean>`${input.scope} <> all(missing_scopes)`)
    .returning(['workspace_id', 'username', 'instagram_user_id'])
    .executeTakeFirst();
  if (!noted) return;
  await recordEvent(ctx, {
    workspaceId: noted.workspace_id,
    actor: 'instagram',
    action: 'connection.scope_refused',
    subject: input.connectionId,
    details: { username: noted.username, instagramUserId: noted.instagram_user_id, scope: input.scope },
  });
}
