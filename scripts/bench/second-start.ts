import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from '../start/ports.ts';
import { percentile } from './percentile.ts';
import type { BenchInput, Row } from './row.ts';

const goalSeconds = 3;

/**
 * What `npm start` does once everything is installed, built and has its database: from the command to the moment the
 * product serves, simulator included. Its two programs are called directly, npm's own time is not in it.
 */
export async function benchSecondStart({ root, isQuick }: BenchInput): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-bench-start-'));
  const [port, simulatorPort] = [await findFreePort(), await findFreePort()];
  const env = {
    ...process.env,
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'warn',
  };
  try {
    const first = await startAndEnd({ root, env, port });
    const later: number[] = [];
    const bare: number[] = [];
    for (let start = 0; start < (isQuick ? 1 : 5); start++) {
      later.push(await startAndEnd({ root, env, port }));
      bare.push(startBareNode());
    }
    const [median, bareMedian] = [percentile(later, 0.5), percentile(bare, 0.5)];
    return [
      {
        what: `Start over an existing installation until it serves, median (slowest) of ${later.length}`,
        measured: `${median.toFixed(2)} s (${Math.max(...later).toFixed(2)} s)`,
        control: `Node with nothing to do: ${bareMedian.toFixed(2)} s; first start, empty folder: ${first.toFixed(2)} s`,
        ratio: `${(median / bareMedian).toFixed(0)} × bare Node, ${(median / first).toFixed(2)} × the first`,
        goal: `≤ ${goalSeconds} s`,
        isMet: median <= goalSeconds,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds of a Node that has nothing to do: says how busy the machine is. */
function startBareNode(): number {
  const began = performance.now();
  spawnSync(process.execPath, ['--eval', '0']);
  return (performance.now() - began) / 1000;
}

/** Seconds from the command to a `/readyz` that is well. Ends it again as Ctrl-C does. */
async function startAndEnd(at: { root: string; env: NodeJS.ProcessEnv; port: number }): Promise<number> {
  const began = performance.now();
  const options = { cwd: at.root, env: at.env };
  const ensured = spawnSync(process.execPath, ['scripts/ensure.mjs'], { ...options, stdio: 'inherit' });
  if (ensured.status !== 0) throw new Error('The checkout could not be made ready.');
  const starter = spawn(process.execPath, ['scripts/start.ts'], {
    ...options,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => starter.once('exit', resolve));
  try {
    await untilItServes(starter, at.port);
    return (performance.now() - began) / 1000;
  } finally {
    starter.kill('SIGTERM');
    await ended;
  }
}

async function untilItServes(starter: ChildProcess, port: number): Promise<void> {
  for (;;) {
    if (starter.exitCode !== null || starter.signalCode !== null)
      throw new Error('It ended while it was starting.');
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await delay(10);
  }
}
