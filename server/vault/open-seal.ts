import { timingSafeEqual } from 'node:crypto';
import { additionalDataOf, contentKeyOf, unwrapDataKey } from './data-key.ts';
import { SealBroken } from './errors.ts';
import type { HeldKeys } from './held-keys.ts';
import { tokenType } from './seal.ts';
import { decryptStrictly, parseStrictly } from './strict-jwe.ts';
import type { SealedToken } from './vault.ts';

/** The bytes of a sealed token, for this folder alone (see reveal.ts). Throws `SealBroken`. The caller wipes them. */
export async function openSeal(keys: HeldKeys, sealed: SealedToken): Promise<Uint8Array> {
  const parsed = parseStrictly(sealed.jwe, 'token', tokenType, 'cmt');
  const dataKey = await unwrapDataKey(keys, sealed);
  try {
    const { key, commitment } = contentKeyOf(dataKey);
    const stored = Buffer.from(parsed.header.cmt!, 'base64url');
    // Compared before anything is decrypted: a token under another's data key gives no byte away.
    if (stored.length !== commitment.length || !timingSafeEqual(stored, commitment))
      throw new SealBroken('token', 'commitment_mismatch');
    return await decryptStrictly(parsed, 'token', key, additionalDataOf(sealed.identity));
  } finally {
    dataKey.fill(0);
  }
}
