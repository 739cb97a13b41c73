import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { compiled } from '../start/compiled.ts';
import { findFreePort } from '../start/ports.ts';

const root = dirname(dirname(import.meta.dirname));

/** The simulated Instagram as a process that may be killed at any moment and started again over the same world. */
export interface SimulatorProcess {
  url: string;
  /** Returns once it listens. */
  start(): Promise<void>;
  /** SIGKILL: what it had answered is in its folder, or its world has forgotten it. */
  kill(): Promise<void>;
  end(): Promise<void>;
}

export async function createSimulatorProcess(dataDir: string): Promise<SimulatorProcess> {
  const port = await findFreePort();
  let child: ChildProcess | undefined;
  const finish = async (signal: NodeJS.Signals) => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    kill: () => finish('SIGKILL'),
    end: () => finish('SIGTERM'),
    async start() {
      const started = spawn(process.execPath, ['simulator/main.ts', '--port', `${port}`, '--data', dataDir], {
        cwd: root,
        env: { ...compiled, PATH: process.env.PATH ?? '', NODE_ENV: 'test' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      const lines = createInterface({ input: started.stdout });
      for await (const line of lines) if (line.startsWith('listening on ')) return;
      throw new Error('The simulator ended before it listened.');
    },
  };
}
