import type { Authorization } from '#contract/connections.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { isAbandoned } from './take-authorization.ts';

/** How an attempt to connect stands or ended; only for the session that started it. Throws `not_found`. */
export async function readAuthorization(
  ctx: Context,
  member: Member,
  authorizationId: string,
): Promise<Authorization> {
  const row = await ctx.db
    .selectFrom('authorizations')
    .selectAll()
    .where('id', '=', authorizationId)
    .where('workspace_id', '=', member.workspaceId)
    .where('session_id', '=', member.sessionId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  // What died on the way left nothing half: it reads as an expired link.
  const isOver = !row.finished_at && isAbandoned(row, ctx.clock.now());
  return {
    id: row.id,
    login: row.login,
    startedAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    finishedAt:
      (row.finished_at ?? (isOver ? (row.taken_at ?? row.expires_at) : null))?.toISOString() ?? null,
    outcome: row.outcome ?? (isOver ? 'state_expired' : null),
    details: row.outcome_details ?? {},
    reconnectConnectionId: row.reconnect_connection_id,
  };
}
