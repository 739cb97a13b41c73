import { execFile } from 'node:child_process';
import { readFile, readdir, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { answersSignals, isAlive } from './alive.ts';

const run = promisify(execFile);

/** What a server writes about itself into `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  /** Empty when it listens on TCP alone. */
  socketDir: string;
  host: string;
  status: string;
}

/** Recovery after a crash replays at most the write-ahead log since the last checkpoint: seconds, on a slow disk minutes. */
const longestStartMs = 300_000;
const orphansMayTakeMs = 5_000;
const fastShutdownMayTakeMs = 30_000;

/** The running server of this cluster, or null. A process that merely has its old number is not taken for it. */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const postmaster = await readPostmaster(clusterDir);
  return postmaster && (await runsIn(postmaster.pid, clusterDir)) ? postmaster : null;
}

/** Waits until the server accepts connections; null when it ended instead. */
export async function untilReady(clusterDir: string, pid: number): Promise<Postmaster | null> {
  for (let waitedMs = 0; waitedMs < longestStartMs; waitedMs += 10) {
    const postmaster = await readPostmaster(clusterDir);
    if (postmaster?.pid === pid && postmaster.status === 'ready') return postmaster;
    if (!isAlive(pid)) return null;
    await delay(10);
  }
  throw new Error(
    `PostgreSQL (process ${pid}) did not become ready within ${longestStartMs / 60_000} minutes.`,
  );
}

/**
 * Clears what a killed server leaves: waits for the processes that outlived it, then removes lock files whose number
 * now belongs to a zombie or to a stranger, which PostgreSQL itself would take for a running server.
 */
export async function clearAfterDeath(clusterDir: string): Promise<'clear' | 'started by another'> {
  for (let waitedMs = 0; ; waitedMs += 20) {
    const orphans = await listProcessesIn(clusterDir);
    if (orphans.length === 0) break;
    if (await findPostmaster(clusterDir)) return 'started by another';
    // A process deep in a query does not notice its server's death. Ending it is part of the same crash.
    if (waitedMs >= orphansMayTakeMs) for (const pid of orphans) kill(pid, 'SIGKILL');
    await delay(20);
  }
  const dead = await readPostmaster(clusterDir);
  if (!dead || !answersSignals(dead.pid)) return 'clear'; // PostgreSQL sees by itself that such a file is stale.
  if (await runsIn(dead.pid, clusterDir)) return 'started by another';
  const socketDir = dead.socketDir || clusterDir;
  // In this order: with the second file gone first, a kill in between would hide the first one from the next start.
  await rm(join(socketDir, `.s.PGSQL.${dead.port}.lock`), { force: true });
  await rm(join(clusterDir, 'postmaster.pid'), { force: true });
  return 'clear';
}

/** Open transactions are rolled back, clients are cut off, everything is written down. Returns when that is done. */
export async function stopPostmaster(clusterDir: string, pid: number, pgCtl?: string): Promise<void> {
  if (process.platform === 'win32' && pgCtl) {
    // There a signal would be a kill.
    await run(pgCtl, ['stop', '-m', 'fast', '-w', '-D', clusterDir]).catch(() => undefined);
    return;
  }
  for (let waitedMs = 0; await runsIn(pid, clusterDir); waitedMs += 20) {
    if (waitedMs === 0) kill(pid, 'SIGINT');
    // Immediate shutdown: the next start recovers from the log, as after a crash.
    if (waitedMs === fastShutdownMayTakeMs) kill(pid, 'SIGQUIT');
    await delay(20);
  }
}

async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port, socketDir, host, , status] = text.split('\n');
  if (!Number(pid) || !Number(port)) return null;
  return {
    pid: Number(pid),
    port: Number(port),
    socketDir: socketDir ?? '',
    host: host || '127.0.0.1',
    status: (status ?? '').trim(),
  };
}

/** Every process of a server works in its cluster's folder. Elsewhere than on Linux its name must do. */
async function runsIn(pid: number, clusterDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return (await folderOf(pid)) === clusterDir;
  if (process.platform === 'win32') return true;
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'comm=']).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres');
}

async function listProcessesIn(clusterDir: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (pid && (await folderOf(pid)) === clusterDir) found.push(pid);
  }
  return found;
}

async function folderOf(pid: number): Promise<string> {
  return readlink(`/proc/${pid}/cwd`).catch(() => ''); // Ended meanwhile, or another user's.
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in between, which is what was wanted.
  }
}
