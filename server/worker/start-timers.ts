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
 * Runs what is due at its very moment: a timer in this process for each moment at which rows are due within seconds. Nothing depends
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
    const fresh = [...soon.slice(first), ...soon.slice(0, first)]
      .filter(({ id }) => !timers.has(id))
      .slice(0, mostTimers - timers.size);
    const now = clock.now().getTime();
    // One timer for what is due in one moment: it begins together, however slowly a busy machine gets to it.
    for (const [wait, some] of Map.groupBy(fresh, ({ at }) => Math.max(0, at.getTime() - now))) {
      const begin = () => {
        for (const { id } of some) timers.delete(id);
        due.push(...some.map(({ id }) => id));
        beginDue();
      };
      // A timer may fire within the millisecond before, when the row is not due yet.
      const timer = setTimeout(begin, wait + 1);
      for (const { id } of some) timers.set(id, timer);
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
