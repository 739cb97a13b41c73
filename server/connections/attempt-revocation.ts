import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Revocation } from '#contract/connections.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { leaseUntil, lockPerson } from './person-lock.ts';

/** A sealed token waits for its revocation for a day at most; then it is destroyed. */
export const revocationSeconds = 24 * 3600;

/**
 * Revokes at Instagram and looks whether the token is dead. The lock of the person is held while the calls are in flight,
 * so that a connect of the same person waits and a late revoke never kills a new grant. Safe to call twice.
 */
export async function attemptRevocation(ctx: Context, input: { revocationId: string }): Promise<void> {
  const lease = randomUUID();
  const taken = await ctx.db
    .updateTable('revocations')
    .set((eb) => ({ lease, lease_until: leaseUntil(60), attempts: eb('attempts', '+', 1) }))
    .where('id', '=', input.revocationId)
    .where('state', '=', 'queued')
    .where((eb) =>
      eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`clock_timestamp()`)]),
    )
    .returningAll()
    .executeTakeFirst();
  if (!taken) return;
  await inTransaction(ctx, async (ctx) => {
    await lockPerson(ctx, { appId: taken.app_id, appScopedUserId: taken.app_scoped_user_id });
    const row = await ctx.db
      .selectFrom('revocations')
      .selectAll()
      .where('id', '=', taken.id)
      .where('lease', '=', lease)
      .executeTakeFirst();
    // A connect of the same person came first and deleted it.
    if (!row || row.state !== 'queued' || !row.jwe || !row.kek_id || !row.dek_wrapped) return;
    const state = await revoke(ctx, {
      ...row,
      jwe: row.jwe,
      kek_id: row.kek_id,
      dek_wrapped: row.dek_wrapped,
    });
    const now = ctx.clock.now();
    if (state === 'queued' && row.expires_at > now) {
      await ctx.db
        .updateTable('revocations')
        .set({
          next_attempt_at: plusSeconds(now, Math.min(30 * 2 ** row.attempts, 3600)),
          lease: null,
          lease_until: null,
        })
        .where('id', '=', row.id)
        .execute();
      return;
    }
    await finish(ctx, row, state === 'queued' ? 'expired' : state);
  });
}

type Row = {
  id: string;
  workspace_id: string;
  connection_id: string;
  reason: string;
  instagram_user_id: string;
};

/** The sealed token is destroyed with the outcome. */
async function finish(
  ctx: Context,
  row: Row,
  state: 'confirmed' | 'not_possible' | 'expired',
): Promise<void> {
  await ctx.db
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
    .where('id', '=', row.id)
    .execute();
  await recordEvent(ctx, {
    workspaceId: row.workspace_id,
    actor: 'system',
    action: `revocation.${state}`,
    subject: row.connection_id,
    details: { reason: row.reason, instagramUserId: row.instagram_user_id },
  });
}

async function revoke(
  ctx: Context,
  row: {
    login: 'instagram' | 'facebook';
    workspace_id: string;
    connection_id: string;
    purpose: string;
    version: number;
    kek_id: string;
    dek_wrapped: string;
    jwe: string;
    app_scoped_user_id: string;
    instagram_user_id: string;
  },
): Promise<'confirmed' | 'not_possible' | 'queued'> {
  const token = {
    identity: {
      purpose: row.purpose,
      workspaceId: row.workspace_id,
      connectionId: row.connection_id,
      version: row.version,
    },
    kekId: row.kek_id,
    dekWrapped: row.dek_wrapped,
    jwe: row.jwe,
  };
  // Webhooks are stopped as a courtesy: the revoke ends them too.
  if (row.instagram_user_id)
    await ctx.instagram.unsubscribe(row.login, token, row.instagram_user_id).catch(() => {});
  try {
    const answer = await ctx.instagram.revokeGrant(row.login, token, row.app_scoped_user_id);
    const probe = await ctx.instagram.probeToken(row.login, token);
    if (probe.state === 'refused') return 'confirmed';
    if (probe.state === 'alive' && answer === 'refused') return 'not_possible';
    return 'queued';
  } catch (error) {
    if (error instanceof AppError) return 'queued';
    throw error;
  }
}

/** Enqueues revocations that are due; also those past their day, so that their tokens are destroyed. */
export async function sweepRevocations(ctx: Context): Promise<void> {
  const due = await ctx.db
    .selectFrom('revocations')
    .select('id')
    .where('state', '=', 'queued')
    .where('next_attempt_at', '<=', ctx.clock.now())
    .where((eb) =>
      eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`clock_timestamp()`)]),
    )
    .limit(100)
    .execute();
  for (const { id } of due) await ctx.queue.enqueue(ctx.db, 'connections.revoke', { revocationId: id });
}

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
