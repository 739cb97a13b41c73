import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import { compiled } from '../scripts/start/compiled.ts';

const root = dirname(import.meta.dirname);

/** The product as a process that may be killed at any moment and started again over the same data. */
export interface ProductProcess {
  /** Returns once it says that it is ready. Throws with what it printed when it ends instead. */
  start(): Promise<void>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM: drains and ends. Answers the exit code; null when it was not running, or was killed. */
  end(): Promise<number | null>;
  output(): string;
  /** Of the process that runs now, or ran last. */
  pid(): number | undefined;
}

/** One process of the product, of the given role, that ends when we do. `onEnd` hears of every end of it. */
export function createProductProcess(
  env: Record<string, string>,
  role: 'all' | 'web' | 'worker' = 'all',
  onEnd: () => void = () => {},
): ProductProcess {
  let child: ChildProcess | undefined;
  let printed = '';
  const finish = async (signal: NodeJS.Signals) => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return null;
    const ended = new Promise<number | null>((resolve) => running.once('close', (code) => resolve(code)));
    running.kill(signal);
    return ended;
  };
  return {
    output: () => printed,
    pid: () => child?.pid,
    kill: async () => void (await finish('SIGKILL')),
    end: () => finish('SIGTERM'),
    async start() {
      // A worker has no address to ask: over the channel every role says when it is ready.
      const started = spawn(process.execPath, ['server/main.ts', '--role', role], {
        cwd: root,
        env: { ...compiled, ...env },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      child = started;
      started.once('close', onEnd);
      for (const stream of [started.stdout, started.stderr])
        stream?.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-20_000_000)));
      await new Promise<void>((resolve, reject) => {
        started.once('message', () => resolve());
        started.once('close', () =>
          reject(new Error(`The product ended while starting:\n${printed.slice(-4000)}`)),
        );
      });
    },
  };
}
