import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** Address space; ffmpeg maps far more than it uses. In KiB, as `ulimit -v` counts. */
const memoryKib = 3 * 1024 * 1024;

/** Where ffmpeg is, as the configuration says. */
export interface Ffmpeg {
  program: string;
  /** What PATH holds. */
  searchPath: string;
}

export interface FfmpegRun extends Ffmpeg {
  args: string[];
  limitMs: number;
  signal: AbortSignal;
}

/** `missing`: there is no such program. `stopped`: by `signal`. `failed` by itself, by its memory or by its time. */
export type FfmpegEnd = 'done' | 'failed' | 'missing' | 'stopped';

/**
 * Runs ffmpeg as a process of its own that yields to everything else: bounded in time, and in memory where the system can. It
 * gets nothing of our environment but PATH, and nothing of what it prints is kept.
 */
export function runFfmpeg(run: FfmpegRun): Promise<FfmpegEnd> {
  const { program, searchPath, args, limitMs, signal } = run;
  const { promise, resolve } = Promise.withResolvers<FfmpegEnd>();
  if (signal.aborted) return Promise.resolve('stopped');
  const [command, given] = bounded(program, args);
  // A group of its own, so that what it started ends with it.
  const isGrouped = process.platform !== 'win32';
  const child = spawn(command, given, {
    stdio: 'ignore',
    detached: isGrouped,
    windowsHide: true,
    env: { PATH: searchPath },
  });
  const kill = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(isGrouped ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // It ended by itself in this moment.
    }
  };
  const timer = setTimeout(kill, limitMs);
  signal.addEventListener('abort', kill);
  child.once('spawn', () => yieldToOthers(child.pid));
  child.once('error', () => finish('missing'));
  child.once('close', (code) => finish(code === 0 ? 'done' : code === 127 ? 'missing' : 'failed'));
  return promise;

  function finish(end: FfmpegEnd) {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
    resolve(signal.aborted ? 'stopped' : end);
  }
}

/** Through a shell that sets the bound and then becomes the program; it takes program and arguments as they are. */
function bounded(program: string, args: string[]): [string, string[]] {
  if (process.platform === 'win32') return [program, args];
  return ['/bin/sh', ['-c', `ulimit -v ${memoryKib} 2>/dev/null; exec "$0" "$@"`, program, ...args]];
}

function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Where that is not allowed, it competes; the bound of time stays.
  }
}
