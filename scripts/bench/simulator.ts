import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { demoApp } from '../../simulator/index.ts';
import { p50AndP95, percentile } from './percentile.ts';
import { readProcessTime } from './process-time.ts';
import type { BenchInput, Row } from './row.ts';

const goalRatio = 0.5;
const goalResidentMb = 1536;
const goalResetMs = 100;
/** Connections that are kept open, each with one request at a time. */
const atOnce = 16;

/** The simulator by itself: how fast it answers a simple read, and what a large world weighs. */
export async function benchSimulator({ root, isQuick, say }: BenchInput): Promise<Row[]> {
  const reads = await measureReads(root, isQuick);
  say(`Reads by turn: ${reads.turns.map((turn) => turn.ratio.toFixed(2)).join(' ')}`);
  const [accounts, media] = isQuick ? [500, 20] : [10_000, 100];
  return [...reads.rows, ...(await measureWorld(root, { accounts, media }))];
}

interface Served {
  url: string;
  process: ChildProcess;
}

interface Turn {
  ratio: number;
  cpuRatio: number;
  perSecond: number;
  controlPerSecond: number;
}

/** Turn by turn against Hono with nothing to do: both in processes of their own, asked in the same way. */
async function measureReads(root: string, isQuick: boolean): Promise<{ rows: Row[]; turns: Turn[] }> {
  const simulator = await start(root, ['simulator/main.ts', '--port', '0']);
  const echo = await start(root, ['scripts/bench/serve-echo.ts']);
  try {
    const answer = await fetch(`${simulator.url}/_simulator/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appId: demoApp.id, account: 'linden.ceramics', longLived: true }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const path = `/graph.instagram.com/v25.0/me?fields=id,username&access_token=${token}`;
    const warmUp = isQuick ? 2_000 : 20_000;
    await ask(simulator, path, warmUp);
    await ask(echo, path, warmUp);
    // Short turns, so that a busy moment of the machine falls on both.
    const count = 1_000;
    const turns: Turn[] = [];
    for (let turn = 0; turn < (isQuick ? 5 : 60); turn += 1) {
      const ours = await ask(simulator, path, count);
      const control = await ask(echo, path, count);
      turns.push({
        ratio: ours.perSecond / control.perSecond,
        cpuRatio: control.cpuMs / ours.cpuMs,
        perSecond: ours.perSecond,
        controlPerSecond: control.perSecond,
      });
    }
    const middle = (pick: (turn: Turn) => number) => percentile(turns.map(pick), 0.5);
    const whole = (value: number) => Math.round(value).toLocaleString('en');
    const rows = [
      {
        what: `A simple read of the simulated Graph, ${atOnce} at a time, against Hono that echoes`,
        measured: `${whole(middle((turn) => turn.perSecond))} a second`,
        control: `${whole(middle((turn) => turn.controlPerSecond))} a second`,
        ratio: middle((turn) => turn.ratio).toFixed(2),
        goal: `≥ ${goalRatio}`,
        isMet: middle((turn) => turn.ratio) >= goalRatio,
      },
      {
        what: 'The same by CPU of the server alone: what Hono needs for one over what the simulator needs',
        measured: '',
        ratio: middle((turn) => turn.cpuRatio).toFixed(2),
        goal: `≥ ${goalRatio}`,
        isMet: middle((turn) => turn.cpuRatio) >= goalRatio,
      },
    ];
    return { rows, turns };
  } finally {
    simulator.process.kill();
    echo.process.kill();
  }
}

/** Starts a server that says where it listens. */
async function start(root: string, args: string[]): Promise<Served> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (http:\/\/\S+)/.exec(line)?.[1];
    if (url !== undefined) return { url, process: child };
  }
  throw new Error(`${args[0]} did not say where it listens.`);
}

/** Asks so many times over a few open connections. `cpuMs` is the server's for one request; 1 where the kernel does not tell. */
async function ask({ url, process: { pid = 0 } }: Served, path: string, count: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const before = await readProcessTime(pid);
  const began = performance.now();
  let left = count;
  const askOn = async () => {
    while (left-- > 0) await get(url + path, agent);
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  const seconds = (performance.now() - began) / 1000;
  const after = await readProcessTime(pid);
  agent.destroy();
  const cpuMs = before && after ? (after.cpuMs - before.cpuMs) / count : 1;
  return { perSecond: count / seconds, cpuMs };
}

function get(address: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request(address, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`The answer was ${response.statusCode}.`));
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end();
  });
}

interface World {
  before: number;
  residentMb: number;
  fillSeconds: number;
  pagesMs: number[];
  bigResetMs: number[];
  resetsMs: number[];
}

async function measureWorld(
  root: string,
  { accounts, media }: { accounts: number; media: number },
): Promise<Row[]> {
  if (process.platform !== 'linux')
    return [{ what: 'A large world', measured: 'not measured: it needs Linux' }];
  const args = ['scripts/bench/fill-world.ts', String(accounts), String(media)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  await once(child, 'close');
  const world = JSON.parse(Buffer.concat(pieces).toString()) as World;
  const size = `${accounts.toLocaleString('en')} accounts with ${media} posts each`;
  return [
    {
      what: `Resident memory of a world of ${size}`,
      measured: `${world.residentMb} MB, filled in ${world.fillSeconds.toFixed(1)} s`,
      control: `${world.before} MB with the demo's world`,
      goal: '≤ 1.5 GB',
      isMet: world.residentMb <= goalResidentMb,
    },
    { what: `A page of 50 posts in it, p50 / p95`, measured: p50AndP95(world.pagesMs) },
    {
      what: 'Reset to a seeded world, p50 / p95',
      measured: p50AndP95(world.resetsMs),
      goal: `≤ ${goalResetMs} ms`,
      isMet: percentile(world.resetsMs, 0.95) <= goalResetMs,
    },
    { what: `Reset from ${size}`, measured: `${world.bigResetMs[0]?.toFixed(0)} ms` },
  ];
}
