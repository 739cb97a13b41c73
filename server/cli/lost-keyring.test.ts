import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createVault } from '../vault/index.ts';
import {
  aConnection,
  aWorkspace,
  openKeyringFolder,
  storeRevocation,
  storeSealed,
} from '../vault/test-vault.ts';

let database: TestDatabase;
let keyring: Awaited<ReturnType<typeof openKeyringFolder>>;

beforeAll(async () => {
  [database, keyring] = [await openTestDatabase(), await openKeyringFolder()];
});
afterAll(async () => {
  await database.close();
  await keyring.close();
});

/** The statements that docs/operating/keys.md gives to whoever lost the keyring. */
async function documentedWayOut(): Promise<string> {
  const page = await readFile(new URL('../../docs/operating/keys.md', import.meta.url), 'utf8');
  return /begin;[\s\S]*?commit;/.exec(page)?.[0] ?? '';
}

test('the documented way out of a lost keyring lets the product start and asks for a reconnect', async () => {
  const open = () => createVault({ keyringFile: keyring.file, db: database.db });
  const identity = await aConnection(database.db, await aWorkspace(database.db));
  const vault = await open();
  const sealed = { identity, kekId: vault.activeKeyId(), dekWrapped: 'sealed', jwe: 'sealed' };
  await storeSealed(database.db, sealed);
  await storeRevocation(database.db, sealed);
  await rm(keyring.file);
  await expect(open()).rejects.toThrow('There is no keyring');

  await database.pool.query(await documentedWayOut());

  await expect(open()).resolves.toBeDefined();
  const connections = await database.db.selectFrom('connections').select(['state', 'state_reason']).execute();
  expect(connections).toEqual([{ state: 'needs_reconnect', state_reason: 'token_refused' }]);
});
