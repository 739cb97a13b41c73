import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface DatabaseUser {
  uid: number;
  gid: number;
}

/**
 * Who PostgreSQL runs as. Null means: as we do. It refuses to run as root, so root gets the existing user `postgres`,
 * else `nobody`; no user is ever created.
 */
export async function findDatabaseUser(): Promise<DatabaseUser | null> {
  if (process.getuid?.() !== 0) return null;
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return userNamed(passwd, 'postgres') ?? userNamed(passwd, 'nobody') ?? { uid: 65_534, gid: 65_534 };
}

/** The user whom an existing cluster belongs to: a `postgres` installed later must not lock us out of it. */
export async function ownerOf(path: string): Promise<DatabaseUser | null> {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = await stat(path);
  return { uid, gid };
}

/** Asks the system itself, since permission bits are not the whole truth (ACLs, network folders). */
export async function canEnter(user: DatabaseUser, folder: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...user, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

export function userNamed(passwd: string, name: string): DatabaseUser | null {
  const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid && uid !== '0' ? { uid: Number(uid), gid: Number(gid) } : null;
}
