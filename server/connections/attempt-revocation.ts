import { randomUUID } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction, isUnleased, leaseUntil } from '../database/index.ts';
import { isGrantUsed } from './is-grant-used.ts';
import { lockPerson } from './person-lock.ts';
import { sealedTokenOf } from './sealed-token-of.ts';
import { settleRevocation } from './settle-revocation.ts';

/** Longer than the three calls of an attempt may take. */
const leaseSeconds = 60;

/**
 * Revokes at Instagram and looks whether the token is dead. The lock of the person is held, and with it a transaction,
 * while the calls are in flight (30 s at most), so that a connect of the same person waits and a late revoke never kills a
 * new grant. Safe to call twice. What goes wrong is tried again until the day is over; it never throws for that.
 */
export async function attemptRevocation(ctx: Context, input: { revocationId: string }): Promise<void> {
  const lease = randomUUID();
  const leased = await ctx.db
    .updateTable('revocations')
    .set((eb) => ({ lease, lease_until: leaseUntil(leaseSeconds), attempts: eb('attempts', '+', 1) }))
    .where('id', '=', input.revocationId)
    .where('state', '=', 'queued')
    .where(isUnleased())
    .returning(['app_id', 'app_scoped_user_id'])
    .executeTakeFirst();
  if (!leased) return;
  await inTransaction(ctx, async (ctx) => {
    await lockPerson(ctx, { appId: leased.app_id, appScopedUserId: leased.app_scoped_user_id });
    // Nothing there: a connect of the same person came first and took it away.
    const row = await findLeased(ctx, input.revocationId, lease);
    if (!row) return;
    const now = ctx.clock.now();
    const state = row.expiresAt <= now ? 'expired' : await revoke(ctx, row);
    if (state === 'dropped') await ctx.db.deleteFrom('revocations').where('id', '=', row.id).execute();
    else if (state === 'queued') await tryLater(ctx, row);
    else await settleRevocation(ctx, row.id, state);
  });
}

type Leased = NonNullable<Awaited<ReturnType<typeof findLeased>>>;

async function findLeased(ctx: Context, id: string, lease: string) {
  const row = await ctx.db
    .selectFrom('revocations')
    .selectAll()
    .where('id', '=', id)
    .where('lease', '=', lease)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  if (!row?.jwe || !row.kek_id || !row.dek_wrapped) return undefined;
  const token = sealedTokenOf({ ...row, jwe: row.jwe, kek_id: row.kek_id, dek_wrapped: row.dek_wrapped });
  return {
    id: row.id,
    login: row.login,
    token,
    appId: row.app_id,
    appScopedUserId: row.app_scoped_user_id,
    instagramUserId: row.instagram_user_id,
    attempts: row.attempts,
    expiresAt: row.expires_at,
  };
}

/** A minute after the first attempt, then twice as long each time, up to an hour, and never past the day. */
async function tryLater(ctx: Context, row: Leased): Promise<void> {
  const next = plusSeconds(ctx.clock.now(), Math.min(30 * 2 ** row.attempts, 3600));
  await ctx.db
    .updateTable('revocations')
    .set({ next_attempt_at: next < row.expiresAt ? next : row.expiresAt, lease: null, lease_until: null })
    .where('id', '=', row.id)
    .execute();
}

async function revoke(
  ctx: Context,
  row: Leased,
): Promise<'confirmed' | 'not_possible' | 'queued' | 'dropped'> {
  try {
    const person = { appId: row.appId, appScopedUserId: row.appScopedUserId };
    // Facebook's grant serves all accounts of its person: what was connected meanwhile lives by it.
    if (row.login === 'facebook' && (await isGrantUsed(ctx, person))) return 'dropped';
    if (row.login === 'instagram' && !row.instagramUserId) {
      // Refused before the account was read: only the exchange's id is known, and Meta promises nowhere that it is the
      // account's. A revoke must not kill a good connection of the same person.
      const first = await ctx.instagram.probeToken(row.login, row.token);
      if (first.state !== 'alive') return first.state === 'refused' ? 'confirmed' : 'queued';
      if (first.account && (await isConnected(ctx, row.appId, first.account.instagramUserId)))
        return 'dropped';
    }
    // Webhooks are stopped as a courtesy: the revoke ends them too.
    if (row.login === 'instagram' && row.instagramUserId)
      await ctx.instagram.unsubscribe(row.login, row.token, row.instagramUserId).catch(() => {});
    const answer = await ctx.instagram.revokeGrant(row.login, row.token, row.appScopedUserId);
    const probe = await ctx.instagram.probeToken(
      row.login,
      row.token,
      row.instagramUserId === '' ? undefined : row.instagramUserId,
    );
    if (probe.state === 'refused') return 'confirmed';
    return probe.state === 'alive' && answer === 'refused' ? 'not_possible' : 'queued';
  } catch (error) {
    if (!(error instanceof AppError))
      ctx.log.error({ err: error, revocationId: row.id }, 'revocation failed');
    return 'queued';
  }
}

async function isConnected(ctx: Context, appId: string, instagramUserId: string): Promise<boolean> {
  const connected = await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('app_id', '=', appId)
    .where('instagram_user_id', '=', instagramUserId)
    .executeTakeFirst();
  return connected !== undefined;
}
