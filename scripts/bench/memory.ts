import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { createPerson, owner, type Person } from '../../e2e/person.ts';
import { openBenchHouse, type BenchHouse, type MemorySetting } from './bench-house.ts';
import { readProcessTime } from './process-time.ts';
import type { BenchInput, Row } from './row.ts';

/** Small, large, between, and what a process does that nobody bounds. The starter's own comes first. */
const settings: MemorySetting[] = ['starter', 128, 192, 256, 'none'];
const goalMb = 250;
const atOnce = 8;
/** Time for what was freed to be given back, and for a conversion to be over. */
const restMs = 3000;

interface Reading {
  restingMb: number;
  peakMb: number;
  cpuSeconds: number;
  wallSeconds: number;
  statuses: Map<number, number>;
}

/** Memory of the product's process after mixed requests, under several bounds. Read from /proc, so on Linux only. */
export async function benchMemory({ root, isQuick, say }: BenchInput): Promise<Row[]> {
  if (process.platform !== 'linux') return [{ what: 'Memory', measured: 'not measured: it needs Linux' }];
  const requests = isQuick ? 1_000 : 10_000;
  const photo = await aLargePhoto();
  const readings = new Map<MemorySetting, Reading>();
  for (const setting of isQuick ? settings.slice(0, 1) : settings) {
    const reading = await measure(root, { setting, requests, photo });
    readings.set(setting, reading);
    say(`${nameOf(setting)}: ${JSON.stringify(Object.fromEntries(reading.statuses))}`);
  }
  const control = readings.get('none');
  return [...readings].map(([setting, reading]) => rowOf({ setting, reading, control, requests }));
}

async function measure(
  root: string,
  { setting, requests, photo }: { setting: MemorySetting; requests: number; photo: Buffer },
): Promise<Reading> {
  const house = await openBenchHouse(root, setting);
  try {
    const account = await house.control<{ id: string }>('POST', '/accounts', {
      username: 'bench.memory',
      type: 'BUSINESS',
    });
    await house.person.connect({ account: account.id });
    const before = await readProcessTime(house.productPid);
    const began = performance.now();
    const statuses = await askManyThings(house, requests, photo);
    const wallSeconds = (performance.now() - began) / 1000;
    const after = await readProcessTime(house.productPid);
    const cpuSeconds = ((after?.cpuMs ?? 0) - (before?.cpuMs ?? 0)) / 1000;
    await delay(restMs);
    const status = await readFile(`/proc/${house.productPid}/status`, 'utf8');
    return {
      restingMb: megabytes(status, 'VmRSS'),
      peakMb: megabytes(status, 'VmHWM'),
      cpuSeconds,
      wallSeconds,
      statuses,
    };
  } finally {
    await house.close();
  }
}

/** Every request by its number, always the same ones in the same order, a few at a time. */
async function askManyThings(house: BenchHouse, requests: number, photo: Buffer) {
  const statuses = new Map<number, number>();
  let next = 0;
  const askOn = async () => {
    while (next < requests) {
      const number = next++;
      const response = await ask(house, number, photo);
      await response.arrayBuffer();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  return statuses;
}

function ask({ url, person }: BenchHouse, number: number, photo: Buffer): Promise<Response> {
  const workspace = `/api/v1/workspaces/${person.workspaceId}`;
  if (number % 500 === 250)
    return person.send('POST', `${workspace}/assets?name=photo-${number}.jpg&keepCopy=true`, photo);
  // An address may sign in 50 times in a quarter of an hour; 40 of 10,000 stay below.
  if (number % 250 === 0) return signIn(createPerson(url));
  const reads = [
    '/api/v1/session',
    `${workspace}/connections`,
    `${workspace}/posts`,
    `${workspace}/assets`,
    `${workspace}/audit-events`,
    `${workspace}/members`,
    '/api/v1/sessions',
    '/sign-in',
    '/api/v1/nothing-here',
    `${workspace}/posts/0192c000-0000-7000-8000-000000000009`,
  ];
  return person.send('GET', reads[number % reads.length]!);
}

function signIn(visitor: Person): Promise<Response> {
  return visitor.send('POST', '/api/v1/session', { email: owner.email, password: owner.password });
}

/** 12 megapixels that do not compress well, as a telephone takes them. */
function aLargePhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 24 };
  return sharp({ create: { width: 3000, height: 4000, channels: 3, background: '#8a6f4d', noise } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

function megabytes(status: string, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`The kernel tells no ${name}.`);
  return Math.round(Number(kilobytes) / 1024);
}

function nameOf(setting: MemorySetting): string {
  if (setting === 'starter') return 'the starter’s settings';
  return setting === 'none' ? 'no settings' : `the starter’s with an old space of ${setting} MB`;
}

function rowOf(input: {
  setting: MemorySetting;
  reading: Reading;
  control: Reading | undefined;
  requests: number;
}): Row {
  const { setting, reading, control, requests } = input;
  const { restingMb, peakMb, cpuSeconds, wallSeconds } = reading;
  const isJudged = setting === 'starter';
  const of = (a: number, b: number) => (a / b).toFixed(2);
  return {
    what: `Memory of the product’s process after ${requests.toLocaleString('en')} mixed requests, ${nameOf(setting)}`,
    measured: `${restingMb} MB (peak ${peakMb} MB), ${cpuSeconds.toFixed(1)} s CPU, ${wallSeconds.toFixed(1)} s`,
    ...(control &&
      control !== reading && {
        control: `${control.restingMb} MB, ${control.cpuSeconds.toFixed(1)} s CPU`,
        ratio: `memory ${of(restingMb, control.restingMb)}, CPU ${of(cpuSeconds, control.cpuSeconds)}`,
      }),
    ...(isJudged && { goal: `≤ ${goalMb} MB`, isMet: restingMb <= goalMb }),
  };
}
