/** What the simulated Instagram does after it has answered. */
export type Work = {
  /** Does a job as soon as there is room. A job that throws is told on stderr. */
  begin(job: () => Promise<void>): void;
  /** Resolves when nothing is left to do, later jobs included. */
  settled(): Promise<void>;
};

/** Downloads at once: enough for a carousel, too few to fill the memory. */
const MOST_JOBS = 4;

export function createWork(): Work {
  const waiting: (() => Promise<void>)[] = [];
  const running = new Set<Promise<void>>();

  function fill(): void {
    while (running.size < MOST_JOBS) {
      const job = waiting.shift();
      if (job === undefined) return;
      const done = run(job).finally(() => {
        running.delete(done);
        fill();
      });
      running.add(done);
    }
  }

  return {
    begin(job) {
      waiting.push(job);
      fill();
    },
    async settled() {
      while (running.size > 0) await Promise.race(running);
    },
  };
}

async function run(job: () => Promise<void>): Promise<void> {
  try {
    await job();
  } catch (cause) {
    process.stderr.write(`simulator: processing failed: ${String(cause)}\n`);
  }
}
