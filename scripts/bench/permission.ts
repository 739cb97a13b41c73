import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { percentile } from './percentile.ts';
import type { BenchInput, Row } from './row.ts';

const goalRatio = 1.05;
/** Of a request, on a machine that others use as well, the quicker ones tell of us and the slower ones of the neighbours. */
const quick = 0.25;
type Guard = 'member' | 'session' | 'nothing';
/** Every order in which three can be asked: what is asked finds the caches as the one before it left them. */
const orders: Guard[][] = [
  ['member', 'session', 'nothing'],
  ['session', 'member', 'nothing'],
  ['nothing', 'member', 'session'],
  ['nothing', 'session', 'member'],
  ['member', 'nothing', 'session'],
  ['session', 'nothing', 'member'],
];

/** Two people, each in a workspace of their own kind. */
type Served = { url: string } & Record<
  'everywhere' | 'narrowed',
  { cookie: string; list: string; one: string }
>;

const reads = { list: 'a list of 30 posts', one: 'one post' } as const;
const people = { everywhere: 'narrowed nowhere', narrowed: 'narrowed for five accounts' } as const;

/**
 * What it adds to a request to ask what its sender may do there: the same read by the same person, asked as the product asks, with the
 * session alone, and with nothing at all, one request after the other, in turn.
 */
export async function benchPermission({ root, isQuick, say }: BenchInput): Promise<Row[]> {
  const child = spawn(process.execPath, ['scripts/bench/serve-guarded.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const served = await firstLine(child.stdout);
    const rows: Row[] = [];
    for (const read of ['list', 'one'] as const)
      for (const who of ['everywhere', 'narrowed'] as const) {
        const turns = await takeTurns(served, { read, who, turns: isQuick ? 20 : 400 });
        say(
          `${reads[read]}, ${people[who]}: ${orders[0]!.map((guard) => `${guard} ${quickAndMiddle(turns[guard])}`).join(', ')}`,
        );
        rows.push(...rowsOf(`${reads[read]}, by a member ${people[who]}`, turns));
      }
    return rows;
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

async function firstLine(stdout: NodeJS.ReadableStream): Promise<Served> {
  for await (const line of createInterface({ input: stdout })) return JSON.parse(line) as Served;
  throw new Error('It ended before it said where it listens.');
}

/** Durations of single requests in milliseconds; each turn asks in another order. */
async function takeTurns(
  served: Served,
  { read, who, turns }: { read: keyof typeof reads; who: keyof typeof people; turns: number },
): Promise<Record<Guard, number[]>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (guard: Guard) =>
    timed(`${served.url}/${guard}${served[who][read]}`, agent, served[who].cookie);
  for (let n = 0; n < 60; n++) for (const guard of orders[0]!) await ask(guard);
  const durations: Record<Guard, number[]> = { member: [], session: [], nothing: [] };
  for (let turn = 0; turn < turns; turn++)
    for (const guard of orders[turn % orders.length]!) durations[guard].push(await ask(guard));
  agent.destroy();
  return durations;
}

function timed(address: string, agent: Agent, cookie: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    request(address, { agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`The answer was ${response.statusCode}.`));
      response.resume().once('end', () => resolve(performance.now() - began));
    })
      .once('error', reject)
      .end();
  });
}

function rowsOf(what: string, { member, session, nothing }: Record<Guard, number[]>): Row[] {
  const ratio = percentile(member, quick) / percentile(session, quick);
  return [
    {
      what: `${what}: what they may do there, against the session alone, p25 / p50`,
      measured: quickAndMiddle(member),
      control: quickAndMiddle(session),
      ratio: ratio.toFixed(2),
      goal: `≤ ${goalRatio}`,
      isMet: ratio <= goalRatio,
    },
    {
      what: `${what}: session and all, against nothing asked`,
      measured: quickAndMiddle(member),
      control: quickAndMiddle(nothing),
      ratio: (percentile(member, quick) / percentile(nothing, quick)).toFixed(2),
    },
  ];
}

function quickAndMiddle(ms: number[]): string {
  return `${percentile(ms, quick).toFixed(2)} / ${percentile(ms, 0.5).toFixed(2)} ms`;
}
