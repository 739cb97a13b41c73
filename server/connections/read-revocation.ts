import type { Revocation } from '#contract/connections.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/** Whether Instagram has confirmed. Throws `not_found`, also for another workspace's. */
export async function readRevocation(
  ctx: Context,
  workspaceId: string,
  revocationId: string,
): Promise<Revocation> {
  const row = await ctx.db
    .selectFrom('revocations')
    .select(['id', 'state', 'expires_at', 'finished_at'])
    .where('id', '=', revocationId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return {
    id: row.id,
    state: row.state,
    expiresAt: row.expires_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
