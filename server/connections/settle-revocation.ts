import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { notify } from '../notices/index.ts';

/**
 * Ends a queued revocation: its sealed token is destroyed in the same statement, and the outcome is audited. What whoever
 * disconnected the account no longer saw, that a step is left for them, is told. Answers false when it was ended before.
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
    .returning([
      'workspace_id',
      'connection_id',
      'login',
      'reason',
      'instagram_user_id',
      'username',
      'attempts',
    ])
    .executeTakeFirst();
  if (!row) return false;
  await recordEvent(ctx, {
    workspaceId: row.workspace_id,
    actor: 'system',
    action: `revocation.${state}`,
    subject: row.connection_id,
    details: { reason: row.reason, instagramUserId: row.instagram_user_id },
  });
  // The answer of the first attempt stands on the page that disconnected.
  const wasSeen = state === 'confirmed' || (state === 'not_possible' && row.attempts <= 1);
  if (row.username !== null && !wasSeen)
    await notify(ctx, {
      workspaceId: row.workspace_id,
      kind: 'revocation_left',
      instagramUserId: row.instagram_user_id,
      key: `revocation:${revocationId}`,
      params: { account: row.username, login: row.login, state },
    });
  return true;
}
