import type { Log } from '../log.ts';
import type { Sweep } from '../queue/index.ts';

/** Runs a sweep at once and then again and again, never two at a time; an error is told and the next round goes on. */
export function startSweep(sweep: Sweep, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  next(0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };

  function next(afterSeconds: number) {
    timer = setTimeout(() => {
      round = sweep
        .run()
        .catch((err: unknown) => log.error({ sweep: sweep.name, err }, 'sweep failed'))
        .finally(() => {
          if (!stopped) next(sweep.everySeconds);
        });
    }, afterSeconds * 1000);
  }
}
