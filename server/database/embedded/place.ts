import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canEnter, ownerOf } from './database-user.ts';
import type { DatabaseUser } from './database-user.ts';
import { findPostmaster, stopPostmaster } from './postmaster.ts';

const rootHome = '/var/lib/tintype';
const pointerName = 'postgres.location';

/** Where one cluster and what belongs to it live. */
export interface ClusterPlace {
  /** Appears complete or not at all (see cluster.ts). */
  home: string;
  clusterDir: string;
  passwordFile: string;
  logFile: string;
  /** Set when the cluster could not live in DATA_DIR: the file there that says where it is. */
  pointerFile: string | null;
}

/**
 * Decides where the cluster of `dataDir` lives: inside it, or, when we are root and the database's user cannot enter
 * it, under /var/lib/tintype with a pointer left behind. The decision is kept once a cluster is made.
 * Throws when a pointer names a cluster that is gone: an empty database in its place would look like loss.
 */
export async function placeCluster(input: {
  dataDir: string;
  user: DatabaseUser | null;
  log: (sentence: string) => void;
}): Promise<ClusterPlace> {
  const dataDir = await makeDataDir(input.dataDir, input.user);
  const pointerFile = join(dataDir, pointerName);
  const inside = placeAt(join(dataDir, 'postgres'), null);

  const pointer = await readPointer(pointerFile);
  if (pointer) {
    const place = placeAt(pointer.home, pointerFile);
    if (pointer.isPending || (await hasCluster(place))) return place;
    throw new Error(
      `${pointerFile} says that the database is at ${pointer.home}, but nothing is there. Bring that folder back, or ` +
        'delete the file to begin with an empty database.',
    );
  }
  if (!input.user) return inside;
  if (await hasCluster(inside)) return refuseUnlessReachable(inside);
  if (await canEnter(input.user, dataDir)) return inside;

  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const outside = placeAt(join(rootHome, hash), pointerFile);
  await mkdir(rootHome, { recursive: true });
  await chmod(rootHome, 0o755);
  await setAsideForgotten(outside, input.log);
  await writePointer(outside, 'pending');
  return outside;
}

/** To be called once the cluster is complete: from then on a missing cluster is a loss, not an unfinished start. */
export async function recordPlace(place: ClusterPlace): Promise<void> {
  if (!place.pointerFile) return;
  if ((await readPointer(place.pointerFile))?.isPending === false) return;
  await writePointer(place, 'complete');
}

/**
 * As root the folder may be entered by the database's user, and listed by nobody else. One that holds anything already
 * keeps the permissions it was given.
 */
async function makeDataDir(path: string, user: DatabaseUser | null): Promise<string> {
  await mkdir(path, { recursive: true, mode: user ? 0o711 : 0o700 });
  if (user && (await readdir(path)).length === 0) await chmod(path, 0o711);
  // Linux names a process's folder by its real path, which is how a surviving server is told to be ours.
  return realpath(path);
}

function placeAt(home: string, pointerFile: string | null): ClusterPlace {
  return {
    home,
    clusterDir: join(home, 'cluster'),
    passwordFile: join(home, 'password'),
    logFile: join(home, 'postgres.log'),
    pointerFile,
  };
}

export async function hasCluster(place: ClusterPlace): Promise<boolean> {
  return stat(join(place.clusterDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

async function refuseUnlessReachable(place: ClusterPlace): Promise<ClusterPlace> {
  const owner = await ownerOf(place.clusterDir);
  if (!owner || (await canEnter(owner, place.clusterDir))) return place;
  throw new Error(
    `The database in ${place.clusterDir} belongs to user ${owner.uid}, who can no longer enter it. Give the folders ` +
      `above it the permission to be entered (chmod o+x), starting with ${dirname(dirname(place.home))}.`,
  );
}

/** DATA_DIR was deleted, which means "begin anew"; but a database is put aside rather than destroyed. */
async function setAsideForgotten(place: ClusterPlace, log: (sentence: string) => void): Promise<void> {
  if (!(await hasCluster(place))) return;
  const postmaster = await findPostmaster(place.clusterDir);
  if (postmaster) await stopPostmaster(place.clusterDir, postmaster.pid);
  for (let n = 1; ; n += 1) {
    const aside = `${place.home}.old-${n}`;
    const isTaken = await stat(aside).then(
      () => true,
      () => false,
    );
    if (isTaken) continue;
    await rename(place.home, aside);
    log(`The database of an earlier ${dirname(place.pointerFile ?? '')} was put aside as ${aside}.`);
    return;
  }
}

async function readPointer(path: string): Promise<{ home: string; isPending: boolean } | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const [home, state] = text.split('\n');
  return home ? { home, isPending: state === 'pending' } : null;
}

async function writePointer(place: ClusterPlace, state: 'pending' | 'complete'): Promise<void> {
  if (!place.pointerFile) return;
  const draft = `${place.pointerFile}.${process.pid}`;
  await writeFile(draft, `${place.home}\n${state}\n`, { mode: 0o600, flush: true });
  await rename(draft, place.pointerFile);
}
