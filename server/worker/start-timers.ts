import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Punctual } from '../queue/index.ts';
import { startSweep } from './start-sweep.ts';

/** Timers are set for what is due within this; the list is read twice as often, so that nothing falls between. */
const horizonSeconds = 10;
const everySeconds = 5;
/** What is more than this at once is left to jobs and sweeps. */
const mostTimers = 10_000;
/** So many are begun together: enough that they share the cost, few enough that the first of them need not wait for the last. */
const mostTogether = 64;
/** So many may be on their way at once. What waits is not claimed yet: another worker may take it, and no lease runs. */
const mostBegun = 128;
/** Of those that are run one by one. More would wait for connections of the pool instead of here. */
const mostRunning = 16;
/** Jobs and sweeps are never put off for longer, however long a burst lasts. */
const patienceMs = 5000;

export interface Timers {
  /** Resolves when nothing that is due waits to begin, or after five seconds. */
  untilQuiet(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs what is due at its very moment: a timer in this process for each row that is due within seconds. Nothing depends
 * on it; whatever a timer misses, because its process died or its clock was moved, is found by the sweep.
 */
export function startTimers(options: { punctual: Punctual; clock: Clock; log: Log }): Timers {
  const { punctual, clock, log } = options;
  const timers = new Map<string, NodeJS.Timeout>();
  const due: string[] = [];
  const left: string[] = [];
  const [begun, running] = [new Set<Promise<void>>(), new Set<Promise<void>>()];
  let beginning: Promise<void> | undefined;
  let quiet = Promise.withResolvers<void>();
  const sweep = startSweep({ name: punctual.name, everySeconds, run: setTimers }, log);

  return {
    async untilQuiet() {
      if (!beginning) return;
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
      await Promise.race([quiet.promise, patience]);
      clearTimeout(timer);
    },
    async stop() {
      await sweep.stop();
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      due.length = 0;
      await beginning;
      left.length = 0;
      await Promise.allSettled([...begun, ...running]);
    },
  };

  async function setTimers() {
    const soon = await punctual.findSoon({ seconds: horizonSeconds, most: mostTimers });
    // Workers begin at places of the same list that lie far apart, and so rarely reach for the same row.
    const first = soon.length > 0 ? (process.pid * 7919) % soon.length : 0;
    for (const { id, at } of [...soon.slice(first), ...soon.slice(0, first)]) {
      if (timers.has(id) || timers.size >= mostTimers) continue;
      // A timer may fire within the millisecond before, when the row is not due yet.
      const ms = Math.max(0, at.getTime() - clock.now().getTime()) + 1;
      timers.set(
        id,
        setTimeout(() => {
          timers.delete(id);
          due.push(id);
          beginDue();
        }, ms),
      );
    }
  }

  function beginDue() {
    beginning ??= beginAll().finally(() => {
      beginning = undefined;
      quiet.resolve();
      quiet = Promise.withResolvers();
    });
  }

  async function beginAll() {
    // All that came due in this millisecond have their timers first.
    await nextTurn();
    while (due.length > 0) {
      while (begun.size >= mostBegun) await Promise.race(begun);
      const ids = due.splice(0, Math.min(mostTogether, mostBegun - begun.size));
      // A stop clears them while one waits for room.
      if (ids.length === 0) return;
      try {
        const { begun: some, left: rest } = await punctual.begin(ids);
        for (const each of some) watch(begun, each);
        left.push(...rest);
      } catch (err) {
        log.error({ timer: punctual.name, err }, 'not begun together; each is run by itself');
        left.push(...ids);
      }
      runLeft();
    }
  }

  function runLeft() {
    while (running.size < mostRunning) {
      const id = left.shift();
      if (id === undefined) return;
      watch(running, punctual.run(id), id);
    }
  }

  function watch(set: Set<Promise<void>>, work: Promise<void>, id?: string) {
    const watched = work
      .catch((err: unknown) => log.error({ timer: punctual.name, id, err }, 'timer failed'))
      .finally(() => {
        set.delete(watched);
        runLeft();
      });
    set.add(watched);
  }
}
