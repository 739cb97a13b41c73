import type { Binaries } from './binaries.ts';
import type { DatabaseUser } from './database-user.ts';
import { addressOf, chooseListening } from './listening.ts';
import type { Listening } from './listening.ts';
import type { ClusterPlace } from './place.ts';
import { clearAfterDeath, findPostmaster, untilReady } from './postmaster.ts';
import { lastLogLines, launchServer } from './server-process.ts';

/**
 * The server over a cluster that exists: the one that runs already, or else a new one, at `listening` when that is given.
 * Throws an Error with the end of its log when it does not start.
 */
export async function runServer(input: {
  place: ClusterPlace;
  binaries: Binaries;
  owner: DatabaseUser | null;
  listening?: Listening | undefined;
}): Promise<{ pid: number; listening: Listening; adopted: boolean }> {
  const { place, binaries, owner } = input;
  const { clusterDir } = place;
  for (let attempt = 1; ; attempt += 1) {
    const survivor = await findPostmaster(clusterDir);
    if (survivor) {
      const ready = await untilReady(clusterDir, survivor.pid);
      if (ready) return { pid: ready.pid, listening: addressOf(ready), adopted: true };
      continue; // It was stopping, or died while we waited.
    }
    if ((await clearAfterDeath(clusterDir)) === 'started by another') continue;

    const listening = input.listening ?? (await chooseListening(place));
    const pid = await launchServer({ place, binaries, user: owner, listening });
    const ready = await untilReady(clusterDir, pid);
    if (ready) return { pid, listening: addressOf(ready), adopted: false };

    // Ours gave way to another start, or its free port was taken in between: both are settled by looking again.
    if (attempt >= 3 && !(await findPostmaster(clusterDir))) {
      const lines = await lastLogLines(place);
      throw new Error(`PostgreSQL ended while it was starting. The end of ${place.logFile}:\n${lines}`);
    }
  }
}
