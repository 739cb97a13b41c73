import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { silentLog } from '../log.ts';
import { createVault, listKeys, rotateKeys, type RotationProgress, type Vault } from './index.ts';
import type { Keyring } from './keyring.ts';
import { holdToken, revealToken } from './reveal.ts';
import {
  aConnection,
  aWorkspace,
  openKeyringFolder,
  readSealed,
  storeRevocation,
  storeSealed,
  testClock,
} from './test-vault.ts';

let database: TestDatabase;
let keyring: Awaited<ReturnType<typeof openKeyringFolder>>;
let vault: Vault;
let workspaceId: string;
beforeEach(async () => {
  database = await openTestDatabase();
  keyring = await openKeyringFolder();
  vault = await createVault({ keyringFile: keyring.file, db: database.db, clock: testClock });
  workspaceId = await aWorkspace(database.db);
});
afterEach(async () => {
  await keyring.close();
  await database.close();
});

const rotate = (onProgress?: (progress: RotationProgress) => void) =>
  rotateKeys({
    db: database.db,
    keyringFile: keyring.file,
    clock: testClock,
    log: silentLog,
    batchSize: 3,
    onProgress,
  });
const readKeyring = async (): Promise<Keyring> => JSON.parse(await readFile(keyring.file, 'utf8'));
const statesOfKeys = async () => (await readKeyring()).keys.map((key) => key.state);

/** Connections with a stored token each, and as many queued revocations. */
async function sealSome(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const identity = await aConnection(database.db, workspaceId);
    await storeSealed(database.db, await vault.seal(holdToken(`IGAA-stored-${n}`), identity));
    await storeRevocation(database.db, await vault.seal(holdToken(`IGAA-queued-${n}`), identity));
  }
}

async function openAll(): Promise<string[]> {
  const fresh = await createVault({ keyringFile: keyring.file, db: database.db, clock: testClock });
  const opened: string[] = [];
  for (const sealed of await readSealed(database.db)) opened.push(await revealToken(fresh, sealed));
  return opened.sort();
}

test('a rotation puts stored tokens and queued revocations under the new key and changes no sealed text', async () => {
  await sealSome(4);
  const before = await readSealed(database.db);

  const rotation = await rotate();

  const after = await readSealed(database.db);
  expect(rotation).toMatchObject({ rewrapped: 8, isResumed: false, brokenRows: [] });
  expect(new Set(after.map((sealed) => sealed.kekId))).toEqual(new Set([rotation.activeKeyId]));
  expect(after.map((sealed) => sealed.jwe)).toEqual(before.map((sealed) => sealed.jwe));
});

test('every token opens after a rotation, by a fresh process and by one that ran all the while', async () => {
  await sealSome(3);
  const expected = await openAll();

  await rotate();

  expect(await openAll()).toEqual(expected);
  for (const sealed of await readSealed(database.db))
    expect(expected).toContain(await revealToken(vault, sealed));
});

test('the key before is retired, stays in the keyring for old backups, and needs no check any more', async () => {
  await sealSome(1);
  const [old] = (await readKeyring()).keys;

  const rotation = await rotate();

  expect(await statesOfKeys()).toEqual(['retired', 'active']);
  expect((await readKeyring()).keys[0]).toEqual({ ...old, state: 'retired' });
  expect(rotation.retiredKeyIds).toEqual([old!.kid]);
  expect(await database.db.selectFrom('vault.key_checks').select('kek_id').execute()).toEqual([
    { kek_id: rotation.activeKeyId },
  ]);
});

test('the root that signs cookies and picture addresses stays through a rotation', async () => {
  const { root } = await readKeyring();

  await rotate();

  expect((await readKeyring()).root).toBe(root);
});

test('an empty database can be rotated, again and again', async () => {
  await rotate();
  await rotate();

  expect(await statesOfKeys()).toEqual(['retired', 'retired', 'active']);
});

// With 4 stored and 4 queued tokens in batches of 3: added, two batches, two batches, retired.
test.each([0, 1, 2, 3, 4, 5])(
  'a rotation killed at its report %i loses nothing and is finished by the next',
  async (killAt) => {
    await sealSome(4);
    const expected = await openAll();

    const signal = await rotateInProcessUntilKilled(killAt);

    expect(signal).toBe('SIGKILL');
    expect(await openAll()).toEqual(expected);
    const isFinished = killAt === 5;
    const rotation = await rotate();
    expect(rotation.isResumed).toBe(!isFinished);
    expect(await openAll()).toEqual(expected);
    expect(await statesOfKeys()).toEqual(
      isFinished ? ['retired', 'retired', 'active'] : ['retired', 'active'],
    );
    const listed = await listKeys({ keyringFile: keyring.file, db: database.db });
    expect(listed.map((key) => key.sealedTokens)).toEqual(isFinished ? [0, 0, 8] : [0, 8]);
  },
);

test('tokens are sealed, replaced and opened while keys are rotated, and none fails', async () => {
  await sealSome(10);
  const identities = (await readSealed(database.db)).map((sealed) => sealed.identity).slice(0, 5);
  const rotation = { isOver: false };
  let opened = 0;

  async function replaceAndOpen(): Promise<void> {
    do {
      for (const identity of identities) {
        const { kekId, dekWrapped, jwe } = await vault.seal(holdToken('IGAA-replaced'), identity);
        await database.db
          .updateTable('vault.sealed_tokens')
          .set({ kek_id: kekId, dek_wrapped: dekWrapped, jwe })
          .where('connection_id', '=', identity.connectionId)
          .execute();
      }
      for (const sealed of await readSealed(database.db)) {
        expect(await revealToken(vault, sealed)).toMatch(/^IGAA-/);
        opened += 1;
      }
    } while (!rotation.isOver);
  }
  async function rotateTwice(): Promise<void> {
    await rotate();
    await rotate();
    rotation.isOver = true;
  }
  await Promise.all([replaceAndOpen(), rotateTwice()]);

  expect(opened).toBeGreaterThanOrEqual(20);
  expect((await openAll()).length).toBe(20);
});

test('a token sealed under the old key that arrives after the rotation still opens, and the next rotation takes it along', async () => {
  const identity = await aConnection(database.db, workspaceId);
  const late = await vault.seal(holdToken('IGAA-late'), identity);
  await rotate();
  await storeSealed(database.db, late);

  expect(await openAll()).toEqual(['IGAA-late']);
  const rotation = await rotate();

  expect((await readSealed(database.db)).map((sealed) => sealed.kekId)).toEqual([rotation.activeKeyId]);
});

test('a row that somebody holds is waited for, not passed by', async () => {
  await sealSome(2);
  const oldKeyId = vault.activeKeyId();
  const holder = await database.pool.connect();
  await holder.query('begin');
  await holder.query('select from vault.sealed_tokens for update');
  const state = { isOver: false };

  const rotating = rotate().finally(() => (state.isOver = true));
  while (!state.isOver && !(await isSomebodyWaiting())) continue;
  await holder.query('commit');
  holder.release();

  expect(await rotating).toMatchObject({ rewrapped: 4, retiredKeyIds: [oldKeyId] });
});

test('a damaged row is named, keeps its key from being retired, and does not stop the others or the next rotation', async () => {
  await sealSome(3);
  const [damaged] = await readSealed(database.db);
  await database.db
    .updateTable('vault.sealed_tokens')
    .set({ dek_wrapped: '{}' })
    .where('connection_id', '=', damaged!.identity.connectionId)
    .execute();

  const first = await rotate();
  const second = await rotate();

  expect(first).toMatchObject({ rewrapped: 5, retiredKeyIds: [], isResumed: false });
  expect(first.brokenRows).toEqual([`${damaged!.identity.connectionId} instagram`]);
  expect(second).toMatchObject({ rewrapped: 5, isResumed: false });
  expect(await statesOfKeys()).toEqual(['decrypt-only', 'retired', 'active']);
});

test('two rotations at once take turns', async () => {
  await sealSome(2);

  await Promise.all([rotate(), rotate()]);

  expect(await statesOfKeys()).toEqual(['retired', 'retired', 'active']);
  expect(await openAll()).toHaveLength(4);
});

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await database.pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}

async function rotateInProcessUntilKilled(report: number): Promise<NodeJS.Signals | null> {
  const script = new URL('rotate-until-killed.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, database.connectionString, keyring.file, String(report)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal;
}
