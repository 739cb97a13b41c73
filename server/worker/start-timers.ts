import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Punctual } from '../queue/index.ts';
import { startSweep } from './start-sweep.ts';

/** Timers are set for what is due within this; the list is read twice as often, so that nothing falls between. */
const horizonSeconds = 10;
const everySeconds = 5;
/** What is more than this at once is left to jobs and sweeps. */
const mostTimers = 10_000;
/** More would wait for connections of the pool instead of here. */
const mostRunning = 16;

/**
 * Runs what is due at its very moment: a timer in this process for each row that is due within seconds. Nothing depends
 * on it; whatever a timer misses, because its process died or its clock was moved, is found by the sweep.
 */
export function startTimers(options: { punctual: Punctual; clock: Clock; log: Log }): {
  stop(): Promise<void>;
} {
  const { punctual, clock, log } = options;
  const timers = new Map<string, NodeJS.Timeout>();
  const due: string[] = [];
  const running = new Set<Promise<void>>();
  const sweep = startSweep({ name: punctual.name, everySeconds, run: setTimers }, log);

  return {
    async stop() {
      await sweep.stop();
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      due.length = 0;
      await Promise.allSettled(running);
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
          runDue();
        }, ms),
      );
    }
  }

  function runDue() {
    while (running.size < mostRunning) {
      const id = due.shift();
      if (id === undefined) return;
      const run = punctual
        .run(id)
        .catch((err: unknown) => log.error({ timer: punctual.name, id, err }, 'timer failed'))
        .finally(() => {
          running.delete(run);
          runDue();
        });
      running.add(run);
    }
  }
}
