import { createHmac, timingSafeEqual } from 'node:crypto';
import { sessionCookieName, type SignInContext } from './auth.ts';

/**
 * The token in the session cookie of a request; null for none, and for one that we did not sign. Nothing but the cookie is looked at:
 * no other header can be a credential. As better-auth writes it: the token, a point, and the HMAC-SHA-256 of it under the secret, in
 * base64, all of it percent-encoded.
 */
export function sessionTokenOf(ctx: Pick<SignInContext, 'auth' | 'config'>, headers: Headers): string | null {
  const name = `${sessionCookieName(ctx.config.publicUrl)}=`;
  const pair = headers
    .get('cookie')
    ?.split(';')
    .find((each) => each.trimStart().startsWith(name));
  const value = pair === undefined ? null : decoded(pair.trimStart().slice(name.length).trim());
  const [token = '', signature = '', ...more] = value?.split('.') ?? [];
  if (token === '' || more.length > 0) return null;
  const given = Buffer.from(signature, 'base64');
  const expected = createHmac('sha256', ctx.auth.options.secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
