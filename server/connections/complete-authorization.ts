import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';
import { findMember } from '../workspaces/index.ts';
import { connectByFacebook } from './connect-by-facebook.ts';
import { connectByInstagram } from './connect-by-instagram.ts';
import { outcomeOf } from './outcome-of.ts';
import { refuseAuthorization, type Leftover } from './refuse-authorization.ts';
import { mayConnect } from './require-may-connect.ts';
import { takeAuthorization, type TakenAuthorization } from './take-authorization.ts';

export type Completion =
  | { kind: 'settled'; workspaceSlug: string; authorizationId: string }
  | { kind: 'expired' };

/**
 * Meta's answer to an authorization: uses the state up, exchanges the code, judges grant and account, and either
 * establishes the connection, lets the person choose between several accounts, or stores why not. Never throws for what Meta or the person did: every outcome is in the row.
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
  // A role lost during the flow, or a workspace closed meanwhile, ends as an expired link: nothing can be probed by it.
  if (authorization.user_id !== userId || !member || !mayConnect(member)) {
    await refuseAuthorization(ctx, authorization, new AppError('state_expired'));
    return member ? settled(member.workspaceSlug, authorization.id) : { kind: 'expired' };
  }
  await judge(ctx, authorization, input.query);
  return settled(member.workspaceSlug, authorization.id);
}

function settled(workspaceSlug: string, authorizationId: string): Completion {
  return { kind: 'settled', workspaceSlug, authorizationId };
}

const connectBy = { instagram: connectByInstagram, facebook: connectByFacebook };

/** Exchanges the code and goes on by the door; whatever ends it is stored, and a token in hand is not forgotten. */
async function judge(ctx: Context, authorization: TakenAuthorization, query: URLSearchParams): Promise<void> {
  const { login } = authorization;
  let leftover: Leftover | undefined;
  try {
    // A dialog answers with one code or one refusal. Anything else was not its doing.
    if (query.getAll('code').length + refusalsIn(login, query) !== 1) throw new AppError('state_expired');
    const grant = await ctx.instagram.exchangeCode({
      login,
      callback: query,
      state: query.get('state') ?? '',
      redirectUri: authorization.redirect_uri,
    });
    leftover = { token: grant.token, person: {} };
    await connectBy[login](ctx, authorization, grant, (inHand) => {
      leftover = inHand;
    });
  } catch (error) {
    await refuseAuthorization(ctx, authorization, outcomeOf(ctx, error), leftover);
  }
}

/** Facebook tells a fault of the app by `error_code` alone. */
function refusalsIn(login: Login, query: URLSearchParams): number {
  const refusals = query.getAll('error').length;
  return refusals === 0 && login === 'facebook' ? query.getAll('error_code').length : refusals;
}
