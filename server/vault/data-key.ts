import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import type { HeldKey, HeldKeys } from './held-keys.ts';
import { SealBroken } from './errors.ts';
import { decryptStrictly, encryptStrictly, parseStrictly } from './strict-jwe.ts';
import type { SealedToken, TokenIdentity } from './vault.ts';

const wrapType = 'vault.v1.key';

/** What a data key becomes before use. */
export interface ContentKey {
  key: KeyObject;
  /** 32 bytes that only this data key gives. GCM alone would let one ciphertext open under two keys. */
  commitment: Buffer;
}

/** 32 random bytes for one token, used once. */
export function newDataKey(): Buffer {
  return randomBytes(32);
}

/** HKDF-SHA512 of a data key: 32 bytes that encrypt and 32 bytes that commit to them (as AWS ESDK suite 0x0478 does). */
export function contentKeyOf(dataKey: Uint8Array): ContentKey {
  const derived = Buffer.from(hkdfSync('sha512', dataKey, Buffer.alloc(0), 'vault.v1', 64));
  const key = createSecretKey(derived.subarray(0, 32));
  const commitment = Buffer.from(derived.subarray(32));
  derived.fill(0);
  return { key, commitment };
}

/** The additional data of both layers: whose token it is. Recomputed from the row every time, so a moved row stays shut. */
export function additionalDataOf({ purpose, workspaceId, connectionId, version }: TokenIdentity): Buffer {
  return Buffer.from(JSON.stringify(['vault.v1', purpose, workspaceId, connectionId, version]), 'utf8');
}

/** The data key under a key-encryption key, as JWE text. */
export function wrapDataKey(dataKey: Uint8Array, { kid, key }: HeldKey, identity: TokenIdentity) {
  return encryptStrictly(dataKey, key, { typ: wrapType, kid }, additionalDataOf(identity));
}

/** The data key of a sealed token. Throws `SealBroken`. The caller wipes it. */
export async function unwrapDataKey(keys: HeldKeys, sealed: SealedToken): Promise<Uint8Array> {
  const parsed = parseStrictly(sealed.dekWrapped, 'data key', wrapType, 'kid');
  if (parsed.header.kid !== sealed.kekId) throw new SealBroken('data key', 'header_refused');
  const { key } = await keys.openingKey(sealed.kekId);
  const dataKey = await decryptStrictly(parsed, 'data key', key, additionalDataOf(sealed.identity));
  if (dataKey.length !== 32) throw new SealBroken('data key', 'malformed');
  return dataKey;
}
