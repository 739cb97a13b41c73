import type { SignInContext } from './auth.ts';

/** Who is signed in, as a signed cookie and a row of the database agree. */
export interface Session {
  sessionId: string;
  userId: string;
  userName: string;
  email: string;
}

/** The session behind the cookie of a request; null for none, a forged, an ended or an expired one. */
export async function findSession(
  ctx: Pick<SignInContext, 'auth'>,
  headers: Headers,
): Promise<Session | null> {
  const cookie = headers.get('cookie');
  if (!cookie) return null;
  // Nothing but the cookie is handed on: no other header can be a credential.
  const found = await ctx.auth.api.getSession({
    headers: new Headers({ cookie }),
    query: { disableRefresh: true },
  });
  if (!found) return null;
  const { session, user } = found;
  return { sessionId: session.id, userId: user.id, userName: user.name, email: user.email };
}
