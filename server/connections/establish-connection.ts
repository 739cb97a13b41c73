import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction, lockUntilCommit } from '../database/index.ts';
import type { Account, LongLivedToken } from '../instagram/index.ts';
import { lockPerson } from './person-lock.ts';
import { refreshAfter } from './refresh-after.ts';
import type { TakenAuthorization } from './take-authorization.ts';

const purpose = 'instagram.access_token';

/**
 * One transaction: connection, grant, sealed token, audit event and outcome, or none of them. The same account in the
 * same workspace is a reconnect: token replaced, history kept. Throws `account_in_use`, `wrong_account`.
 */
export async function establishConnection(
  ctx: Context,
  authorization: TakenAuthorization,
  found: { account: Account; longLived: LongLivedToken; scopes: string[] },
): Promise<void> {
  const { account, longLived, scopes } = found;
  const appId = ctx.config.instagramApp?.id ?? '';
  const person = { appId, appScopedUserId: account.appScopedUserId };
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    await lockPerson(ctx, person);
    await lockUntilCommit(db, `account:${account.instagramUserId}`);
    const existing = await db
      .selectFrom('connections')
      .select(['id', 'workspace_id', 'token_version'])
      .where('instagram_user_id', '=', account.instagramUserId)
      .forUpdate()
      .executeTakeFirst();
    if (authorization.reconnect_connection_id && existing?.id !== authorization.reconnect_connection_id)
      throw new AppError('wrong_account', { details: { username: account.username } });
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
      details: { username: account.username, instagramUserId: account.instagramUserId },
    });
    await db
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
      .execute();
  });
  ctx.log.info(
    { authorizationId: authorization.id, instagramUserId: account.instagramUserId },
    'connection established',
  );
}
