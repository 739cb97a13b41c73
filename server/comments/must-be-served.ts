import { AppError } from '../app-error.ts';
import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';

/** In some outages Instagram says of everything that it does not exist. Throws `network_error` unless it knows the account. */
export async function mustBeServed(ctx: Context, account: AccountToken): Promise<void> {
  const probe = await ctx.instagram.probeToken(account.login, account.token, account.instagramUserId);
  if (probe.state === 'alive') return;
  throw new AppError('network_error', {
    details: { operation: 'read_comment', reason: 'account_not_served' },
  });
}
