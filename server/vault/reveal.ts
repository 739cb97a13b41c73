import { AccessToken, accessTokenBytes, makeAccessToken } from './access-token.ts';
import { keysOf } from './held-keys.ts';
import { openSeal } from './open-seal.ts';
import type { SealedToken, Vault } from './vault.ts';

/*
 * The only door to plaintext. Only `instagram/` imports this file, and keeps what it gets for the length of one call.
 */

/** The text of a token, for one call to Meta. Throws `SealBroken` when a sealed one cannot be opened. */
export async function revealToken(vault: Vault, token: AccessToken | SealedToken): Promise<string> {
  if (token instanceof AccessToken) return accessTokenBytes(token).toString('utf8');
  const bytes = await openSeal(keysOf(vault), token);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  bytes.fill(0);
  return text;
}

/** Puts a token that Meta just gave into its opaque wrapping. */
export function holdToken(text: string): AccessToken {
  return makeAccessToken(text);
}
