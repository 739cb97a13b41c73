import { AppError, hasCode } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';
import type { Account, CodeGrant, LongLivedToken } from '../instagram/index.ts';
import { findMember, isAtLeast } from '../workspaces/index.ts';
import { establishConnection } from './establish-connection.ts';
import { refuseAuthorization, type Leftover } from './refuse-authorization.ts';
import { takeAuthorization, type TakenAuthorization } from './take-authorization.ts';

export type Completion =
  | { kind: 'settled'; workspaceSlug: string; authorizationId: string }
  | { kind: 'expired' };

const professional = new Set(['business', 'media_creator', 'creator']);

/**
 * Meta's answer to an authorization: uses the state up, exchanges the code, judges grant and account, and either
 * establishes the connection or stores why not. Never throws for what Meta or the person did: every outcome is in the row.
 */
export async function completeAuthorization(
  ctx: Context,
  input: { login: Login; query: URLSearchParams; session: { sessionId: string; userId: string } | null },
): Promise<Completion> {
  if (!input.session) return { kind: 'expired' };
  const { sessionId, userId } = input.session;
  const taking = await takeAuthorization(ctx, { login: input.login, query: input.query, sessionId });
  if (taking.kind === 'expired') return { kind: 'expired' };
  const workspaceId = taking.kind === 'taken' ? taking.authorization.workspace_id : taking.workspaceId;
  const member = await findMember(ctx, { userId, workspaceId });
  if (taking.kind === 'settled')
    return member ? settled(member.workspaceSlug, taking.authorizationId) : { kind: 'expired' };

  const { authorization } = taking;
  // A role lost during the flow ends as an expired link: nothing can be probed by it.
  if (authorization.user_id !== userId || !member || !isAtLeast(member.role, 'admin')) {
    await refuseAuthorization(ctx, authorization, new AppError('state_expired'));
    return member ? settled(member.workspaceSlug, authorization.id) : { kind: 'expired' };
  }
  await judge(ctx, authorization, input.query);
  return settled(member.workspaceSlug, authorization.id);
}

function settled(workspaceSlug: string, authorizationId: string): Completion {
  return { kind: 'settled', workspaceSlug, authorizationId };
}

/** Exchange, scopes, then long-lived token and account side by side: exactly two provider rounds. */
async function judge(ctx: Context, authorization: TakenAuthorization, query: URLSearchParams): Promise<void> {
  const { login } = authorization;
  let leftover: Leftover | undefined;
  try {
    // A dialog answers with one code or one refusal. Anything else was not its doing.
    if (query.getAll('code').length + query.getAll('error').length !== 1) throw new AppError('state_expired');
    const grant = await ctx.instagram.exchangeCode({
      login,
      callback: query,
      state: query.get('state') ?? '',
      redirectUri: authorization.redirect_uri,
    });
    const person = grant.appScopedUserId === undefined ? {} : { appScopedUserId: grant.appScopedUserId };
    leftover = { token: grant.token, person };
    const scopes = mustHoldAllScopes(ctx, login, grant);
    const [longLived, account] = await Promise.allSettled([
      ctx.instagram.exchangeLongLived(login, grant.token),
      ctx.instagram.readAccount(login, grant.token),
    ]);
    leftover = {
      token: longLived.status === 'fulfilled' ? longLived.value.token : grant.token,
      person: account.status === 'fulfilled' ? account.value : person,
    };
    await establishConnection(ctx, authorization, { ...mustBothBeWell(longLived, account), scopes });
  } catch (error) {
    await refuseAuthorization(ctx, authorization, outcomeOf(ctx, error), leftover);
  }
}

function mustHoldAllScopes(ctx: Context, login: Login, grant: CodeGrant): string[] {
  const granted = grant.permissions ?? [];
  const missing = ctx.instagram.requiredScopes(login).filter((scope) => !granted.includes(scope));
  if (missing.length > 0) throw new AppError('scope_rejected', { details: { missingScopes: missing } });
  return granted;
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

/** What a person is told: throttles and outages are one thing here, a dead fresh token is a riddle. */
function outcomeOf(ctx: Context, error: unknown): AppError {
  if (!(error instanceof AppError)) {
    ctx.log.error({ err: error }, 'connect failed');
    return new AppError('internal_error', { cause: error });
  }
  if (error.code === 'throttled')
    return new AppError('network_error', { cause: error, details: error.details });
  if (
    error.code === 'reconnect_needed' ||
    error.code === 'permission_missing' ||
    error.code === 'media_missing'
  )
    return new AppError('instagram_unexpected', { cause: error, details: error.details });
  return error;
}
