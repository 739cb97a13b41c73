import { hkdfSync } from 'node:crypto';
import type { Kysely } from 'kysely';
import { wallClock, type Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';
import type { Log } from '../log.ts';
import { accessTokenBytes } from './access-token.ts';
import { entrustKeys, holdKeys, type HeldKeys } from './held-keys.ts';
import { checkKeys, recordChecks } from './key-checks.ts';
import { makeKeyringOnce } from './make-keyring.ts';
import { rewrapSealed, sealBytes } from './seal.ts';
import type { Vault } from './vault.ts';

/**
 * Opens the vault of an installation: makes the keyring on the first start of an empty database, loads it, checks every
 * key against the database, and follows the file when a rotation changes it. Throws `KeyringRefused` with a message for
 * the operator; then the product must not start.
 */
export async function createVault(input: {
  keyringFile: string;
  db: Kysely<Database>;
  log?: Log;
  clock?: Clock;
}): Promise<Vault> {
  const { keyringFile, db, log, clock = wallClock } = input;
  await makeKeyringOnce({ keyringFile, db, clock, log });
  const keys = await holdKeys(keyringFile);
  await checkKeys(keys, db);
  await recordChecks(keys, db);
  return vaultOver(keys);
}

function vaultOver(keys: HeldKeys): Vault {
  const vault: Vault = {
    seal: async (token, identity) =>
      sealBytes(await keys.sealingKey(), accessTokenBytes(token), { ...identity }),
    rewrap: (sealed) => rewrapSealed(keys, sealed),
    activeKeyId: () => keys.known().activeKeyId,
    deriveKey: (purpose) =>
      Buffer.from(hkdfSync('sha256', keys.known().root, Buffer.alloc(0), `tintype.${purpose}`, 32)),
    checkKeys: (db) => checkKeys(keys, db),
  };
  entrustKeys(vault, keys);
  return vault;
}
