import type { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import type { Account } from '../instagram/index.ts';
import type { AccessToken } from '../vault/index.ts';
import { revocationSeconds } from './attempt-revocation.ts';
import { appIdOf, lockPerson } from './person-lock.ts';
import type { TakenAuthorization } from './take-authorization.ts';

const purpose = 'instagram.access_token.refused';
const shown = ['missingScopes', 'username', 'code', 'subcode', 'traceId', 'reason'];

/** A token that a refused connect leaves in our hands, and what is known of whose it is. */
export interface Leftover {
  token: AccessToken;
  person: Partial<Pick<Account, 'appScopedUserId' | 'instagramUserId'>>;
}

/**
 * Stores why a connect ended without a connection. A token in hand is sealed into the revocation queue, unless this
 * installation has a connection of that person: Meta's revoke is per app and person, and would kill the good one too.
 */
export async function refuseAuthorization(
  ctx: Context,
  authorization: TakenAuthorization,
  error: AppError,
  leftover?: Leftover,
): Promise<void> {
  ctx.log.info(
    { authorizationId: authorization.id, code: error.code, details: error.details },
    'connect refused',
  );
  await inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    if (leftover) await queueLeftover(ctx, authorization, leftover);
    await ctx.db
      .updateTable('authorizations')
      .set({
        finished_at: now,
        outcome: error.code,
        outcome_details: JSON.stringify(
          Object.fromEntries(
            shown.flatMap((key) => (error.details[key] === undefined ? [] : [[key, error.details[key]]])),
          ),
        ),
      })
      .where('id', '=', authorization.id)
      .where('finished_at', 'is', null)
      .execute();
  });
}

async function queueLeftover(
  ctx: Context,
  authorization: TakenAuthorization,
  leftover: Leftover,
): Promise<void> {
  const appId = appIdOf(ctx, authorization.login);
  const appScopedUserId = leftover.person.appScopedUserId;
  // Without knowing whose token it is, a revoke could hit a good connection: it is discarded and dies within the hour.
  if (!appScopedUserId) return;
  await lockPerson(ctx, { appId, appScopedUserId });
  const connected = await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('app_id', '=', appId)
    .where((eb) =>
      eb.or([
        eb('app_scoped_user_id', '=', appScopedUserId),
        // Old answers of the exchange gave the account's id.
        eb('instagram_user_id', '=', leftover.person.instagramUserId ?? appScopedUserId),
      ]),
    )
    .executeTakeFirst();
  if (connected) return;
  const now = ctx.clock.now();
  const identity = {
    purpose,
    workspaceId: authorization.workspace_id,
    connectionId: authorization.connection_id,
    version: 1,
  };
  const sealed = await ctx.vault.seal(leftover.token, identity);
  const id = newId();
  await ctx.db
    .insertInto('revocations')
    .values({
      id,
      workspace_id: identity.workspaceId,
      connection_id: identity.connectionId,
      login: authorization.login,
      app_id: appId,
      instagram_user_id: leftover.person.instagramUserId ?? '',
      app_scoped_user_id: appScopedUserId,
      state: 'queued',
      reason: 'refused_connect',
      purpose,
      version: identity.version,
      kek_id: sealed.kekId,
      dek_wrapped: sealed.dekWrapped,
      jwe: sealed.jwe,
      next_attempt_at: now,
      created_at: now,
      expires_at: plusSeconds(now, revocationSeconds),
    })
    .execute();
  await ctx.queue.enqueue(ctx.db, 'connections.revoke', { revocationId: id });
}
