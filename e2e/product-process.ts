import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';

const root = dirname(import.meta.dirname);

/** The product as a process that may be killed at any moment and started again over the same data. */
export interface ProductProcess {
  url: string;
  start(): Promise<void>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM: drains and ends. */
  end(): Promise<void>;
  output(): string;
}

export function createProductProcess(url: string, env: Record<string, string>): ProductProcess {
  let child: ChildProcess | undefined;
  let printed = '';
  const finish = async (signal: NodeJS.Signals) => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  };
  return {
    url,
    output: () => printed,
    kill: () => finish('SIGKILL'),
    end: () => finish('SIGTERM'),
    async start() {
      child = spawn(process.execPath, ['server/main.ts', '--role', 'all'], {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-20_000_000)));
      for (;;) {
        if (child.exitCode !== null)
          throw new Error(`The product ended while starting:\n${printed.slice(-4000)}`);
        const answer = await fetch(`${url}/readyz`).catch(() => null);
        if (answer?.ok) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}
