import { randomBytes } from 'node:crypto';
import {
  constants,
  link,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KeyringRefused } from './errors.ts';
import { parseKeyring, type Keyring } from './keyring.ts';

/** A keyring as read, with a mark that changes when the file does. */
export interface LoadedKeyring {
  keyring: Keyring;
  fingerprint: string;
}

/**
 * Reads the keyring. Throws `KeyringRefused` when it is missing, when anybody but its owner may read it or replace it,
 * when it belongs to somebody else, or when its content is not a keyring.
 */
export async function loadKeyring(file: string): Promise<LoadedKeyring> {
  const handle = await openExisting(file);
  try {
    // Judged through the open handle, so that the file that was judged is the file that is read.
    const stats = await handle.stat();
    refuseForeignFile(file, stats);
    await refuseOpenFolder(dirname(file));
    return { keyring: parseKeyring(await handle.readFile('utf8'), file), fingerprint: fingerprintOf(stats) };
  } finally {
    await handle.close();
  }
}

/** The mark of the file as it stands now; undefined when there is none. */
export async function readFingerprint(file: string): Promise<string | undefined> {
  const stats = await statOrNothing(file);
  return stats && fingerprintOf(stats);
}

/** Writes the first keyring: complete or not at all, and never over one that is there (`KeyringRefused` `exists`). */
export async function createKeyringFile(file: string, keyring: Keyring): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch(refuseUnwritable(file));
  await refuseOpenFolder(dirname(file));
  const draft = await writeDraft(file, keyring).catch(refuseUnwritable(file));
  try {
    // A hard link, because a rename would replace a keyring that another process made a moment ago.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new KeyringRefused(
      'exists',
      `There is a keyring at ${file} already, and a keyring is never replaced by a new one.`,
    );
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(file));
}

/**
 * Replaces the keyring by its successor in one step: a reader sees the old one or the new one, also after a crash.
 * One caller at a time (rotate-keys.ts holds a lock).
 */
export async function replaceKeyringFile(file: string, keyring: Keyring): Promise<void> {
  // A secret mounted as a link stays a link.
  const target = await realpath(file);
  await removeStaleDrafts(target);
  const draft = await writeDraft(target, keyring).catch(refuseUnwritable(file));
  await rename(draft, target);
  await syncFolder(dirname(target));
}

async function writeDraft(file: string, keyring: Keyring): Promise<string> {
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(keyring, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

/** A write that was cut off left a draft: nothing was ever sealed under the keys that only it holds. */
async function removeStaleDrafts(file: string): Promise<void> {
  const drafts = (await readdir(dirname(file))).filter(
    (name) => name.startsWith(`${basename(file)}.`) && name.endsWith('.new'),
  );
  for (const name of drafts) await rm(join(dirname(file), name), { force: true });
}

/** Makes the new name last through a power cut. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder, and writes names through by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openExisting(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new KeyringRefused('missing', `There is no keyring at ${file} (VAULT_KEYRING_FILE).`);
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): KeyringRefused {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  return new KeyringRefused(
    'unreadable',
    `The keyring ${file} cannot be read (${code}). Give the user that runs Tintype the right to read it, and nobody else.`,
  );
}

function refuseUnwritable(file: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    throw new KeyringRefused(
      'unwritable',
      `The keyring ${file} cannot be written (${error.code ?? 'unknown error'}). Give the user that runs Tintype a folder of its own for it, with mode 700, and set VAULT_KEYRING_FILE.`,
    );
  };
}

function refuseForeignFile(file: string, stats: Stats): void {
  const me = process.geteuid?.();
  // Windows has no owner and no mode to judge.
  if (me === undefined) return;
  if (stats.uid !== me && stats.uid !== 0)
    throw new KeyringRefused(
      'foreign_owner',
      `The keyring ${file} belongs to another user (uid ${stats.uid}, Tintype runs as ${me}): somebody else could replace the keys. Run "chown ${me} ${file}".`,
    );
  if ((stats.mode & 0o077) !== 0)
    throw new KeyringRefused(
      'open_to_others',
      `The keyring ${file} has mode ${modeText(stats)}, so others on this machine can read the keys. Run "chmod 600 ${file}"; if anybody may have read it, run "tintype keys rotate" afterwards.`,
    );
}

async function refuseOpenFolder(folder: string): Promise<void> {
  if (process.geteuid === undefined) return;
  const stats = await stat(folder);
  if ((stats.mode & 0o022) !== 0)
    throw new KeyringRefused(
      'open_to_others',
      `The folder ${folder} of the keyring has mode ${modeText(stats)}, so others on this machine can replace the keyring. Run "chmod 700 ${folder}".`,
    );
}

async function statOrNothing(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(file, error);
  }
}

function fingerprintOf(stats: Stats): string {
  // With the time of the last chmod in it, so that a loosened mode is judged again.
  return [stats.dev, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(':');
}

function modeText(stats: Stats): string {
  return (stats.mode & 0o777).toString(8).padStart(4, '0');
}
