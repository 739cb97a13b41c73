import { readFileSync } from 'node:fs';
import type { Asked } from './asked.ts';
import { answerRequest } from './answer-request.ts';
import { createFaults } from './faults/faults.ts';
import { createJournal } from './control/journal.ts';
import { ConnectionLost } from './faults/connection-lost.ts';
import { createCallCounter } from './limits/call-counter.ts';
import type { Running } from './running.ts';
import { isSeedNamed, readSeed, type Seed } from './seeds/read-seed.ts';
import { completeApps } from './world/complete-apps.ts';
import { seedWorld } from './world/seed.ts';
import { createCourier } from './webhooks/courier.ts';
import { resumeProcessing } from './upload/process-video.ts';
import { realResponse } from './text-response.ts';
import { createWork } from './upload/work.ts';
import { restoreSnapshot } from './world/snapshot.ts';
import { openWorld, type World } from './world/world.ts';

export type SimulatorOptions = {
  /** Keep the world here, durable before a write is answered. Absent: in memory, gone on close. */
  dataDir?: string;
  /** Where browsers and clients reach the simulator. Absent: the origin of each request. */
  publicUrl?: string;
  /** Fetches media and sends callbacks. */
  fetch?: typeof fetch;
  /**
   * All ids and tokens derive from it, and what an empty world begins with: `demo`, `empty`, `studio` or the path of a seed file
   * (`….json`); any other text is the demo with other ids. Throws `BrokenSeed` for a file that cannot be planted.
   */
  seed?: string;
  /**
   * A file of `GET /_simulator/snapshot` that an empty world begins with in place of a seed. Throws when it is not whole.
   */
  snapshotFile?: string;
  /** Wall time in unix milliseconds. */
  now?: () => number;
  /** Told by `/_simulator/healthz`, so that a starter can tell its own simulator from a stranger. */
  runId?: string;
};

export type Simulator = {
  /**
   * A `fetch` that reaches the simulator and nothing else. A scripted reset or drop rejects with `TypeError('fetch failed')`, and so
   * does a redirect under `redirect: 'error'`; a redirect is never followed.
   */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The same, with `ConnectionLost` in place of that rejection, for a server that can cut the wire. */
  answer: (request: Request) => Promise<Response>;
  /** The same for what came over a socket; the signal ends what the answer waits for. */
  answerIncoming: (request: Asked, signal: AbortSignal) => Promise<Response>;
  world: World;
  /**
   * Sends the webhooks and callbacks that are due on the world's clock. Moving the clock by the control API does it too, and
   * `startSimulator` does it all the time.
   */
  deliver: () => Promise<void>;
  /** Resolves when no video is on its way any more: what the simulated Instagram does after it has answered. */
  settled(): Promise<void>;
  /** Ends every wait a fault has scripted; requests that were hanging lose their connection. */
  endWaits(): void;
  /** Lets go of every timer, ends hanging answers and closes the world. */
  close(): Promise<void>;
};

/** A simulated Instagram, usable as a `fetch` in the same process or behind a socket with `startSimulator`. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const seed = options.seed ?? 'demo';
  const content = readSeed(isSeedNamed(seed) ? seed : 'demo');
  const world = openWorld({ dataDir: options.dataDir, seed, wallNow: options.now ?? Date.now });
  try {
    if (world.apps.size === 0) beginWorld(world, content, options.snapshotFile);
  } catch (cause) {
    world.close();
    throw cause;
  }
  completeApps(world);
  world.commit();

  const end = new AbortController();
  const callOut = options.fetch ?? fetch;
  const courier = createCourier({ world, fetch: callOut, signal: end.signal });
  const running: Running = {
    world,
    faults: createFaults((purpose) => world.share(purpose)),
    journal: createJournal(),
    fetch: callOut,
    deliver: () => courier.deliver(),
    work: createWork(),
    publicUrl: options.publicUrl?.replace(/\/$/, ''),
    runId: options.runId,
    seed: content,
    counter: createCallCounter(),
    closing: end.signal,
  };

  resumeProcessing(running);

  let isClosed = false;
  const answer = async (request: Request) => realResponse(await answerRequest(running, request));
  return {
    answer,
    answerIncoming: (request, signal) => answerRequest(running, request, signal),
    fetch: (input, init) => fetchFrom(answer, new Request(input, init)),
    world,
    deliver: () => courier.deliver(),
    settled: () => running.work.settled(),
    endWaits: () => end.abort(),
    async close() {
      if (isClosed) return;
      isClosed = true;
      end.abort();
      await courier.rest();
      await running.work.settled();
      world.close();
    },
  };
}

function beginWorld(world: World, seed: Seed, snapshotFile: string | undefined): void {
  if (snapshotFile === undefined) {
    seedWorld(world, seed);
    return;
  }
  try {
    restoreSnapshot(world, readFileSync(snapshotFile));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The world could not begin with ${snapshotFile}. ${why}`, { cause });
  }
}

async function fetchFrom(answer: Simulator['answer'], request: Request): Promise<Response> {
  try {
    const response = await answer(request);
    if (request.redirect !== 'error' || response.headers.get('location') === null) return response;
  } catch (cause) {
    if (!(cause instanceof ConnectionLost)) throw cause;
    throw new TypeError('fetch failed', { cause });
  }
  throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
}
