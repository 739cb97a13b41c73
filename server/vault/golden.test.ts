import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { createVault, type SealedToken, type Vault } from './index.ts';
import { revealToken } from './reveal.ts';
import { openKeyringFolder, putKeyring } from './test-vault.ts';

/*
 * Rows and a keyring as the first release wrote them, frozen. They must open for ever: a test that fails here means that
 * no database of that release opens either. Never write these files again; a new form gets files of its own.
 */
const read = (name: string) => readFileSync(new URL(`testdata/${name}`, import.meta.url), 'utf8');
const rows: { what: string; text: string; sealed: SealedToken }[] = JSON.parse(read('golden-v1.json'));

let database: TestDatabase;
let keyring: Awaited<ReturnType<typeof openKeyringFolder>>;
let vault: Vault;
beforeAll(async () => {
  database = await openTestDatabase();
  keyring = await openKeyringFolder();
  await putKeyring(keyring.file, read('golden-v1.keyring.json'));
  vault = await createVault({ keyringFile: keyring.file, db: database.db });
});
afterAll(async () => {
  await keyring.close();
  await database.close();
});

test('there are five golden rows, under both keys of their keyring', () => {
  expect(rows).toHaveLength(5);
  expect(new Set(rows.map((row) => row.sealed.kekId)).size).toBe(2);
});

test.each(rows)('a row of the first release opens: $what', async ({ text, sealed }) => {
  expect(await revealToken(vault, sealed)).toBe(text);
});

test.each(rows)(
  'a row of the first release can be put under the active key: $what',
  async ({ text, sealed }) => {
    const rewrapped = await vault.rewrap(sealed);

    expect(rewrapped.kekId).toBe(vault.activeKeyId());
    expect(rewrapped.jwe).toBe(sealed.jwe);
    expect(await revealToken(vault, rewrapped)).toBe(text);
  },
);

test('keys that the keyring of the first release derives are still the same', () => {
  expect(vault.deriveKey('cookie').toString('hex')).toBe(
    'b64c3011d9e09a6d4d7affb890a128b299bc9e265fee07c870d93909265409e6',
  );
  expect(vault.deriveKey('media-url').toString('hex')).toBe(
    'f865a9637c07ec354b1dada0f7355eaf0f0740c00f4d11a20ee8437a6126100d',
  );
});
