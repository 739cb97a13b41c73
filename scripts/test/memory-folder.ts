import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const prefix = 'tintype-tests-';
/** The largest test keeps a film of a thousand megabytes twice. */
const wantedBytes = 6 * 1024 ** 3;

/**
 * Has the temporary files of this process and of all it starts lie in memory where a machine has plenty (Linux, six
 * gigabytes): tests make hundreds of databases, and waited most of their time for a disk to be sure of what is thrown
 * away. Elsewhere nothing changes. The folder goes with the process, and what a killed run left goes with the next one.
 */
export function keepTemporaryFilesInMemory(shelf = '/dev/shm'): void {
  if (process.env['TMPDIR']?.startsWith(join(shelf, prefix))) return; // Who started us did.
  if (process.platform !== 'linux' || !serves(shelf)) return;
  for (const name of readdirSync(shelf)) if (isForgotten(name)) remove(join(shelf, name));
  const folder = mkdtempSync(join(shelf, `${prefix}${process.pid}-`));
  // As /tmp is: PostgreSQL runs as a user of its own when we are root.
  chmodSync(folder, 0o1777);
  process.env['TMPDIR'] = folder;
  process.once('exit', () => remove(folder));
}

/** There is room, and programs that tests write can be run there (in containers they often cannot). */
function serves(shelf: string): boolean {
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .findLast((line) => line.split(' ')[1] === shelf);
    if (!mount || mount.split(' ')[3]?.split(',').includes('noexec')) return false;
    const { bavail, bsize } = statfsSync(shelf);
    return bavail * bsize >= wantedBytes && process.availableMemory() >= wantedBytes;
  } catch {
    return false;
  }
}

/** Whether `name` is the folder of a run that is over. */
function isForgotten(name: string): boolean {
  const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
  if (!pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function remove(folder: string): void {
  // A database that is just ending may still write: then its folder fills again while it is emptied.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
