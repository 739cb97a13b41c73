import { sql, type Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';
import type { Log } from '../log.ts';
import { SealBroken } from './errors.ts';
import { holdKeys, type HeldKeys } from './held-keys.ts';
import { checkKeys, dropChecks, recordChecks } from './key-checks.ts';
import { loadKeyring, replaceKeyringFile } from './keyring-file.ts';
import { withNewActiveKey, withRetiredKeys } from './keyring.ts';
import { rewrapSealed } from './seal.ts';
import { countByKey, sealedTables, type SealedTable } from './sealed-rows.ts';

export interface Rotation {
  activeKeyId: string;
  /** True when a rotation that was cut off was finished, and no key was added. */
  isResumed: boolean;
  /** Tokens whose data key was put under the active key. */
  rewrapped: number;
  /** Keys that nothing is sealed under any more. They stay in the keyring for old backups. */
  retiredKeyIds: string[];
  /** Rows that do not open under their own key: left as they are, and their key is not retired. */
  brokenRows: string[];
}

export type RotationProgress =
  | { step: 'key_added' | 'keys_retired'; keyIds: string[] }
  | { step: 'rewrapped'; table: string; rewrapped: number };

export interface RotateInput {
  db: Kysely<Database>;
  keyringFile: string;
  clock: Clock;
  log: Log;
  /** Rows per transaction. */
  batchSize?: number;
  onProgress?: (progress: RotationProgress) => void;
}

/**
 * Adds a key, makes it the sealing one, puts the data key of every sealed token under it, and retires the keys before it.
 * The product may run meanwhile. Killed at any moment, it leaves every token openable, and the next call finishes what
 * was begun instead of adding another key. A second rotation at the same time waits for the first.
 * Throws `KeyringRefused` when the keyring does not fit the database.
 */
export async function rotateKeys(input: RotateInput): Promise<Rotation> {
  return input.db.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(hashtextextended('vault rotation', 0))`.execute(db);
    try {
      return await rotate({ ...input, db });
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended('vault rotation', 0))`.execute(db);
    }
  });
}

async function rotate(input: RotateInput): Promise<Rotation> {
  const { db, keyringFile, clock, log } = input;
  const keys = await holdKeys(keyringFile);
  await checkKeys(keys, db);

  // A key that only opens is what a rotation that was cut off leaves, unless the rows under it are all broken.
  const isBegun = keys.known().keys.some((key) => key.state === 'decrypt-only');
  if (isBegun) {
    const finished = await moveToActiveKey(input, keys);
    if (finished.rewrapped > 0 || finished.retiredKeyIds.length > 0) return { ...finished, isResumed: true };
  }
  await addKey(keyringFile, clock);
  await keys.refresh();
  log.info({ keyId: keys.known().activeKeyId }, 'key added');
  input.onProgress?.({ step: 'key_added', keyIds: [keys.known().activeKeyId] });
  return { ...(await moveToActiveKey(input, keys)), isResumed: false };
}

async function moveToActiveKey(input: RotateInput, keys: HeldKeys): Promise<Omit<Rotation, 'isResumed'>> {
  const { db, keyringFile, log } = input;
  await recordChecks(keys, db);
  const { activeKeyId } = keys.known();
  const brokenRows: string[] = [];
  let rewrapped = 0;
  for (const table of sealedTables) rewrapped += await rewrapTable(input, keys, table, brokenRows);
  const retiredKeyIds = await retireEmptyKeys(keyringFile, keys, db);
  log.info({ keyId: activeKeyId, rewrapped, retiredKeyIds, broken: brokenRows.length }, 'tokens rewrapped');
  input.onProgress?.({ step: 'keys_retired', keyIds: retiredKeyIds });
  return { activeKeyId, rewrapped, retiredKeyIds, brokenRows };
}

/** Added and promoted in one write: a process that meets a token under the new key reads the file again and finds it. */
async function addKey(keyringFile: string, clock: Clock): Promise<void> {
  const { keyring } = await loadKeyring(keyringFile);
  await replaceKeyringFile(keyringFile, withNewActiveKey(keyring, clock.now()));
}

async function rewrapTable(
  { db, log, batchSize = 500, onProgress = () => {} }: RotateInput,
  keys: HeldKeys,
  table: SealedTable,
  broken: string[],
): Promise<number> {
  let total = 0;
  // First past the rows that others hold, then one by one waiting for those.
  for (const { limit, wait } of [
    { limit: batchSize, wait: false },
    { limit: 1, wait: true },
  ]) {
    for (;;) {
      const batch = await rewrapBatch(db, keys, table, { limit, wait, broken });
      for (const rowId of batch.broken)
        log.error({ table: table.name, rowId }, 'a sealed token does not open');
      broken.push(...batch.broken);
      total += batch.rewrapped;
      if (batch.found === 0) break;
      onProgress({ step: 'rewrapped', table: table.name, rewrapped: total });
    }
  }
  return total;
}

async function rewrapBatch(
  db: Kysely<Database>,
  keys: HeldKeys,
  table: SealedTable,
  options: { limit: number; wait: boolean; broken: string[] },
): Promise<{ found: number; rewrapped: number; broken: string[] }> {
  return db.transaction().execute(async (transaction) => {
    const rows = await table.lockOutdated(transaction, {
      activeKeyId: keys.known().activeKeyId,
      except: options.broken,
      limit: options.limit,
      wait: options.wait,
    });
    const broken: string[] = [];
    let rewrapped = 0;
    for (const row of rows) {
      const sealed = await rewrapSealed(keys, row.sealed).catch((error: unknown) => {
        // One damaged row must not keep all others under an old key.
        if (error instanceof SealBroken) return undefined;
        throw error;
      });
      if (!sealed) broken.push(row.rowId);
      else if (await table.replaceWrap(transaction, { ...row, sealed }, row.sealed.kekId)) rewrapped += 1;
    }
    return { found: rows.length, rewrapped, broken };
  });
}

/** A token sealed a moment ago under an old key may still arrive: that key is retired, not destroyed, and opens it. */
async function retireEmptyKeys(keyringFile: string, keys: HeldKeys, db: Kysely<Database>): Promise<string[]> {
  const inUse = await countByKey(db);
  const empty = keys
    .known()
    .keys.filter((key) => key.state === 'decrypt-only' && !inUse.has(key.kid))
    .map((key) => key.kid);
  if (empty.length > 0) {
    const { keyring } = await loadKeyring(keyringFile);
    await replaceKeyringFile(keyringFile, withRetiredKeys(keyring, empty));
  }
  const retired = keys.known().keys.filter((key) => key.state === 'retired');
  await dropChecks([...empty, ...retired.map((key) => key.kid)], db);
  return empty;
}
