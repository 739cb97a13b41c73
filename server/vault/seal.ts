import { contentKeyOf, additionalDataOf, newDataKey, unwrapDataKey, wrapDataKey } from './data-key.ts';
import type { HeldKey, HeldKeys } from './held-keys.ts';
import { encryptStrictly } from './strict-jwe.ts';
import type { SealedToken, TokenIdentity } from './vault.ts';

/** The `typ` of a sealed token; another form gets another name. */
export const tokenType = 'vault.v1.token';

/** Seals bytes under a fresh data key, and that one under `sealingKey`. */
export async function sealBytes(
  sealingKey: HeldKey,
  plaintext: Uint8Array,
  identity: TokenIdentity,
): Promise<SealedToken> {
  const dataKey = newDataKey();
  try {
    const { key, commitment } = contentKeyOf(dataKey);
    const header = { typ: tokenType, cmt: commitment.toString('base64url') };
    const jwe = await encryptStrictly(plaintext, key, header, additionalDataOf(identity));
    const dekWrapped = await wrapDataKey(dataKey, sealingKey, identity);
    return { identity, kekId: sealingKey.kid, dekWrapped, jwe };
  } finally {
    dataKey.fill(0);
  }
}

/** The same token with its data key under the active key; unchanged when it is already. Throws `SealBroken`. */
export async function rewrapSealed(keys: HeldKeys, sealed: SealedToken): Promise<SealedToken> {
  const sealingKey = await keys.sealingKey();
  if (sealed.kekId === sealingKey.kid) return sealed;
  const dataKey = await unwrapDataKey(keys, sealed);
  try {
    const dekWrapped = await wrapDataKey(dataKey, sealingKey, sealed.identity);
    return { ...sealed, kekId: sealingKey.kid, dekWrapped };
  } finally {
    dataKey.fill(0);
  }
}
