import type { Context } from '../context.ts';
import { findTwoFactor } from './two-factor.ts';

/** How a person signs in: a new address that waits to be confirmed, and their second step. */
export async function readAccount(ctx: Pick<Context, 'db' | 'clock'>, userId: string) {
  const waiting = await ctx.db
    .selectFrom('account_links')
    .select('email')
    .where('user_id', '=', userId)
    .where('purpose', '=', 'email_confirm')
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  const twoFactor = await findTwoFactor(ctx, userId);
  const { left } = await ctx.db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<string>().as('left'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return {
    newEmail: waiting?.email ?? null,
    twoFactor: twoFactor && { since: twoFactor.since.toISOString(), recoveryCodesLeft: Number(left) },
  };
}
