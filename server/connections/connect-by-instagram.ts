import { AppError, hasCode } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Account, CodeGrant, LongLivedToken } from '../instagram/index.ts';
import { establishConnection } from './establish-connection.ts';
import { mustHoldAllScopes } from './must-hold-all-scopes.ts';
import type { Leftover } from './refuse-authorization.ts';
import type { TakenAuthorization } from './take-authorization.ts';

const professional = new Set(['business', 'media_creator', 'creator']);

/**
 * Scopes, then long-lived token and account side by side: one provider round after the exchange. `keep` is told what is in
 * hand, so that a refusal at any point leaves no token behind.
 */
export async function connectByInstagram(
  ctx: Context,
  authorization: TakenAuthorization,
  grant: CodeGrant,
  keep: (leftover: Leftover) => void,
): Promise<void> {
  const person = grant.appScopedUserId === undefined ? {} : { appScopedUserId: grant.appScopedUserId };
  keep({ token: grant.token, person });
  const scopes = mustHoldAllScopes(ctx, 'instagram', grant.permissions ?? []);
  const [longLived, account] = await Promise.allSettled([
    ctx.instagram.exchangeLongLived('instagram', grant.token),
    ctx.instagram.readAccount('instagram', grant.token),
  ]);
  keep({
    token: longLived.status === 'fulfilled' ? longLived.value.token : grant.token,
    person:
      account.status === 'fulfilled'
        ? { ...person, ...ownIdOf(account.value), instagramUserId: account.value.instagramUserId }
        : person,
  });
  const well = mustBothBeWell(longLived, account);
  await establishConnection(ctx, authorization, {
    account: { ...well.account, appScopedUserId: mustSayWhose(well.account) },
    pageId: null,
    token: well.longLived.token,
    expiresAt: plusSeconds(ctx.clock.now(), well.longLived.expiresInSeconds),
    dataAccessExpiresAt: null,
    scopes,
  });
}

function ownIdOf({ appScopedUserId }: Account): { appScopedUserId?: string } {
  return appScopedUserId === undefined ? {} : { appScopedUserId };
}

function mustSayWhose({ appScopedUserId }: Account): string {
  if (!appScopedUserId) throw new AppError('network_error', { details: { reason: 'incomplete' } });
  return appScopedUserId;
}

/** Of the two answers that came side by side, a refusal says more than an outage beside it. */
function mustBothBeWell(
  longLived: PromiseSettledResult<LongLivedToken>,
  account: PromiseSettledResult<Account>,
): { longLived: LongLivedToken; account: Account } {
  if (account.status === 'fulfilled' && !professional.has(account.value.accountType))
    throw new AppError('instagram_no_business_account');
  if (longLived.status === 'fulfilled' && account.status === 'fulfilled')
    return { longLived: longLived.value, account: account.value };
  const errors = [longLived, account].flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  throw errors.find((error) => !isOutage(error)) ?? errors[0];
}

function isOutage(error: unknown): boolean {
  return hasCode(error, 'network_error') || hasCode(error, 'throttled');
}
