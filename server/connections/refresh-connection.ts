import { randomUUID } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction, isUnleased, leaseUntil } from '../database/index.ts';
import { findAccountToken, type AccountToken } from './find-account-token.ts';
import { inspectConnection } from './inspect-connection.ts';
import { refreshAfter } from './refresh-after.ts';
import { settleRefusal } from './settle-refusal.ts';

const leaseSeconds = 60;
const tryAgainSeconds = 3600;

/**
 * Asks for sixty more days and replaces the sealed token, under a lease and only if the token is still the one that was
 * read. A Page's token of Facebook's door has no end and is looked at instead. An outage tries again in an hour; only a refusal that a second answer confirms changes the connection.
 */
export async function refreshConnection(ctx: Context, input: { connectionId: string }): Promise<void> {
  const lease = randomUUID();
  const leased = await ctx.db
    .updateTable('connections')
    .set({ refresh_lease: lease, refresh_lease_until: leaseUntil(leaseSeconds) })
    .where('id', '=', input.connectionId)
    .where('state', '=', 'active')
    .where('refresh_after', '<=', ctx.clock.now())
    .where(isUnleased('refresh_lease_until'))
    .returning('id')
    .executeTakeFirst();
  const account = leased && (await findAccountToken(ctx, leased.id));
  if (!account) return;
  try {
    if (account.login === 'facebook') await inspect(ctx, account, lease);
    else await renew(ctx, account, account.login, lease);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn(
      { connectionId: account.connectionId, code: error.code, details: error.details },
      'token not renewed',
    );
    if (error.code === 'reconnect_needed')
      await settleRefusal(ctx, {
        connectionId: account.connectionId,
        subcode: typeof error.details.subcode === 'number' ? error.details.subcode : undefined,
      });
    await ctx.db
      .updateTable('connections')
      .set({
        refresh_after: plusSeconds(ctx.clock.now(), tryAgainSeconds),
        refresh_lease: null,
        refresh_lease_until: null,
      })
      .where('id', '=', account.connectionId)
      .where('refresh_lease', '=', lease)
      .where('state', '=', 'active')
      .execute();
  }
}

async function renew(ctx: Context, account: AccountToken, login: 'instagram', lease: string): Promise<void> {
  const renewed = await ctx.instagram.refreshToken(login, account.token);
  const identity = { ...account.token.identity, version: account.version + 1 };
  const sealed = await ctx.vault.seal(renewed.token, identity);
  await inTransaction(ctx, async ({ db }) => {
    const now = ctx.clock.now();
    const swapped = await db
      .updateTable('connections')
      .set({
        token_version: identity.version,
        token_renewed_at: now,
        token_expires_at: plusSeconds(now, renewed.expiresInSeconds),
        refresh_after: refreshAfter(now, account.connectionId),
        refresh_lease: null,
        refresh_lease_until: null,
      })
      .where('id', '=', account.connectionId)
      .where('refresh_lease', '=', lease)
      .where('token_version', '=', account.version)
      .returning('id')
      .executeTakeFirst();
    if (!swapped) return;
    await db
      .updateTable('vault.sealed_tokens')
      .set({
        version: identity.version,
        kek_id: sealed.kekId,
        dek_wrapped: sealed.dekWrapped,
        jwe: sealed.jwe,
        created_at: now,
      })
      .where('connection_id', '=', account.connectionId)
      .execute();
  });
}

async function inspect(ctx: Context, account: AccountToken, lease: string): Promise<void> {
  const seen = await inspectConnection(ctx, account);
  if (seen.kind === 'refused')
    throw new AppError('reconnect_needed', {
      details: { operation: 'inspect_token', subcode: seen.subcode },
    });
  await ctx.db
    .updateTable('connections')
    .set({
      ...seen.values,
      refresh_after: refreshAfter(ctx.clock.now(), account.connectionId),
      refresh_lease: null,
      refresh_lease_until: null,
    })
    .where('id', '=', account.connectionId)
    .where('refresh_lease', '=', lease)
    .where('token_version', '=', account.version)
    .execute();
}

/** Enqueues the renewals that are due, oldest first, at most 100 a round. */
export async function sweepRefreshes(ctx: Context): Promise<void> {
  const due = await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('state', '=', 'active')
    .where('refresh_after', '<=', ctx.clock.now())
    .where(isUnleased('refresh_lease_until'))
    .orderBy('refresh_after')
    .limit(100)
    .execute();
  for (const { id } of due) await ctx.queue.enqueue(ctx.db, 'connections.refresh', { connectionId: id });
}
