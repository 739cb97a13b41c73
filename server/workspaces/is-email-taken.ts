import type { Context } from '../context.ts';

/** Whether somebody signs in with an address already; it is in lower case, as all are kept. */
export async function isEmailTaken(ctx: Pick<Context, 'db'>, email: string): Promise<boolean> {
  const someone = await ctx.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
  return someone !== undefined;
}
