import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { KeyringRefused } from './errors.ts';

/** `active` seals and opens; `decrypt-only` opens until nothing is sealed under it; `retired` opens old backups only. */
export type KeyState = 'active' | 'decrypt-only' | 'retired';

export interface KeyringKey {
  /** First 8 bytes, in hex, of SHA-256 over a key derived from this one: a key under a wrong name is noticed. */
  kid: string;
  /** 32 bytes, base64url. */
  k: string;
  /** ISO 8601. */
  created: string;
  state: KeyState;
}

/** The keyring file as it is written. */
export interface Keyring {
  v: 1;
  /** 32 bytes, base64url: what cookie and media signing keys are derived from. Stays through every rotation. */
  root: string;
  /** The kid of the one key whose state is `active`. */
  active: string;
  keys: KeyringKey[];
}

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const shape = z.strictObject({
  v: z.literal(1),
  root: secret,
  active: z.string(),
  keys: z
    .array(
      z.strictObject({
        kid: z.string().regex(/^[0-9a-f]{16}$/),
        k: secret,
        created: z.string(),
        state: z.enum(['active', 'decrypt-only', 'retired']),
      }),
    )
    .min(1),
});

/** A keyring with one key and a root of its own. */
export function newKeyring(at: Date): Keyring {
  const key = newKey(at);
  return { v: 1, root: randomBytes(32).toString('base64url'), active: key.kid, keys: [key] };
}

/** The same keyring with a fresh key that seals from now on; the key before it only opens. */
export function withNewActiveKey(keyring: Keyring, at: Date): Keyring {
  const key = newKey(at);
  const before = keyring.keys.map((known) =>
    known.state === 'active' ? { ...known, state: 'decrypt-only' as const } : known,
  );
  return { ...keyring, active: key.kid, keys: [...before, key] };
}

/** The same keyring with every `decrypt-only` key among `kids` retired. */
export function withRetiredKeys(keyring: Keyring, kids: string[]): Keyring {
  const keys = keyring.keys.map((key) =>
    key.state === 'decrypt-only' && kids.includes(key.kid) ? { ...key, state: 'retired' as const } : key,
  );
  return { ...keyring, keys };
}

/**
 * Reads the text of a keyring file and checks every label in it. Throws `KeyringRefused` (`unreadable`, `mislabelled`)
 * without ever quoting the text.
 */
export function parseKeyring(text: string, file: string): Keyring {
  const parsed = shape.safeParse(parseJson(text));
  if (!parsed.success)
    throw new KeyringRefused(
      'unreadable',
      `The keyring ${file} is not a keyring that this version understands: it may be cut short or edited by hand. Restore it from your backup of the keyring.`,
    );
  const keyring = parsed.data;
  for (const key of keyring.keys)
    if (key.kid !== kidOf(Buffer.from(key.k, 'base64url')))
      throw new KeyringRefused(
        'mislabelled',
        `In the keyring ${file}, the key named ${key.kid} is not the key of that name: it was edited or damaged. Restore the keyring from your backup.`,
      );
  const active = keyring.keys.filter((key) => key.state === 'active').map((key) => key.kid);
  const isOneActive = active.length === 1 && active[0] === keyring.active;
  if (!isOneActive || new Set(keyring.keys.map((key) => key.kid)).size !== keyring.keys.length)
    throw new KeyringRefused(
      'unreadable',
      `The keyring ${file} does not name exactly one active key, or names a key twice: it was edited by hand. Restore it from your backup of the keyring.`,
    );
  return keyring;
}

/** The name that a key gives itself. */
export function kidOf(key: Buffer): string {
  const derived = Buffer.from(hkdfSync('sha512', key, Buffer.alloc(0), 'kid', 32));
  return createHash('sha256').update(derived).digest().subarray(0, 8).toString('hex');
}

function newKey(at: Date): KeyringKey {
  const key = randomBytes(32);
  return { kid: kidOf(key), k: key.toString('base64url'), created: at.toISOString(), state: 'active' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message may quote the file, which holds keys: told as `unreadable` by the caller.
    return undefined;
  }
}
