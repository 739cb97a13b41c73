import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction, lockUntilCommit } from '../database/index.ts';
import type { Account, LongLivedToken } from '../instagram/index.ts';
import type { AccessToken } from '../vault/index.ts';
import { appIdOf, lockPerson, type AppPerson } from './person-lock.ts';
import { refreshAfter } from './refresh-after.ts';
import { abandonedSeconds, type TakenAuthorization } from './take-authorization.ts';

const purpose = 'instagram.access_token';

/**
 * One transaction: connection, grant, sealed token, audit event and outcome, or none of them. The same account in the
 * same workspace is a reconnect: token replaced, history kept. Throws `account_in_use`, `wrong_account`, `state_expired`,
 * `network_error`.
 */
export async function establishConnection(
  ctx: Context,
  authorization: TakenAuthorization,
  found: { account: Account; longLived: LongLivedToken; scopes: string[] },
): Promise<void> {
  const { account, longLived, scopes } = found;
  const appId = appIdOf(ctx, authorization.login);
  const person = { appId, appScopedUserId: account.appScopedUserId };
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    await lockPerson(ctx, person);
    await mustHaveOutlivedRevocations(ctx, authorization, { person, token: longLived.token });
    await lockUntilCommit(db, `account:${account.instagramUserId}`);
    const existing = await db
      .selectFrom('connections')
      .select(['id', 'workspace_id', 'token_version'])
      .where('instagram_user_id', '=', account.instagramUserId)
      .forUpdate()
      .executeTakeFirst();
    if (authorization.reconnect_connection_id && existing?.id !== authorization.reconnect_connection_id)
      throw await refusalOfReconnect(ctx, authorization.reconnect_connection_id, account);
    if (existing && existing.workspace_id !== authorization.workspace_id)
      throw new AppError('account_in_use');

    const now = ctx.clock.now();
    const connectionId = existing?.id ?? authorization.connection_id;
    const version = (existing?.token_version ?? 0) + 1;
    const values = {
      login: authorization.login,
      app_id: appId,
      app_scoped_user_id: account.appScopedUserId,
      username: account.username,
      state: 'active' as const,
      state_reason: null,
      state_changed_at: now,
      token_version: version,
      token_expires_at: plusSeconds(now, longLived.expiresInSeconds),
      token_renewed_at: now,
      refresh_after: refreshAfter(now, connectionId),
      refresh_lease: null,
      refresh_lease_until: null,
      missing_scopes: [],
    };
    if (existing) await db.updateTable('connections').set(values).where('id', '=', connectionId).execute();
    else
      await db
        .insertInto('connections')
        .values({
          ...values,
          id: connectionId,
          workspace_id: authorization.workspace_id,
          instagram_user_id: account.instagramUserId,
          time_zone: authorization.time_zone,
          created_at: now,
        })
        .execute();
    const grant = { scopes, consented_at: now };
    await db
      .insertInto('grants')
      .values({ connection_id: connectionId, ...grant })
      .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(grant))
      .execute();

    const identity = { purpose, workspaceId: authorization.workspace_id, connectionId, version };
    const sealed = await ctx.vault.seal(longLived.token, identity);
    const row = {
      version,
      kek_id: sealed.kekId,
      dek_wrapped: sealed.dekWrapped,
      jwe: sealed.jwe,
      created_at: now,
    };
    await db
      .insertInto('vault.sealed_tokens')
      .values({ connection_id: connectionId, workspace_id: authorization.workspace_id, purpose, ...row })
      .onConflict((conflict) => conflict.columns(['connection_id', 'purpose']).doUpdateSet(row))
      .execute();

    // A queued revocation of this person would kill the grant that was just given.
    await db
      .deleteFrom('revocations')
      .where('app_id', '=', appId)
      .where('app_scoped_user_id', '=', account.appScopedUserId)
      .where('state', '=', 'queued')
      .execute();
    await ctx.dependants.reattach(ctx, {
      workspaceId: authorization.workspace_id,
      connectionId,
      instagramUserId: account.instagramUserId,
    });
    await recordEvent(ctx, {
      workspaceId: authorization.workspace_id,
      actor: 'member',
      userId: authorization.user_id,
      action: existing ? 'connection.reconnected' : 'connection.established',
      subject: connectionId,
      // The app-scoped id, so that a later data deletion finds what was read even when the row is gone.
      details: {
        username: account.username,
        instagramUserId: account.instagramUserId,
        appScopedUserId: account.appScopedUserId,
        appId,
      },
    });
    const finished = await db
      .updateTable('authorizations')
      .set({
        finished_at: now,
        outcome: 'connected',
        outcome_details: JSON.stringify({
          connectionId,
          username: account.username,
          reconnected: existing !== undefined,
        }),
      })
      .where('id', '=', authorization.id)
      .where('finished_at', 'is', null)
      .where('taken_at', '>', plusSeconds(now, -abandonedSeconds))
      .returning('id')
      .executeTakeFirst();
    // So late that the person was told it expired already: then it did, and nothing above is kept.
    if (!finished) throw new AppError('state_expired');
  });
  ctx.log.info(
    { authorizationId: authorization.id, instagramUserId: account.instagramUserId },
    'connection established',
  );
}

/** Another account came back, or the one to reconnect is gone meanwhile and nobody can say whether this is it. */
async function refusalOfReconnect(ctx: Context, connectionId: string, account: Account): Promise<AppError> {
  const target = await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('id', '=', connectionId)
    .executeTakeFirst();
  return target
    ? new AppError('wrong_account', { details: { username: account.username } })
    : new AppError('state_expired');
}

/**
 * The consent came before this lock: a revocation in flight meanwhile killed it with the old grant. Only then is Instagram
 * asked once more, so that no dead token is stored as a connection. Throws `network_error`.
 */
async function mustHaveOutlivedRevocations(
  ctx: Context,
  authorization: TakenAuthorization,
  fresh: { person: AppPerson; token: AccessToken },
): Promise<void> {
  const tried = await ctx.db
    .selectFrom('revocations')
    .select('id')
    .where('app_id', '=', fresh.person.appId)
    .where('app_scoped_user_id', '=', fresh.person.appScopedUserId)
    .where('attempts', '>', 0)
    .where((eb) => eb.or([eb('state', '=', 'queued'), eb('finished_at', '>=', authorization.created_at)]))
    .executeTakeFirst();
  if (!tried) return;
  const probe = await ctx.instagram.probeToken(authorization.login, fresh.token);
  if (probe.state !== 'alive')
    throw new AppError('network_error', { details: { reason: 'revoked_meanwhile' } });
}
