import type { Context } from '../context.ts';
import type { FoundInvite } from './invites.ts';

/**
 * The one policy of who may create an account: the first person, then whoever holds an invite that is good. Every way of
 * signing up asks it, under the lock `sign-up`.
 */
export async function maySignUp(ctx: Pick<Context, 'db'>, invite?: FoundInvite): Promise<boolean> {
  const someone = await ctx.db.selectFrom('users').select('id').limit(1).executeTakeFirst();
  return someone === undefined || invite !== undefined;
}
