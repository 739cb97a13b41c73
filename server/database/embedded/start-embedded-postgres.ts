import { installBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { findDatabaseUser } from './database-user.ts';
import { addressOf, chooseListening, connectionStringOf } from './listening.ts';
import { placeCluster, recordPlace } from './place.ts';
import { clearAfterDeath, findPostmaster, stopPostmaster, untilReady } from './postmaster.ts';
import { launchServer, lastLogLines } from './server-process.ts';

export interface EmbeddedPostgres {
  /** For `pg`. It holds the password: never log it. */
  connectionString: string;
  /** The postmaster, which is also the group of all its processes' parent. */
  pid: number;
  /** True when the server had outlived an earlier run, or belongs to another process of this installation. */
  adopted: boolean;
  /** Ends the server as PostgreSQL's fast shutdown does. Every process that uses it loses it. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL 18 with its data under `dataDir`, or adopts the server that already runs there.
 *
 * Safe to call from several processes at once, and after a kill at any moment: committed rows are on disk (fsync on),
 * and what was half made is made again. The server outlives this process unless `stop` is called. As root it runs as
 * the user `postgres`, else as `nobody`; its data moves to `/var/lib/tintype` when that user cannot enter `dataDir`.
 * `log` hears one sentence before each thing that takes a while.
 * Throws an Error with a sentence for the operator when this platform has no binary or the server cannot start.
 * Proven on Linux; the branches for macOS and Windows follow PostgreSQL's documentation and were not run.
 */
export async function startEmbeddedPostgres(input: {
  dataDir: string;
  log?: (sentence: string) => void;
}): Promise<EmbeddedPostgres> {
  const log = input.log ?? (() => undefined);
  const user = await findDatabaseUser();
  const binaries = await installBinaries({ fallbackDir: input.dataDir, asRoot: user !== null, log });
  const place = await placeCluster({ dataDir: input.dataDir, user, log });
  const cluster = await ensureCluster({ place, binaries, user, log });
  await recordPlace(place);

  const { clusterDir } = place;
  for (let attempt = 1; ; attempt += 1) {
    const survivor = await findPostmaster(clusterDir);
    if (survivor) {
      const ready = await untilReady(clusterDir, survivor.pid);
      if (ready) return serverOf(ready.pid, connectionStringOf(addressOf(ready), cluster.password), true);
      continue; // It was stopping, or died while we waited.
    }
    if ((await clearAfterDeath(clusterDir)) === 'started by another') continue;

    const listening = await chooseListening(place);
    const pid = await launchServer({ place, binaries, user: cluster.owner, listening });
    const ready = await untilReady(clusterDir, pid);
    if (ready) return serverOf(pid, connectionStringOf(addressOf(ready), cluster.password), false);

    // Ours gave way to another start, or its free port was taken in between: both are settled by looking again.
    if (attempt >= 3 && !(await findPostmaster(clusterDir))) {
      const lines = await lastLogLines(place);
      throw new Error(`PostgreSQL ended while it was starting. The end of ${place.logFile}:\n${lines}`);
    }
  }

  function serverOf(pid: number, connectionString: string, adopted: boolean): EmbeddedPostgres {
    return { connectionString, pid, adopted, stop: () => stopPostmaster(clusterDir, pid, binaries.pgCtl) };
  }
}
