import type { Kysely } from 'kysely';
import type { Database } from '../database/index.ts';
import type { AccessToken } from './access-token.ts';

/** Whose token it is: the additional data of every layer, recomputed from the row's identity and never stored. */
export interface TokenIdentity {
  purpose: string;
  workspaceId: string;
  connectionId: string;
  version: number;
}

/** A sealed token as it stands in a row. */
export interface SealedToken {
  identity: TokenIdentity;
  kekId: string;
  dekWrapped: string;
  jwe: string;
}

/** Envelope encryption under the keys of one keyring. Opening is not here: see reveal.ts. */
export interface Vault {
  /** Seals under a fresh data key. Throws `KeyringRefused` when the keyring is gone or unfit by now. */
  seal(token: AccessToken, identity: TokenIdentity): Promise<SealedToken>;
  /** The same sealed bytes with the data key wrapped under the active key-encryption key. Throws `SealBroken`. */
  rewrap(sealed: SealedToken): Promise<SealedToken>;
  /** Id of the key that seals, as of the last look at the keyring. */
  activeKeyId(): string;
  /**
   * A 32-byte key for one purpose (`media-url`, `cookie`), the same in every process and after every rotation: derived by
   * HKDF-SHA256 from a secret of its own in the keyring file, never from a key-encryption key.
   */
  deriveKey(purpose: string): Buffer;
  /**
   * Opens the check row of every key, after a look whether the keyring changed. Throws `KeyringRefused` when a key that
   * the database names is unknown or wrong. Writes nothing.
   */
  checkKeys(db: Kysely<Database>): Promise<void>;
}
