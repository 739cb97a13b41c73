import { readFileSync } from 'node:fs';

/**
 * Whether a process runs. A zombie does not: it answers signals until its parent reaps it, which in some containers
 * never happens, and makes PostgreSQL refuse its own lock files.
 */
export function isAlive(pid: number): boolean {
  return answersSignals(pid) && !isZombie(pid);
}

/** What PostgreSQL looks at: true for a zombie too. */
export function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false; // No such process at all.
  }
}
