import { installBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { findDatabaseUser } from './database-user.ts';
import { connectionStringOf } from './listening.ts';
import type { Listening } from './listening.ts';
import { hasCluster, placeCluster, recordPlace } from './place.ts';
import { stopPostmaster } from './postmaster.ts';
import { runServer } from './run-server.ts';

export interface EmbeddedPostgres {
  /** For `pg`. It holds the password: never log it. */
  connectionString: string;
  /** The postmaster, which is also the group of all its processes' parent. */
  pid: number;
  /** True when the server had outlived an earlier run, or belongs to another process of this installation. */
  adopted: boolean;
  /**
   * After somebody else has ended it: the server anew, at the same address. Never makes an empty database in place of one
   * that is gone, but throws an Error with a sentence.
   */
  startAgain(): Promise<EmbeddedPostgres>;
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

  return run();

  async function run(known?: Listening): Promise<EmbeddedPostgres> {
    const { owner, password } = cluster;
    const { pid, listening, adopted } = await runServer({ place, binaries, owner, listening: known });
    return {
      connectionString: connectionStringOf(listening, password),
      pid,
      adopted,
      async startAgain() {
        if (await hasCluster(place)) return run(listening);
        throw new Error(`Its data is no longer in ${place.clusterDir}.`);
      },
      stop: () => stopPostmaster(place.clusterDir, pid, binaries.pgCtl),
    };
  }
}
