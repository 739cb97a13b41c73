import type { Context } from '../context.ts';
import { isGrantUsed } from './is-grant-used.ts';
import type { AppPerson } from './person-lock.ts';
import { queueRevocation } from './queue-revocation.ts';
import { sealedTokenOf } from './sealed-token-of.ts';

/**
 * The account came back by the other door, or by another person on Facebook: what the former person granted is about to be
 * forgotten here, so it is queued to be revoked, unless other accounts live by it. Under the locks of both, before the row
 * is changed.
 */
export async function revokeReplaced(
  ctx: Context,
  input: { connectionId: string; former: AppPerson },
): Promise<void> {
  const row = await ctx.db
    .selectFrom('connections')
    .innerJoin('vault.sealed_tokens as sealed', 'sealed.connection_id', 'connections.id')
    .selectAll('sealed')
    .select(['login', 'instagram_user_id'])
    .where('connections.id', '=', input.connectionId)
    .where('app_id', '=', input.former.appId)
    .where('app_scoped_user_id', '=', input.former.appScopedUserId)
    .executeTakeFirst();
  // Without a token of it there is nothing that could revoke; the row itself does not count as a use of it any more.
  if (!row || (await isGrantUsed(ctx, input.former, { except: input.connectionId }))) return;
  await queueRevocation(ctx, {
    login: row.login,
    person: input.former,
    instagramUserId: row.instagram_user_id,
    token: sealedTokenOf(row),
    reason: 'replaced',
  });
}
