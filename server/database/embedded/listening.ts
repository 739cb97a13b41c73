import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerOf } from './database-user.ts';
import type { DatabaseUser } from './database-user.ts';
import type { ClusterPlace } from './place.ts';
import type { Postmaster } from './postmaster.ts';

/** How clients reach the server: by a socket in a folder, or on a port of the loopback address. */
export type Listening = { socketDir: string; port: number } | { host: string; port: number };

const socketPort = 5432;
/** What fits into the kernel's address of a unix socket, without its closing zero byte. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;

/**
 * Prefers a unix socket inside the cluster (nobody else can enter it, and no port is spent), then one in a short
 * folder when that path is too long, then loopback TCP.
 */
export async function chooseListening(place: ClusterPlace): Promise<Listening> {
  if (process.platform !== 'win32') {
    if (fits(place.clusterDir)) return { socketDir: place.clusterDir, port: socketPort };
    const socketDir = shortFolderFor(place);
    if (fits(socketDir) && (await makePrivate(socketDir, await ownerOf(place.clusterDir)))) {
      return { socketDir, port: socketPort };
    }
  }
  return { host: '127.0.0.1', port: await findFreePort() };
}

/** Where a running server listens, as it says itself. */
export function addressOf(postmaster: Postmaster): Listening {
  return postmaster.socketDir
    ? { socketDir: postmaster.socketDir, port: postmaster.port }
    : { host: postmaster.host, port: postmaster.port };
}

export function connectionStringOf(listening: Listening, password: string): string {
  return 'socketDir' in listening
    ? `postgresql://postgres:${password}@/postgres?host=${encodeURIComponent(listening.socketDir)}&port=${listening.port}`
    : `postgresql://postgres:${password}@${listening.host}:${listening.port}/postgres`;
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) <= longestSocketPath;
}

function shortFolderFor(place: ClusterPlace): string {
  const hash = createHash('sha256').update(place.clusterDir).digest('hex').slice(0, 16);
  const base = process.getuid?.() === 0 ? '/run' : tmpdir();
  return join(base, `tintype-${hash}`);
}

/** In a folder that everybody may write to, somebody else may have made ours first: then it is not used. */
async function makePrivate(folder: string, user: DatabaseUser | null): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const found = await lstat(folder);
    const expected = [process.getuid?.(), user?.uid];
    if (!found.isDirectory() || !expected.includes(found.uid)) return false;
    if (user) await chown(folder, user.uid, user.gid);
    await chmod(folder, 0o700);
    return true;
  } catch {
    return false; // Not writable: loopback TCP does as well.
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
