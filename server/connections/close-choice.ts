import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { isGrantUsed } from './is-grant-used.ts';
import { lockPerson, type AppPerson } from './person-lock.ts';
import { queueRevocation } from './queue-revocation.ts';
import { storeOutcome } from './refuse-authorization.ts';
import { sealedTokenOf } from './sealed-token-of.ts';
import { abandonedSeconds } from './take-authorization.ts';

/**
 * Ends a choice without a connection. Its token goes into the revocation queue, unless something else here lives by the
 * same grant: then it is destroyed and the grant is left alone. Safe to call twice.
 */
export async function closeChoice(ctx: Context, authorizationId: string, error: AppError): Promise<void> {
  ctx.log.info({ authorizationId, code: error.code, details: error.details }, 'choice closed');
  await inTransaction(ctx, async (ctx) => {
    const seen = await ctx.db
      .selectFrom('choices')
      .select(['app_id', 'app_scoped_user_id'])
      .where('authorization_id', '=', authorizationId)
      .executeTakeFirst();
    if (!seen) return;
    const person = { appId: seen.app_id, appScopedUserId: seen.app_scoped_user_id };
    await lockPerson(ctx, person);
    const choice = await ctx.db
      .deleteFrom('choices')
      .where('authorization_id', '=', authorizationId)
      .returningAll()
      .executeTakeFirst();
    if (!choice) return;
    if (!(await isGrantUsed(ctx, person)))
      await queueRevocation(ctx, {
        login: 'facebook',
        person,
        instagramUserId: '',
        token: sealedTokenOf(choice),
        reason: 'refused_connect',
      });
    await storeOutcome(ctx, authorizationId, error);
  });
}

/** The person took the grant back: their open choices end, and there is nothing left to revoke. Under their lock. */
export async function dropChoices(ctx: Context, person: AppPerson, givenBefore: Date): Promise<void> {
  const dropped = await ctx.db
    .deleteFrom('choices')
    .where('app_id', '=', person.appId)
    .where('app_scoped_user_id', '=', person.appScopedUserId)
    .where('created_at', '<=', givenBefore)
    .returning('authorization_id')
    .execute();
  for (const { authorization_id } of dropped)
    await storeOutcome(ctx, authorization_id, new AppError('access_withdrawn'));
}

/** Closes the choices that nobody made in time, and those whose process died on the way. */
export async function sweepChoices(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const over = await ctx.db
    .selectFrom('choices')
    .innerJoin('authorizations', 'authorizations.id', 'choices.authorization_id')
    .select('authorizations.id')
    .where('choices.expires_at', '<=', now)
    // A choice that was made in the last moment is on its way.
    .where('taken_at', '<=', plusSeconds(now, -abandonedSeconds))
    .limit(100)
    .execute();
  for (const { id } of over) await closeChoice(ctx, id, new AppError('state_expired'));
}
