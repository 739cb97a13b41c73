import { APIError } from 'better-auth/api';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { SignInContext } from './auth.ts';
import { sessionCookieName } from './auth.ts';
import { isPasswordOf } from './check-password.ts';
import { findSession, type Session } from './find-session.ts';
import { addressBlock, forgetAttempts, limitAttempts } from './limit-attempts.ts';
import { takeSecondStep } from './two-factor.ts';

const perAccount = { attempts: 10, windowSeconds: 15 * 60 };
const perAddress = { attempts: 50, windowSeconds: 15 * 60 };

/** What of a request sign-in looks at. */
export interface Visitor {
  headers: Headers;
  /** From the connection, or from a proxy that the operator trusts. */
  address: string;
}

export interface SignedIn {
  session: Session;
  /** The value of Set-Cookie: the only place that ever holds the session's token. */
  setCookie: string;
}

/**
 * Signs a person in with a fresh session, and ends the session that the browser held before.
 * Throws `sign_in_failed`, the same and as slowly for an unknown e-mail; `two_factor_needed` and
 * `two_factor_failed` to who knows the password alone; `too_many_attempts`.
 */
export async function signIn(
  ctx: SignInContext,
  visitor: Visitor,
  input: { email: string; password: string; code?: string | undefined },
): Promise<SignedIn> {
  const email = input.email.toLowerCase();
  await limitAttempts(ctx, 'address', addressBlock(visitor.address), perAddress);
  await limitAttempts(ctx, 'account', email, perAccount);
  await askForSecondStep(ctx, { ...input, email });
  const setCookie = await proveWhoTheyAre(ctx, visitor, { email, password: input.password });
  await forgetAttempts(ctx, 'account', email);
  await endFormerSession(ctx, visitor);
  const session = await findSession(ctx, new Headers({ cookie: setCookie.split(';')[0]! }));
  if (!session) throw new AppError('sign_in_failed');
  const { userId } = session;
  await recordEvent(ctx, { workspaceId: null, actor: 'member', userId, action: 'account.signed_in' });
  return { session, setCookie };
}

/**
 * Before there is any session: a session that waits for its second step could be taken for one that has it (better-auth's
 * GHSA-xg6x-h9c9-2m83). Says nothing of the second step to who does not know the password.
 */
async function askForSecondStep(
  ctx: SignInContext,
  input: { email: string; password: string; code?: string | undefined },
): Promise<void> {
  const person = await ctx.db
    .selectFrom('users')
    .innerJoin('two_factors', 'two_factors.user_id', 'users.id')
    .select('users.id')
    .where('users.email', '=', input.email)
    .where('two_factors.confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (!person) return;
  if (!(await isPasswordOf(ctx, person.id, input.password))) throw new AppError('sign_in_failed');
  if (input.code === undefined) throw new AppError('two_factor_needed');
  if (!(await takeSecondStep(ctx, person.id, input.code))) throw new AppError('two_factor_failed');
}

async function proveWhoTheyAre(
  ctx: SignInContext,
  visitor: Visitor,
  body: { email: string; password: string },
): Promise<string> {
  try {
    const { headers } = await ctx.auth.api.signInEmail({
      body,
      headers: new Headers({ 'user-agent': visitor.headers.get('user-agent') ?? '' }),
      returnHeaders: true,
    });
    const name = sessionCookieName(ctx.config.publicUrl);
    const setCookie = headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
    if (!setCookie) throw new Error('better-auth signed in without a session cookie');
    return setCookie;
  } catch (error) {
    if (error instanceof APIError && error.statusCode === 401)
      throw new AppError('sign_in_failed', { cause: error });
    throw error;
  }
}

/** A session that was planted in this browser, or left over, is worth nothing after sign-in. */
async function endFormerSession(ctx: SignInContext, visitor: Visitor): Promise<void> {
  const former = await findSession(ctx, visitor.headers);
  if (former) await ctx.db.deleteFrom('sessions').where('id', '=', former.sessionId).execute();
}
