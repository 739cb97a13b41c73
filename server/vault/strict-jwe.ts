import { FlattenedEncrypt, flattenedDecrypt, type CryptoKey, type KeyObject } from 'jose';
import { SealBroken } from './errors.ts';

/*
 * The one form of RFC 7516 that we write and the only one that we read: flattened JSON, `dir` with `A256GCM`, additional
 * data that is recomputed and not stored. jose reads much more (other algorithms, `zip`, unprotected headers): all of it
 * is refused here, before a key is touched.
 */

/** A protected header: exactly these members, in this order. `alg` and `enc` are always the same. */
export type SealHeader = { typ: string } & ({ cmt: string } | { kid: string });

type Part = SealBroken['part'];

export interface ParsedJwe {
  header: Record<string, string>;
  jwe: { protected: string; iv: string; ciphertext: string; tag: string };
}

/** Encrypts `plaintext` and returns the JSON text of the flattened JWE without its `aad`. */
export async function encryptStrictly(
  plaintext: Uint8Array,
  key: CryptoKey | KeyObject,
  header: SealHeader,
  additionalData: Uint8Array,
): Promise<string> {
  const jwe = await new FlattenedEncrypt(plaintext)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...header })
    .setAdditionalAuthenticatedData(additionalData)
    .encrypt(key);
  return textOf({ protected: jwe.protected!, iv: jwe.iv!, ciphertext: jwe.ciphertext, tag: jwe.tag! });
}

/**
 * Reads the text of a JWE and judges its form: the four members, canonical base64url, and a protected header of exactly
 * `alg`, `enc`, `typ` and `lastMember`. Throws `SealBroken`; decrypts nothing.
 */
export function parseStrictly(text: string, part: Part, typ: string, lastMember: 'cmt' | 'kid'): ParsedJwe {
  const jwe = parseObject(text) as ParsedJwe['jwe'] | undefined;
  const isOurForm =
    jwe !== undefined &&
    [jwe.protected, jwe.iv, jwe.ciphertext, jwe.tag].every(isCanonical) &&
    textOf(jwe) === text;
  if (!isOurForm) throw new SealBroken(part, 'malformed');
  const header = parseObject(Buffer.from(jwe.protected, 'base64url').toString('utf8'));
  const isOurs =
    header !== undefined &&
    Object.keys(header).join() === `alg,enc,typ,${lastMember}` &&
    header.alg === 'dir' &&
    header.enc === 'A256GCM' &&
    header.typ === typ &&
    typeof header[lastMember] === 'string';
  if (!isOurs) throw new SealBroken(part, 'header_refused');
  return { header: header as Record<string, string>, jwe };
}

/** Decrypts what `parseStrictly` let pass. Throws `SealBroken` `not_authentic` for whatever jose refuses. */
export async function decryptStrictly(
  { jwe }: ParsedJwe,
  part: Part,
  key: CryptoKey | KeyObject,
  additionalData: Uint8Array,
): Promise<Uint8Array> {
  try {
    const aad = Buffer.from(additionalData).toString('base64url');
    const { plaintext } = await flattenedDecrypt({ ...jwe, aad }, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return plaintext;
  } catch {
    // jose's reason adds nothing to ours, and an error that travels must not hold what was being opened.
    throw new SealBroken(part, 'not_authentic');
  }
}

function textOf({ protected: header, iv, ciphertext, tag }: ParsedJwe['jwe']): string {
  return JSON.stringify({ protected: header, iv, ciphertext, tag });
}

/** One text per value: flipped bits that a lenient decoder would drop are a change like any other. */
function isCanonical(text: unknown): boolean {
  return typeof text === 'string' && Buffer.from(text, 'base64url').toString('base64url') === text;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    // Not JSON: told as `malformed` or `header_refused` by the caller.
    return undefined;
  }
}
