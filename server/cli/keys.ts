import type { Kysely } from 'kysely';
import { wallClock } from '../clock.ts';
import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import type { Log } from '../log.ts';
import { checkKeyring, KeyringRefused, listKeys, rotateKeys } from '../vault/index.ts';

export interface KeysCommandContext {
  config: Pick<Config, 'keyringFile'>;
  db: Kysely<Database>;
  log: Log;
  print: (line: string) => void;
}

export const keysUsage = [
  'tintype keys list     Every key of the keyring, with its state and how many tokens are sealed under it.',
  'tintype keys check    Opens the check of every key, as each start does.',
  'tintype keys rotate   Adds a key, puts every token under it while Tintype runs, and retires the key before it.',
];

/** Runs `tintype keys …` and returns the exit code: 0 done, 1 the keyring or a token is refused, 2 not a command. */
export async function keysCommand(args: string[], ctx: KeysCommandContext): Promise<number> {
  const commands = { list: printKeys, check: printCheck, rotate: printRotation };
  const command = Object.entries(commands).find(([name]) => name === args[0])?.[1];
  if (!command || args.length !== 1) {
    keysUsage.forEach((line) => ctx.print(line));
    return 2;
  }
  try {
    return await command(ctx);
  } catch (error) {
    if (!(error instanceof KeyringRefused)) throw error;
    ctx.print(error.message);
    return 1;
  }
}

async function printKeys({ config, db, print }: KeysCommandContext): Promise<number> {
  for (const key of await listKeys({ keyringFile: config.keyringFile, db }))
    print(
      `${key.keyId}  ${key.state.padEnd(12)}  made ${key.createdAt.toISOString()}  ${tokens(key.sealedTokens)}`,
    );
  return 0;
}

async function printCheck({ config, db, print }: KeysCommandContext): Promise<number> {
  await checkKeyring({ keyringFile: config.keyringFile, db });
  print(`The keyring ${config.keyringFile} fits this database.`);
  return 0;
}

async function printRotation({ config, db, log, print }: KeysCommandContext): Promise<number> {
  const rotation = await rotateKeys({
    db,
    keyringFile: config.keyringFile,
    clock: wallClock,
    log,
    onProgress: (progress) => {
      if (progress.step === 'rewrapped') print(`${progress.table}: ${tokens(progress.rewrapped)} so far`);
    },
  });
  if (rotation.isResumed)
    print('A rotation that was cut off is finished now; no key was added. Run it again for a new key.');
  print(`Key ${rotation.activeKeyId} seals from now on. ${tokens(rotation.rewrapped)} put under it.`);
  for (const keyId of rotation.retiredKeyIds)
    print(`Key ${keyId} is retired: keep it in the keyring as long as you keep backups made before today.`);
  for (const rowId of rotation.brokenRows)
    print(`The sealed token ${rowId} does not open and was left as it is: reconnect its account.`);
  print('Back up the keyring now, apart from the database.');
  return rotation.brokenRows.length === 0 ? 0 : 1;
}

function tokens(count: number): string {
  return `${count} ${count === 1 ? 'token' : 'tokens'}`;
}
