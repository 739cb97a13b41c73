import type { Kysely } from 'kysely';
import type { Database } from '../database/index.ts';
import { KeyringRefused, SealBroken } from './errors.ts';
import type { HeldKey, HeldKeys } from './held-keys.ts';
import { openSeal } from './open-seal.ts';
import { countByKey } from './sealed-rows.ts';
import { sealBytes } from './seal.ts';
import type { TokenIdentity } from './vault.ts';

/** The one text that is no secret: whoever opens it holds the right key. */
const checkText = 'tintype key check';
const checkIdentity: TokenIdentity = {
  purpose: 'key-check',
  workspaceId: '',
  connectionId: '',
  version: 1,
};

/**
 * Opens the check row of every key that the database names. Throws `KeyringRefused`: `unknown_key` when anything is sealed
 * under a key that the keyring lacks, `wrong_key` when a check row does not open. Writes nothing.
 */
export async function checkKeys(keys: HeldKeys, db: Kysely<Database>): Promise<void> {
  await keys.refresh();
  const checks = await db
    .selectFrom('vault.key_checks')
    .select(['kek_id as kekId', 'dek_wrapped as dekWrapped', 'jwe'])
    .execute();
  const known = new Set(keys.known().keys.map((key) => key.kid));
  const named = [...checks.map((check) => check.kekId), ...(await countByKey(db)).keys()];
  const unknown = [...new Set(named.filter((kid) => !known.has(kid)))];
  if (unknown.length > 0)
    throw new KeyringRefused(
      'unknown_key',
      `This database holds data sealed under a key that the keyring does not have (${unknown.join(', ')}). The keyring belongs to another installation, or is older than the last "tintype keys rotate". Set VAULT_KEYRING_FILE to the keyring of this database, or restore it from your backup.`,
    );
  for (const check of checks) await openCheck(keys, check);
}

/** Gives every key that may still be in use its check row. Safe to call twice and from several processes. */
export async function recordChecks(keys: HeldKeys, db: Kysely<Database>): Promise<void> {
  for (const key of keys.known().keys.filter((key) => key.state !== 'retired')) await recordCheck(key, db);
}

/** Takes away the check rows of keys under which nothing is sealed any more, so that they may leave the keyring. */
export async function dropChecks(kids: string[], db: Kysely<Database>): Promise<void> {
  if (kids.length === 0) return;
  await db.deleteFrom('vault.key_checks').where('kek_id', 'in', kids).execute();
}

async function recordCheck(key: HeldKey, db: Kysely<Database>): Promise<void> {
  const { dekWrapped, jwe } = await sealBytes(key, Buffer.from(checkText), checkIdentity);
  await db
    .insertInto('vault.key_checks')
    .values({ kek_id: key.kid, dek_wrapped: dekWrapped, jwe })
    .onConflict((conflict) => conflict.column('kek_id').doNothing())
    .execute();
}

async function openCheck(
  keys: HeldKeys,
  check: { kekId: string; dekWrapped: string; jwe: string },
): Promise<void> {
  const text = await openSeal(keys, { identity: checkIdentity, ...check }).catch((error: unknown) => {
    if (error instanceof SealBroken) return undefined;
    throw error;
  });
  if (text === undefined || Buffer.from(text).toString() !== checkText)
    throw new KeyringRefused(
      'wrong_key',
      `The key ${check.kekId} of the keyring does not open its check in this database: the key or the check row was changed. Restore the keyring, or the database, from your backup.`,
    );
}
