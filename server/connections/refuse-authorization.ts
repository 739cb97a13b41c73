import type { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import type { AccessToken } from '../vault/index.ts';
import { isGrantUsed } from './is-grant-used.ts';
import { appIdOf, lockPerson } from './person-lock.ts';
import { queueRevocation } from './queue-revocation.ts';
import type { TakenAuthorization } from './take-authorization.ts';

const purpose = 'instagram.access_token.refused';
const shown = ['missingScopes', 'username', 'code', 'subcode', 'traceId', 'reason', 'pages'];

/** A token that a refused connect leaves in our hands, and what is known of whose it is. */
export interface Leftover {
  token: AccessToken;
  person: { appScopedUserId?: string; instagramUserId?: string };
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
    if (leftover) await queueLeftover(ctx, authorization, leftover);
    await storeOutcome(ctx, authorization.id, error);
  });
}

/** Why an attempt ended, with the facts that its person is shown; an attempt that ended before stays as it is. */
export async function storeOutcome(ctx: Context, authorizationId: string, error: AppError): Promise<void> {
  const details = shown.flatMap((key) =>
    error.details[key] === undefined ? [] : [[key, error.details[key]]],
  );
  await ctx.db
    .updateTable('authorizations')
    .set({
      finished_at: ctx.clock.now(),
      choosing_until: null,
      outcome: error.code,
      outcome_details: JSON.stringify(Object.fromEntries(details)),
    })
    .where('id', '=', authorizationId)
    .where('finished_at', 'is', null)
    .execute();
}

async function queueLeftover(
  ctx: Context,
  authorization: TakenAuthorization,
  leftover: Leftover,
): Promise<void> {
  const appId = appIdOf(ctx, authorization.login);
  const appScopedUserId = leftover.person.appScopedUserId;
  // Without knowing whose token it is, a revoke could hit a good connection: it is discarded, and dies within an hour or two.
  if (!appScopedUserId) return;
  const person = { appId, appScopedUserId };
  await lockPerson(ctx, person);
  if (await isGrantUsed(ctx, person)) return;
  // Old answers of Instagram's exchange gave the account's id.
  const instagramUserId = leftover.person.instagramUserId ?? '';
  if (await isConnected(ctx, appId, instagramUserId || appScopedUserId)) return;
  const token = await ctx.vault.seal(leftover.token, {
    purpose,
    workspaceId: authorization.workspace_id,
    connectionId: authorization.connection_id,
    version: 1,
  });
  await queueRevocation(ctx, {
    login: authorization.login,
    person,
    instagramUserId,
    token,
    reason: 'refused_connect',
  });
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
