import { spawn } from 'node:child_process';

export interface ToolRun {
  isGood: boolean;
  /** Everything it said, in order. */
  output: string;
}

/**
 * Runs one tool in a process group of its own. A tool that hangs beyond its limit is ended with all it has started,
 * and so is one that is running when we are told to end.
 */
export function runTool(input: {
  command: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  limitMs: number;
  /** Heard every half minute, so that a long silence is not taken for a standstill. */
  onStillRunning?: (seconds: number) => void;
}): Promise<ToolRun> {
  const [tool = '', ...args] = input.command;
  const { promise, resolve } = Promise.withResolvers<ToolRun>();
  const child = spawn(tool, args, {
    cwd: input.cwd,
    env: input.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }

  const endGroup = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The whole group has ended by itself.
    }
  };
  const limit = setTimeout(() => {
    output += `\nEnded after ${Math.round(input.limitMs / 60_000)} minutes without a result.\n`;
    endGroup();
  }, input.limitMs);
  let seconds = 0;
  const pulse = setInterval(() => input.onStillRunning?.((seconds += 30)), 30_000);
  process.once('exit', endGroup);

  const settle = (isGood: boolean) => {
    clearTimeout(limit);
    clearInterval(pulse);
    process.off('exit', endGroup);
    endGroup(); // What a tool leaves running would disturb the next one.
    resolve({ isGood, output });
  };
  child.once('error', (error) => {
    output += `${error.message}\n`;
    settle(false);
  });
  child.once('exit', (code) => {
    endGroup(); // A leftover holding the pipe open would keep "close" from coming.
    child.once('close', () => settle(code === 0));
  });
  return promise;
}
