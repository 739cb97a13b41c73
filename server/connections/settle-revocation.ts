import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';

/**
 * Ends a queued revocation: its sealed token is destroyed in the same statement, and the outcome is audited. Answers false
 * when it was ended before.
 */
export async function settleRevocation(
  ctx: Context,
  revocationId: string,
  state: 'confirmed' | 'not_possible' | 'expired',
): Promise<boolean> {
  const row = await ctx.db
    .updateTable('revocations')
    .set({
      state,
      kek_id: null,
      dek_wrapped: null,
      jwe: null,
      next_attempt_at: null,
      lease: null,
      lease_until: null,
      finished_at: ctx.clock.now(),
    })
    .where('id', '=', revocationId)
    .where('state', '=', 'queued')
    .returning(['workspace_id', 'connection_id', 'reason', 'instagram_user_id'])
    .executeTakeFirst();
  if (!row) return false;
  await recordEvent(ctx, {
    workspaceId: row.workspace_id,
    actor: 'system',
    action: `revocation.${state}`,
    subject: row.connection_id,
    details: { reason: row.reason, instagramUserId: row.instagram_user_id },
  });
  return true;
}
