import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createKeyringFile, loadKeyring, replaceKeyringFile } from './keyring-file.ts';
import { kidOf, newKeyring, withNewActiveKey, type Keyring } from './keyring.ts';
import { createVault } from './index.ts';
import { holdToken, revealToken } from './reveal.ts';
import {
  aConnection,
  anIdentity,
  aWorkspace,
  openKeyringFolder,
  putKeyring,
  storeRevocation,
  storeSealed,
  testClock,
} from './test-vault.ts';

let database: TestDatabase;
let keyring: Awaited<ReturnType<typeof openKeyringFolder>>;
beforeEach(async () => {
  database = await openTestDatabase();
  keyring = await openKeyringFolder();
});
afterEach(async () => {
  await keyring.close();
  await database.close();
});

const start = (file = keyring.file) => createVault({ keyringFile: file, db: database.db, clock: testClock });
const readKeyring = async (): Promise<Keyring> => JSON.parse(await readFile(keyring.file, 'utf8'));
const countChecks = async () =>
  (await database.db.selectFrom('vault.key_checks').select('kek_id').execute()).length;

test('the first start of an empty database makes a keyring that only its owner can read', async () => {
  const file = join(keyring.folder, 'made', 'here', 'keyring.json');

  await start(file);

  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
  expect(await readdir(dirname(file))).toEqual(['keyring.json']);
});

test('a second start uses the same keyring and opens what the first one sealed', async () => {
  const sealed = await (await start()).seal(holdToken('IGAAfirst'), anIdentity());
  const text = await readFile(keyring.file, 'utf8');

  const vault = await start();

  expect(await readFile(keyring.file, 'utf8')).toBe(text);
  expect(await revealToken(vault, sealed)).toBe('IGAAfirst');
  expect(await countChecks()).toBe(1);
});

test('two roles that start in the same moment share one keyring', async () => {
  const [web, worker] = await Promise.all([start(), start()]);

  expect(web.activeKeyId()).toBe(worker.activeKeyId());
  expect(await countChecks()).toBe(1);
});

test('a missing keyring over a key check alone is refused, and none is made', async () => {
  await start();
  await rm(keyring.file);

  await expect(start()).rejects.toMatchObject({
    fault: 'missing',
    message: expect.stringMatching(/from your backup[^]*lost for good[^]*reconnect every account/),
  });
  expect(await readdir(keyring.folder)).toEqual([]);
});

test.each([
  ['a stored token', storeSealed],
  ['a queued revocation', storeRevocation],
])('a missing keyring over %s is refused', async (_what, store) => {
  const vault = await start();
  const identity = await aConnection(database.db, await aWorkspace(database.db));
  await store(database.db, await vault.seal(holdToken('IGAA'), identity));
  await database.db.deleteFrom('vault.key_checks').execute();
  await rm(keyring.file);

  await expect(start()).rejects.toMatchObject({ fault: 'missing' });
});

test.each(['0644', '0640', '0604', '0660', '0601'])('a keyring with mode %s is refused', async (mode) => {
  await start();
  await chmod(keyring.file, Number.parseInt(mode, 8));

  await expect(start()).rejects.toMatchObject({
    fault: 'open_to_others',
    message: expect.stringContaining(`chmod 600 ${keyring.file}`),
  });
});

test('a keyring that its owner may only read is accepted, as a mounted secret is', async () => {
  await start();
  await chmod(keyring.file, 0o400);

  await expect(start()).resolves.toBeDefined();
});

test('a folder in which others can replace the keyring is refused, before a keyring is made there', async () => {
  const folder = join(keyring.folder, 'open');
  await mkdir(folder);
  await chmod(folder, 0o777);

  await expect(start(join(folder, 'keyring.json'))).rejects.toMatchObject({ fault: 'open_to_others' });
  expect(await readdir(folder)).toEqual([]);
});

test('the keyring of another installation is refused', async () => {
  await start();
  await putKeyring(keyring.file, JSON.stringify(newKeyring(testClock.now())));

  await expect(start()).rejects.toMatchObject({
    fault: 'unknown_key',
    message: expect.stringContaining('belongs to another installation'),
  });
  expect(await countChecks()).toBe(1);
});

test('a keyring from before the last rotation is refused', async () => {
  const before = newKeyring(testClock.now());
  await putKeyring(keyring.file, JSON.stringify(withNewActiveKey(before, testClock.now())));
  await start();
  await putKeyring(keyring.file, JSON.stringify(before));

  await expect(start()).rejects.toMatchObject({ fault: 'unknown_key' });
});

test('another key under the old name is refused as mislabelled', async () => {
  await start();
  const edited = await readKeyring();
  edited.keys[0]!.k = randomBytes(32).toString('base64url');
  await putKeyring(keyring.file, JSON.stringify(edited));

  await expect(start()).rejects.toMatchObject({
    fault: 'mislabelled',
    message: expect.not.stringContaining(edited.keys[0]!.k),
  });
});

test('a key check that was changed in the database is refused', async () => {
  const vault = await start();
  const forged = await vault.seal(holdToken('tintype key check'), anIdentity());
  await database.db
    .updateTable('vault.key_checks')
    .set({ jwe: forged.jwe, dek_wrapped: forged.dekWrapped })
    .execute();

  await expect(start()).rejects.toMatchObject({ fault: 'wrong_key' });
});

test('a token under a key that the keyring lacks stops the start', async () => {
  const vault = await start();
  const identity = await aConnection(database.db, await aWorkspace(database.db));
  const sealed = await vault.seal(holdToken('IGAA'), identity);
  await storeSealed(database.db, { ...sealed, kekId: 'ffffffffffffffff' });

  await expect(start()).rejects.toMatchObject({
    fault: 'unknown_key',
    message: expect.stringContaining('ffffffffffffffff'),
  });
});

test.each<[string, (keyring: Keyring) => unknown]>([
  ['cut short', (whole) => JSON.stringify(whole).slice(0, -20)],
  ['empty', () => ''],
  ['of a later version', (whole) => JSON.stringify({ ...whole, v: 2 })],
  ['with a member that we do not know', (whole) => JSON.stringify({ ...whole, note: 'x' })],
  ['without a root', ({ root: _root, ...rest }) => JSON.stringify(rest)],
  ['with a short key', (whole) => JSON.stringify({ ...whole, root: whole.root.slice(1) })],
  ['without keys', (whole) => JSON.stringify({ ...whole, keys: [] })],
  ['whose active key is not there', (whole) => JSON.stringify({ ...whole, active: 'ffffffffffffffff' })],
  ['with a key twice', (whole) => JSON.stringify({ ...whole, keys: [...whole.keys, ...whole.keys] })],
])('a keyring %s is refused without quoting it', async (_what, damage) => {
  const whole = newKeyring(testClock.now());
  await putKeyring(keyring.file, String(damage(whole)));

  const refusal = await start().catch((error: unknown) => error as Error);

  expect(refusal).toMatchObject({ name: 'KeyringRefused', fault: 'unreadable' });
  expect(JSON.stringify([refusal, (refusal as Error).message, (refusal as Error).stack])).not.toContain(
    whole.keys[0]!.k.slice(0, 20),
  );
});

test('a keyring is never written over one that is there', async () => {
  await start();
  const text = await readFile(keyring.file, 'utf8');

  await expect(createKeyringFile(keyring.file, newKeyring(testClock.now()))).rejects.toMatchObject({
    fault: 'exists',
  });
  expect(await readFile(keyring.file, 'utf8')).toBe(text);
  expect(await readdir(keyring.folder)).toEqual(['keyring.json']);
});

test('a draft that a killed rotation left is swept by the next one', async () => {
  await start();
  await putKeyring(`${keyring.file}.0123456789ab.new`, 'half');

  await replaceKeyringFile(keyring.file, (await loadKeyring(keyring.file)).keyring);

  expect(await readdir(keyring.folder)).toEqual(['keyring.json']);
});

test('a product that runs does not seal once its keyring is gone, and still opens', async () => {
  const vault = await start();
  const sealed = await vault.seal(holdToken('IGAAheld'), anIdentity());
  await rm(keyring.file);

  await expect(vault.seal(holdToken('IGAAlost'), anIdentity())).rejects.toMatchObject({ fault: 'missing' });
  expect(await revealToken(vault, sealed)).toBe('IGAAheld');
});

test('a product that runs notices that its keyring was opened to others', async () => {
  const vault = await start();
  await chmod(keyring.file, 0o644);

  await expect(vault.checkKeys(database.db)).rejects.toMatchObject({ fault: 'open_to_others' });
});

test('a product that runs follows the keyring to a new key without a restart', async () => {
  const vault = await start();
  const before = await vault.seal(holdToken('IGAAbefore'), anIdentity());
  await replaceKeyringFile(keyring.file, withNewActiveKey(await readKeyring(), testClock.now()));

  const after = await vault.seal(holdToken('IGAAafter'), anIdentity());

  expect(after.kekId).not.toBe(before.kekId);
  expect(await revealToken(vault, before)).toBe('IGAAbefore');
});

test('a product that runs meets a token under a new key, reads the keyring once more and opens it', async () => {
  const [reader, writer] = [await start(), await start()];
  await replaceKeyringFile(keyring.file, withNewActiveKey(await readKeyring(), testClock.now()));
  const sealed = await writer.seal(holdToken('IGAAnew'), anIdentity());

  expect(reader.activeKeyId()).not.toBe(sealed.kekId);
  expect(await revealToken(reader, sealed)).toBe('IGAAnew');
});

test('a derived key is the same at every start and after a rotation, and its own for every purpose', async () => {
  const first = (await start()).deriveKey('cookie');
  await replaceKeyringFile(keyring.file, withNewActiveKey(await readKeyring(), testClock.now()));
  const vault = await start();

  expect(vault.deriveKey('cookie')).toEqual(first);
  expect(first).toHaveLength(32);
  expect(vault.deriveKey('media-url')).not.toEqual(first);
});

test('a database that is copied without its keyring gives nothing to a fresh one', async () => {
  const sealed = await (await start()).seal(holdToken('IGAAstolen'), anIdentity());
  const thief = join(keyring.folder, 'thief.json');
  await database.db.deleteFrom('vault.key_checks').execute();

  const vault = await start(thief);

  await expect(revealToken(vault, sealed)).rejects.toMatchObject({ fault: 'unknown_key' });
});

test('a key names itself, and no other key has its name', () => {
  const key = Buffer.alloc(32, 7);

  expect(kidOf(key)).toBe('7d6162424fa7cc57');
  expect(kidOf(Buffer.alloc(32, 8))).not.toBe(kidOf(key));
});
