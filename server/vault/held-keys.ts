import { createSecretKey, type KeyObject, type webcrypto } from 'node:crypto';
import { SealBroken } from './errors.ts';
import { loadKeyring, readFingerprint } from './keyring-file.ts';
import type { Keyring, KeyState } from './keyring.ts';
import type { Vault } from './vault.ts';

export interface HeldKey {
  kid: string;
  state: KeyState;
  /** Not extractable: it can wrap and unwrap, and nothing can print it. */
  key: webcrypto.CryptoKey;
}

/** The keys of one keyring file in memory, following the file when a rotation changes it. */
export interface HeldKeys {
  /** The key that seals now, after a look whether the file changed. Throws `KeyringRefused` when the file is gone or bad. */
  sealingKey(): Promise<HeldKey>;
  /** The key of that name; an unknown name causes one reload of a changed file. Throws `SealBroken` `unknown_key`. */
  openingKey(kid: string): Promise<HeldKey>;
  /** Reads the file again when it changed. */
  refresh(): Promise<void>;
  /** As known at the last look. */
  known(): { activeKeyId: string; keys: HeldKey[]; root: KeyObject };
}

/** Loads the keyring file. Throws `KeyringRefused`. */
export async function holdKeys(keyringFile: string): Promise<HeldKeys> {
  let held = await load(keyringFile);

  async function refresh(): Promise<void> {
    if ((await readFingerprint(keyringFile)) === held.fingerprint) return;
    held = await load(keyringFile);
  }
  return {
    refresh,
    known: () => held,
    async sealingKey() {
      // A token sealed under a key that is no longer on disk would be lost at the next start: no file, no seal.
      await refresh();
      return held.keys.find((key) => key.kid === held.activeKeyId)!;
    },
    async openingKey(kid) {
      const named = () => held.keys.find((key) => key.kid === kid);
      if (!named()) await refresh();
      const key = named();
      if (!key) throw new SealBroken('data key', 'unknown_key');
      return key;
    },
  };
}

const keysByVault = new WeakMap<Vault, HeldKeys>();

/** Ties a vault to its keys, out of sight of whoever holds the vault. */
export function entrustKeys(vault: Vault, keys: HeldKeys): void {
  keysByVault.set(vault, keys);
}

/** The keys of a vault, for the files of this folder. */
export function keysOf(vault: Vault): HeldKeys {
  const keys = keysByVault.get(vault);
  if (!keys) throw new TypeError('This vault was not made by createVault.');
  return keys;
}

async function load(keyringFile: string) {
  const { keyring, fingerprint } = await loadKeyring(keyringFile);
  return {
    fingerprint,
    activeKeyId: keyring.active,
    keys: await Promise.all(keyring.keys.map(importKey)),
    root: createSecretKey(Buffer.from(keyring.root, 'base64url')),
  };
}

async function importKey({ kid, k, state }: Keyring['keys'][number]): Promise<HeldKey> {
  const bytes = Buffer.from(k, 'base64url');
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  bytes.fill(0);
  return { kid, state, key };
}
