import type { Context } from '../context.ts';

/** The newest events of a workspace, at most `limit`. */
export async function listEvents(ctx: Pick<Context, 'db'>, workspaceId: string, limit = 100) {
  return ctx.db
    .selectFrom('audit_events')
    .leftJoin('users', 'users.id', 'audit_events.user_id')
    .select(['audit_events.id', 'at', 'actor', 'action', 'subject', 'details', 'users.name as userName'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('at', 'desc')
    .orderBy('audit_events.id', 'desc')
    .limit(limit)
    .execute();
}
