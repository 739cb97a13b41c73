import type { Kysely } from 'kysely';
import type { Database } from '../database/index.ts';
import { holdKeys } from './held-keys.ts';
import { checkKeys } from './key-checks.ts';
import { loadKeyring } from './keyring-file.ts';
import type { KeyState } from './keyring.ts';
import { countByKey } from './sealed-rows.ts';

/** A key as it may be shown: everything but the key. */
export interface KeySummary {
  keyId: string;
  state: KeyState;
  createdAt: Date;
  /** Sealed tokens under it now. */
  sealedTokens: number;
}

/** The keys of a keyring in the order of their making. Throws `KeyringRefused`; never makes a keyring. */
export async function listKeys(input: { keyringFile: string; db: Kysely<Database> }): Promise<KeySummary[]> {
  const { keyring } = await loadKeyring(input.keyringFile);
  const counts = await countByKey(input.db);
  return keyring.keys.map(({ kid, state, created }) => ({
    keyId: kid,
    state,
    createdAt: new Date(created),
    sealedTokens: counts.get(kid) ?? 0,
  }));
}

/** Checks a keyring against a database as the start of the product does. Throws `KeyringRefused`; writes nothing. */
export async function checkKeyring(input: { keyringFile: string; db: Kysely<Database> }): Promise<void> {
  await checkKeys(await holdKeys(input.keyringFile), input.db);
}
