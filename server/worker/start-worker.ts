import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import {
  jobNames,
  type JobHandlers,
  type JobName,
  type Punctual,
  type QueueEngine,
  type Sweep,
} from '../queue/index.ts';
import { startSweep } from './start-sweep.ts';
import { startTimers } from './start-timers.ts';

export interface Worker {
  /** Takes no more work, lets what runs come to its next save, and returns. */
  stop(): Promise<void>;
}

const batch = { batchSize: 25, localConcurrency: 4, perJobResults: true } as const;
const polling = {
  pollingIntervalSeconds: 0.5,
  notifyPollingIntervalSeconds: 0.5,
  burstWhenBatchFull: true,
} as const;

/** Runs the jobs, sweeps and timers that domain modules declare until it is stopped. */
export async function startWorker(options: {
  queue: QueueEngine;
  handlers: JobHandlers;
  sweeps: Sweep[];
  punctual?: { work: Punctual; clock: Clock };
  log: Log;
}): Promise<Worker> {
  const { queue, handlers, log } = options;
  const running = new Set<Promise<unknown>>();
  const { punctual } = options;
  const timers = punctual && startTimers({ punctual: punctual.work, clock: punctual.clock, log });
  for (const name of jobNames)
    await queue.boss.work(name, { ...batch, ...polling }, (jobs) => {
      const work = Promise.all(jobs.map((job) => runJob(name, job)));
      running.add(work);
      return work.finally(() => running.delete(work));
    });
  const sweeps = options.sweeps.map((sweep) =>
    startSweep({ ...sweep, run: () => afterPunctual(() => sweep.run()) }, log),
  );

  return {
    async stop() {
      await Promise.all([...sweeps.map((sweep) => sweep.stop()), timers?.stop()]);
      for (const name of jobNames) await queue.boss.offWork(name);
      await Promise.allSettled(running);
    },
  };

  /** What has a moment of its own goes first. */
  async function afterPunctual<T>(run: () => Promise<T>): Promise<T> {
    await timers?.untilQuiet();
    return run();
  }

  /** A failed job is told and tried again by the engine; it never takes its neighbours or the process with it. */
  async function runJob(name: JobName, job: { id: string; data: unknown }) {
    try {
      await afterPunctual(() => handlers[name](job.data as never));
      return { id: job.id, status: 'completed' as const };
    } catch (error) {
      log.error({ job: name, data: job.data, err: error }, 'job failed');
      return { id: job.id, status: 'failed' as const };
    }
  }
}
