import type { Context } from '../context.ts';
import { lockUntilCommit } from '../database/index.ts';

/**
 * Whether somebody signs in with an address already; it is in lower case, as all are kept. Inside a transaction, until whose end
 * nobody else is told of the same address that it is free.
 */
export async function isEmailTaken(ctx: Pick<Context, 'db'>, email: string): Promise<boolean> {
  await lockUntilCommit(ctx.db, `email:${email}`);
  const someone = await ctx.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
  return someone !== undefined;
}
