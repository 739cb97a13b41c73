import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { silentLog } from '../log.ts';
import { createVault } from '../vault/index.ts';
import { keysCommand, keysUsage } from './keys.ts';

let database: TestDatabase;
let folder: string;
let keyringFile: string;
let lines: string[];
beforeEach(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tintype-keys-'));
  keyringFile = join(folder, 'keyring.json');
  lines = [];
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

const run = (...args: string[]) =>
  keysCommand(args, {
    config: { keyringFile },
    db: database.db,
    log: silentLog,
    print: (line) => lines.push(line),
  });
const startOnce = () => createVault({ keyringFile, db: database.db });

test('keys list names every key and how much is sealed under it, and shows no key', async () => {
  const vault = await startOnce();

  expect(await run('list')).toBe(0);
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`^${vault.activeKeyId()}  active +made [\\d-]+T\\S+  0 tokens$`)),
  ]);
});

test('keys check says that the keyring fits', async () => {
  await startOnce();

  expect(await run('check')).toBe(0);
  expect(lines.join()).toContain('fits this database');
});

test('keys check answers 1 with the sentence of the refusal', async () => {
  await startOnce();
  await chmod(keyringFile, 0o644);

  expect(await run('check')).toBe(1);
  expect(lines.join()).toContain(`chmod 600 ${keyringFile}`);
});

test.each(['list', 'check', 'rotate'])('keys %s never makes a keyring', async (command) => {
  expect(await run(command)).toBe(1);
  expect(lines.join()).toContain('There is no keyring');
});

test('keys rotate names the new key, the retired one and the backup that is due', async () => {
  const old = (await startOnce()).activeKeyId();

  expect(await run('rotate')).toBe(0);

  const now = (await startOnce()).activeKeyId();
  expect(lines).toEqual([
    expect.stringContaining(`Key ${now} seals from now on`),
    expect.stringContaining(`Key ${old} is retired`),
    expect.stringContaining('Back up the keyring now'),
  ]);
});

test.each([[[]], [['destroy']], [['list', 'all']], [['toString']]])(
  'keys %j shows what there is',
  async (args) => {
    expect(await run(...args)).toBe(2);
    expect(lines).toEqual(keysUsage);
  },
);
