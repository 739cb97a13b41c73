import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../serve.ts';
import { hearOwnFailures } from './judge-answer.ts';
import { runFuzz } from './run-fuzz.ts';
import { setStage } from './stage.ts';
import { anyWireRequest, sendOverWire } from './wire-request.ts';

/** The same in every run, so that one who changed nothing meets nothing new; `npm run fuzz` draws another each time. */
const seed = 20_261_126;
const requests = 20_000;
const wireRequests = 500;

test(`${requests} hostile requests to every endpoint are answered as Meta would, seed ${seed}`, async () => {
  const { statuses } = await runFuzz({ seed, requests });

  for (const answered of ['graph.instagram.com 200', 'graph.facebook.com 200', 'www.instagram.com 200'])
    expect(statuses.get(answered), answered).toBeGreaterThan(100);
}, 400_000);

test('a planted crash is found, and told with the one request that leads to it', async () => {
  const planted = runFuzz({
    seed,
    requests: 3000,
    answer(simulator, request) {
      if (new URL(request.url).searchParams.get('limit') === '2') throw new RangeError('planted');
      return simulator.fetch(request);
    },
  });

  await expect(planted).rejects.toThrow(/limit=2[^]*RangeError: planted[^]*The way there:\n[^\n]*$/);
}, 60_000);

test('a planted answer outside the envelope is found', async () => {
  const planted = runFuzz({
    seed,
    requests: 3000,
    answer: async (simulator, request) => {
      const response = await simulator.fetch(request);
      return response.status === 403 ? Response.json({ message: 'no' }, { status: 403 }) : response;
    },
  });

  await expect(planted).rejects.toThrow("answered 403 outside Meta's envelope");
}, 60_000);

test('a planted answer that never comes is found', async () => {
  const planted = runFuzz({
    seed,
    requests: 3000,
    patienceMs: 300,
    answer: (simulator, request) =>
      request.method === 'DELETE' ? new Promise<never>(() => undefined) : simulator.fetch(request),
  });

  await expect(planted).rejects.toThrow('gave no answer within 300 ms');
}, 60_000);

test(`${wireRequests} broken requests over a socket end in an answer or a closed door, seed ${seed}`, async () => {
  const failures: string[] = [];
  onTestFinished(hearOwnFailures((line) => failures.push(line)));
  const { url, close } = await startSimulator({ port: 0 });
  onTestFinished(close);
  const port = Number(new URL(url).port);

  for (const request of fc.sample(anyWireRequest, { seed, numRuns: wireRequests })) {
    const answer = await sendOverWire(port, request);
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 400);
    const isGood = !answer.includes('no answer within') && status < 500 && failures.length === 0;
    expect(isGood, `${request.says}\n${answer.slice(0, 300)}\n${failures.join('')}`).toBe(true);
  }
  expect((await fetch(`${url}/_simulator/healthz`)).status).toBe(200);
}, 120_000);

test('what was sent is not kept: hundreds of requests of a megabyte leave the memory as it was', async () => {
  const { simulator, close } = await setStage();
  onTestFinished(close);
  const ask = async (count: number) => {
    for (let number = 0; number < count; number += 1) {
      const body = new URLSearchParams({ caption: `${number}${'x'.repeat(1_000_000)}` });
      await simulator.fetch('http://simulator.test/graph.instagram.com/me/media', { method: 'POST', body });
    }
  };
  await ask(20);
  const before = heapAfterCollection();
  await ask(300);

  expect((heapAfterCollection() - before) / 1_000_000).toBeLessThan(60);
}, 120_000);

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
