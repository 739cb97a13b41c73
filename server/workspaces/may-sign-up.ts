import type { Context } from '../context.ts';

/** The one policy of who may create an account: the first person, then nobody. Ask it under the lock `sign-up`. */
export async function maySignUp(ctx: Pick<Context, 'db'>): Promise<boolean> {
  const someone = await ctx.db.selectFrom('users').select('id').limit(1).executeTakeFirst();
  return someone === undefined;
}
