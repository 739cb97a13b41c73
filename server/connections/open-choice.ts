import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction, type OfferedAccount } from '../database/index.ts';
import type { AccessToken } from '../vault/index.ts';
import { appIdOf, lockPerson } from './person-lock.ts';
import { dropQueuedRevocations } from './queue-revocation.ts';
import { abandonedSeconds, type TakenAuthorization } from './take-authorization.ts';

const purpose = 'facebook.user_token.choice';

/**
 * Lets the person choose between several accounts for what is left of the attempt's ten minutes. The token is sealed
 * beside the question and never leaves the server. Throws `state_expired` when nothing is left.
 */
export async function openChoice(
  ctx: Context,
  authorization: TakenAuthorization,
  found: { appScopedUserId: string; scopes: string[]; token: AccessToken; accounts: OfferedAccount[] },
): Promise<void> {
  const person = {
    appId: appIdOf(ctx, authorization.login),
    appScopedUserId: found.appScopedUserId,
  };
  const identity = {
    purpose,
    workspaceId: authorization.workspace_id,
    connectionId: authorization.connection_id,
    version: 1,
  };
  const sealed = await ctx.vault.seal(found.token, identity);
  await inTransaction(ctx, async (ctx) => {
    await lockPerson(ctx, person);
    const now = ctx.clock.now();
    const open = await ctx.db
      .updateTable('authorizations')
      .set({ choosing_until: authorization.expires_at })
      .where('id', '=', authorization.id)
      .where('finished_at', 'is', null)
      .where('expires_at', '>', now)
      .where('taken_at', '>', plusSeconds(now, -abandonedSeconds))
      .returning('id')
      .executeTakeFirst();
    if (!open) throw new AppError('state_expired');
    await ctx.db
      .insertInto('choices')
      .values({
        authorization_id: authorization.id,
        workspace_id: identity.workspaceId,
        connection_id: identity.connectionId,
        app_id: person.appId,
        app_scoped_user_id: person.appScopedUserId,
        scopes: found.scopes,
        accounts: JSON.stringify(found.accounts),
        purpose,
        version: identity.version,
        kek_id: sealed.kekId,
        dek_wrapped: sealed.dekWrapped,
        jwe: sealed.jwe,
        created_at: now,
        expires_at: authorization.expires_at,
      })
      .execute();
    // The grant was just given anew. If nothing comes of this choice, its own token is queued.
    await dropQueuedRevocations(ctx, person);
  });
  ctx.log.info({ authorizationId: authorization.id, accounts: found.accounts.length }, 'choice opened');
}
