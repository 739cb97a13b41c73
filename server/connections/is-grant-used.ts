import type { Context } from '../context.ts';
import type { AppPerson } from './person-lock.ts';

/**
 * Whether anything of this installation lives by what a person granted our app: a connection, in any workspace, or an open
 * choice. Meta's revoke would take it away too. Asked under the person's lock.
 */
export async function isGrantUsed(
  ctx: Pick<Context, 'db'>,
  person: AppPerson,
  { except }: { except?: string } = {},
): Promise<boolean> {
  const connected = await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('app_id', '=', person.appId)
    .where('app_scoped_user_id', '=', person.appScopedUserId)
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .executeTakeFirst();
  if (connected) return true;
  const choosing = await ctx.db
    .selectFrom('choices')
    .select('authorization_id')
    .where('app_id', '=', person.appId)
    .where('app_scoped_user_id', '=', person.appScopedUserId)
    .executeTakeFirst();
  return choosing !== undefined;
}
