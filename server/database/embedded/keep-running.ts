import { setTimeout as delay } from 'node:timers/promises';
import { isAlive } from './alive.ts';
import type { EmbeddedPostgres } from './start-embedded-postgres.ts';

const lookEveryMs = 500;
/** One that ends more often within ten minutes is ill, and another start would only hide it. */
const mostStarts = 5;
const withinMs = 600_000;

/**
 * Starts the server again whenever somebody else has ended it: a person, the system when memory ran out, another process of
 * this installation. Nothing is done once it has ended five times within ten minutes, or when its folder is gone. `tell`
 * hears a sentence each time. `stop` ends the watch and then the server.
 */
export function keepRunning(
  first: EmbeddedPostgres,
  tell: (sentence: string) => void,
): { stop(): Promise<void> } {
  let server = first;
  const starts: number[] = [];
  const over = new AbortController();
  const watching = watch();
  return {
    async stop() {
      over.abort();
      await watching;
      await server.stop();
    },
  };

  async function watch(): Promise<void> {
    while (await isDueAgain()) {
      if (isAlive(server.pid)) continue;
      const now = performance.now();
      while (starts[0] !== undefined && now - starts[0] > withinMs) starts.shift();
      if (starts.length >= mostStarts)
        return tell(
          `PostgreSQL has ended ${mostStarts + 1} times within ten minutes and is not started again. Look into its log, then restart Tintype.`,
        );
      starts.push(now);
      await startAgain();
    }
  }

  async function startAgain(): Promise<void> {
    tell('PostgreSQL has ended, though not by Tintype. It is being started again.');
    try {
      const { connectionString } = server;
      server = await server.startAgain();
      tell(
        server.connectionString === connectionString
          ? 'PostgreSQL runs again.'
          : 'Another process has started PostgreSQL at another address. Restart Tintype to use it.',
      );
    } catch (error) {
      tell(`PostgreSQL could not be started again. ${(error as Error).message}`);
    }
  }

  /** False once the watch is over. A watch alone keeps no process running. */
  function isDueAgain(): Promise<boolean> {
    return delay(lookEveryMs, true, { ref: false, signal: over.signal }).catch(() => false);
  }
}
