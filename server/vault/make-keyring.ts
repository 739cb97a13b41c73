import { sql, type Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import { lockUntilCommit, type Database } from '../database/index.ts';
import type { Log } from '../log.ts';
import { KeyringRefused } from './errors.ts';
import { createKeyringFile, readFingerprint } from './keyring-file.ts';
import { newKeyring } from './keyring.ts';

/**
 * Makes the keyring on the first start of an empty database, and does nothing when there is one. Without a keyring and
 * with anything sealed in the database it throws `KeyringRefused` `missing`: new keys would open none of it.
 */
export async function makeKeyringOnce(input: {
  keyringFile: string;
  db: Kysely<Database>;
  clock: Clock;
  log?: Log | undefined;
}): Promise<void> {
  const { keyringFile, db, clock, log } = input;
  if (await readFingerprint(keyringFile)) return;
  await db.transaction().execute(async (transaction) => {
    // Two roles may start in the same moment: the second finds the keyring of the first.
    await lockUntilCommit(transaction, 'vault keyring');
    if (await readFingerprint(keyringFile)) return;
    if (await isAnythingSealed(transaction)) throw keyringLost(keyringFile);
    const keyring = newKeyring(clock.now());
    await createKeyringFile(keyringFile, keyring);
    log?.info({ keyringFile, keyId: keyring.active }, 'made a keyring: back it up, apart from the database');
  });
}

async function isAnythingSealed(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ sealed: boolean }>`
    select exists (select from vault.sealed_tokens)
        or exists (select from vault.key_checks)
        or exists (select from revocations where jwe is not null) as sealed`.execute(db);
  return rows[0]?.sealed ?? true;
}

function keyringLost(keyringFile: string): KeyringRefused {
  return new KeyringRefused(
    'missing',
    [
      `There is no keyring at ${keyringFile} (VAULT_KEYRING_FILE), but this database holds tokens sealed with one.`,
      'Tintype does not make a new keyring over sealed data, because new keys open none of it.',
      'Put the keyring back from your backup, with mode 600, or set VAULT_KEYRING_FILE to where it is.',
      'If it is lost for good, nobody can open these tokens: empty the tables vault.sealed_tokens and vault.key_checks, delete the queued rows of revocations, start again, and reconnect every account.',
    ].join('\n'),
  );
}
