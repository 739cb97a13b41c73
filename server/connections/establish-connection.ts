import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction, lockUntilCommit } from '../database/index.ts';
import type { Account } from '../instagram/index.ts';
import type { AccessToken } from '../vault/index.ts';
import { appIdOf, lockPerson, type AppPerson } from './person-lock.ts';
import { dropQueuedRevocations } from './queue-revocation.ts';
import { refreshAfter } from './refresh-after.ts';
import { requireMayConnect } from './require-may-connect.ts';
import { revokeReplaced } from './revoke-replaced.ts';
import { abandonedSeconds, type TakenAuthorization } from './take-authorization.ts';

const purpose = 'instagram.access_token';

/** What is known of the account when everything was well, and the token that is to be kept. */
export interface Found {
  account: Pick<Account, 'instagramUserId' | 'username'> & { appScopedUserId: string };
  /** The Facebook Page whose token it is; null on Instagram's door. */
  pageId: string | null;
  token: AccessToken;
  /** Null when Meta gave it without an end. */
  expiresAt: Date | null;
  dataAccessExpiresAt: Date | null;
  scopes: string[];
}

/**
 * One transaction: connection, grant, sealed token, audit event and outcome, or none of them. The same account in the
 * same workspace is a reconnect: token replaced, history kept. Throws `account_in_use`, `wrong_account`, `state_expired`,
 * `not_allowed`, `network_error`.
 */
export async function establishConnection(
  ctx: Context,
  authorization: TakenAuthorization,
  found: Found,
): Promise<void> {
  const { account, token, scopes } = found;
  const appId = appIdOf(ctx, authorization.login);
  const person = { appId, appScopedUserId: account.appScopedUserId };
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    const former = await lockPeople(ctx, person, account.instagramUserId);
    await mustHaveOutlivedRevocations(ctx, authorization, { person, token, account });
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
    await requireMayConnect(ctx, authorization, account.instagramUserId);

    const now = ctx.clock.now();
    const connectionId = existing?.id ?? authorization.connection_id;
    const version = (existing?.token_version ?? 0) + 1;
    const values = {
      login: authorization.login,
      app_id: appId,
      app_scoped_user_id: account.appScopedUserId,
      page_id: found.pageId,
      username: account.username,
      state: 'active' as const,
      state_reason: null,
      state_changed_at: now,
      token_version: version,
      token_expires_at: found.expiresAt,
      data_access_expires_at: found.dataAccessExpiresAt,
      token_renewed_at: now,
      refresh_after: refreshAfter(now, connectionId),
      refresh_lease: null,
      refresh_lease_until: null,
      missing_scopes: [],
    };
    if (existing && former) await revokeReplaced(ctx, { connectionId, former });
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
    const sealed = await ctx.vault.seal(token, identity);
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

    await dropQueuedRevocations(ctx, person);
    await db.deleteFrom('choices').where('authorization_id', '=', authorization.id).execute();
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

/**
 * Locks the person who consented and, when the account is connected by somebody else or by the other door, that former
 * person too, in order, so that two connects never wait for each other. Answers the former one.
 */
async function lockPeople(
  ctx: Context,
  person: AppPerson,
  instagramUserId: string,
): Promise<AppPerson | undefined> {
  const known = await ctx.db
    .selectFrom('connections')
    .select(['app_id', 'app_scoped_user_id'])
    .where('instagram_user_id', '=', instagramUserId)
    .executeTakeFirst();
  const isSame = known?.app_id === person.appId && known.app_scoped_user_id === person.appScopedUserId;
  const former =
    known && !isSame ? { appId: known.app_id, appScopedUserId: known.app_scoped_user_id } : undefined;
  const people = [person, ...(former ? [former] : [])];
  for (const each of people.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))) await lockPerson(ctx, each);
  return former;
}

function nameOf({ appId, appScopedUserId }: AppPerson): string {
  return `${appId}:${appScopedUserId}`;
}

/** Another account came back, or the one to reconnect is gone meanwhile and nobody can say whether this is it. */
async function refusalOfReconnect(
  ctx: Context,
  connectionId: string,
  account: Found['account'],
): Promise<AppError> {
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
  fresh: { person: AppPerson; token: AccessToken; account: Found['account'] },
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
  const probe = await ctx.instagram.probeToken(
    authorization.login,
    fresh.token,
    fresh.account.instagramUserId,
  );
  if (probe.state !== 'alive')
    throw new AppError('network_error', { details: { reason: 'revoked_meanwhile' } });
}
