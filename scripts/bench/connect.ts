import { createVisitor } from '../../simulator/index.ts';
import { openBenchHouse, type BenchHouse } from './bench-house.ts';
import { p50AndP95, percentile } from './percentile.ts';
import { readProcessTime } from './process-time.ts';
import type { BenchInput, Row } from './row.ts';

/** Long enough to tell rounds apart by the simulator's journal, on a busy machine too. */
const latencyMs = 40;
const providerCalls = [
  { host: 'api.instagram.com', path: '/oauth/access_token' },
  { host: 'graph.instagram.com', path: '/access_token' },
  { host: 'graph.instagram.com', path: '/me' },
];

/** A consent that was given: where Instagram sends the browser, and the code in it. */
interface Consent {
  callbackUrl: string;
  code: string;
  redirectUri: string;
}

/**
 * What the product adds to a connect: from the browser's request of the callback to its redirect, against the same three
 * provider calls by bare fetch, turn by turn. Every turn connects an account that is new.
 */
export async function benchConnect({ root, isQuick }: BenchInput): Promise<Row[]> {
  const turns = isQuick ? 10 : 100;
  const house = await openBenchHouse(root);
  try {
    await takeTurns(house, { from: 0, turns: 5 }); // Compiles the code and opens the sockets of both.
    const atOnce = await takeTurns(house, { from: 5, turns });
    for (const call of providerCalls)
      await house.control('POST', '/faults', {
        ...call,
        kind: 'latency',
        seconds: latencyMs / 1000,
        times: 2 * turns,
      });
    const slow = await takeTurns(house, { from: 5 + turns, turns });
    await mustAllBeConnected(house, 5 + 2 * turns);
    return [
      rowOf('Connect callback, the provider answers at once', atOnce),
      rowOf(`Connect callback, the provider takes ${latencyMs} ms for a call`, slow),
      ownTimeRow(slow),
      ...cpuRows(slow),
      roundsRow(slow),
    ];
  } finally {
    await house.close();
  }
}

interface Turns {
  callbackMs: number[];
  controlMs: number[];
  /** Sequential rounds of provider calls in each callback. */
  rounds: number[];
  calls: number[];
  /** CPU of the product's process for each callback, and how long it waited for a processor; empty where nobody tells. */
  cpuMs: number[];
  waitedMs: number[];
}

async function takeTurns(house: BenchHouse, at: { from: number; turns: number }): Promise<Turns> {
  const taken: Turns = { callbackMs: [], controlMs: [], rounds: [], calls: [], cpuMs: [], waitedMs: [] };
  for (let turn = at.from; turn < at.from + at.turns; turn++) {
    const ours = await consent(house, `bench.ours.${turn}`);
    const bare = await consent(house, `bench.bare.${turn}`);
    const callBack = async () => {
      await house.control('DELETE', '/journal');
      const before = await readProcessTime(house.productPid);
      taken.callbackMs.push(await msOf(() => house.person.send('GET', ours.callbackUrl)));
      const after = await readProcessTime(house.productPid);
      if (before && after) {
        taken.cpuMs.push(after.cpuMs - before.cpuMs);
        taken.waitedMs.push(after.waitedMs - before.waitedMs);
      }
      const starts = await readStarts(house, `bench.ours.${turn}`);
      taken.calls.push(starts.length);
      taken.rounds.push(countRounds(starts));
    };
    const callBare = async () => {
      taken.controlMs.push(await msOf(() => exchangeBare(house, bare)));
    };
    // Whoever goes second finds a warmer machine: they change places.
    for (const go of turn % 2 === 0 ? [callBack, callBare] : [callBare, callBack]) await go();
  }
  return taken;
}

async function consent(house: BenchHouse, username: string): Promise<Consent> {
  const account = await house.control<{ id: string }>('POST', '/accounts', { username, type: 'BUSINESS' });
  const { authorizeUrl } = await house.person.call<{ authorizeUrl: string }>(
    'POST',
    `/api/v1/workspaces/${house.person.workspaceId}/authorizations`,
    { login: 'instagram', timeZone: 'Europe/Lisbon' },
  );
  const back = await createVisitor().consent(authorizeUrl, { account: account.id });
  const callbackUrl = back.replace(/#.*$/, '');
  return {
    callbackUrl,
    code: new URL(callbackUrl).searchParams.get('code') ?? '',
    redirectUri: new URL(authorizeUrl).searchParams.get('redirect_uri') ?? '',
  };
}

/** The provider's part alone: the code for a token, then the long-lived token and the account side by side. */
async function exchangeBare(
  { simulatorUrl, app }: BenchHouse,
  { code, redirectUri }: Consent,
): Promise<void> {
  const exchanged = await readJson(`${simulatorUrl}/api.instagram.com/oauth/access_token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: app.id,
      client_secret: app.secret,
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code,
    }),
  });
  const token = String(exchanged['access_token']);
  const graph = `${simulatorUrl}/graph.instagram.com`;
  const swap = new URLSearchParams({
    grant_type: 'ig_exchange_token',
    client_secret: app.secret,
    access_token: token,
  });
  await Promise.all([
    readJson(`${graph}/access_token?${swap}`),
    readJson(
      `${graph}/v25.0/me?fields=id,user_id,username,name,account_type,profile_picture_url,followers_count,media_count`,
      { headers: { authorization: `Bearer ${token}` } },
    ),
  ]);
}

async function readJson(url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${new URL(url).pathname}: ${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}

interface Request {
  at: number;
  host: string;
  accessToken?: string;
}

/**
 * When each provider call for this account began since the journal was emptied, in milliseconds of the simulator's clock.
 * What the product reads meanwhile of accounts that are connected already is not the callback's.
 */
async function readStarts(house: BenchHouse, username: string): Promise<number[]> {
  const { requests } = await house.control<{ requests: Request[] }>('GET', '/journal');
  const starts: number[] = [];
  for (const { at, host, accessToken } of requests) {
    if (!/^(api|graph)\./.test(host)) continue;
    if (accessToken === undefined || (await nameBehind(house, accessToken)) === username) starts.push(at);
  }
  return starts;
}

async function nameBehind({ simulatorUrl }: BenchHouse, accessToken: string): Promise<string> {
  const me = `${simulatorUrl}/graph.instagram.com/v25.0/me?fields=username`;
  return String((await readJson(me, { headers: { authorization: `Bearer ${accessToken}` } }))['username']);
}

/** Calls that began before the first of their round can have been answered are one round. */
function countRounds(starts: number[]): number {
  let [rounds, roundBegan] = [0, -Infinity];
  for (const start of starts.toSorted((a, b) => a - b)) {
    // The journal has whole milliseconds, and a timer may be early by a part of one.
    if (start < roundBegan + latencyMs - 1) continue;
    rounds++;
    roundBegan = start;
  }
  return rounds;
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A callback that failed would be a fast one. */
async function mustAllBeConnected({ person }: BenchHouse, expected: number): Promise<void> {
  const { connections } = await person.call<{ connections: { state: string }[] }>(
    'GET',
    `/api/v1/workspaces/${person.workspaceId}/connections`,
  );
  const connected = connections.filter(({ state }) => state === 'active').length;
  if (connected !== expected) throw new Error(`${connected} of ${expected} accounts were connected.`);
}

function rowOf(what: string, { callbackMs, controlMs }: Turns): Row {
  const ratio = percentile(callbackMs, 0.5) / percentile(controlMs, 0.5);
  return {
    what: `${what}, p50 / p95`,
    measured: p50AndP95(callbackMs),
    control: p50AndP95(controlMs),
    ratio: ratio.toFixed(2),
  };
}

function ownTimeRow({ callbackMs, controlMs }: Turns): Row {
  const own = callbackMs.map((ms, turn) => ms - (controlMs[turn] ?? 0));
  return {
    what: 'Our own time on top of the provider’s, turn by turn, p50 / p95',
    measured: p50AndP95(own),
    goal: '≤ 25 ms at p50',
    isMet: percentile(own, 0.5) <= 25,
  };
}

function cpuRows({ cpuMs, waitedMs }: Turns): Row[] {
  if (cpuMs.length === 0) return [];
  return [
    {
      what: 'CPU of the product’s process for one callback, all threads, p50 / p95',
      measured: p50AndP95(cpuMs),
      control: `waited for a processor: ${p50AndP95(waitedMs)}`,
    },
  ];
}

function roundsRow({ rounds, calls }: Turns): Row {
  const asPromised = rounds.filter((count, turn) => count === 2 && calls[turn] === 3).length;
  return {
    what: 'Callbacks with exactly 2 sequential provider rounds of 3 calls, by the simulator’s journal',
    measured: `${asPromised} of ${rounds.length}`,
    goal: 'all',
    isMet: asPromised === rounds.length,
  };
}
