import type { Kysely } from 'kysely';
import type { Database } from '../../database/index.ts';
import { checkKeyring, KeyringRefused, listKeys } from '../../vault/index.ts';
import type { Finding } from './finding.ts';

/** Judges the keyring file and opens the check of every key in the database, as a start does. Makes nothing. */
export async function findKeys(db: Kysely<Database>, keyringFile: string): Promise<Finding> {
  try {
    await checkKeyring({ keyringFile, db });
    const keys = await listKeys({ keyringFile, db });
    const tokens = keys.reduce((sum, key) => sum + key.sealedTokens, 0);
    return {
      check: 'keys',
      level: 'ok',
      says: `The keyring ${keyringFile} fits this database: ${keys.length} ${keys.length === 1 ? 'key' : 'keys'}, ${tokens} sealed ${tokens === 1 ? 'token' : 'tokens'}.`,
    };
  } catch (error) {
    if (!(error instanceof KeyringRefused)) throw error;
    if (error.fault === 'missing' && !(await holdsSeals(db)))
      return { check: 'keys', level: 'ok', says: `No keyring yet: the first start makes ${keyringFile}.` };
    return {
      check: 'keys',
      level: 'problem',
      says: error.message,
      fix: 'docs/operating/keys.md says how a keyring is kept and restored.',
    };
  }
}

/** Whether anything in the database needs a key: then a new keyring would not help. */
async function holdsSeals(db: Kysely<Database>): Promise<boolean> {
  const checks = await db.selectFrom('vault.key_checks').select('kek_id').limit(1).execute();
  const tokens = await db.selectFrom('vault.sealed_tokens').select('kek_id').limit(1).execute();
  return checks.length + tokens.length > 0;
}
