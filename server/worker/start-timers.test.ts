import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { plusSeconds, wallClock } from '../clock.ts';
import { silentLog } from '../log.ts';
import type { Punctual } from '../queue/index.ts';
import { startTimers } from './start-timers.ts';

const start = (
  soon: { id: string; at: Date }[],
  run: (id: string) => Promise<void>,
  begin: Punctual['begin'] = (left) => Promise.resolve({ begun: [], left }),
) =>
  startTimers({
    punctual: { name: 'test', findSoon: () => Promise.resolve(soon), begin, run },
    clock: wallClock,
    log: silentLog,
  });
const gateOf = () => Promise.withResolvers<void>();
const nobody = () => Promise.reject(new Error('nothing was left'));
const dueNow = (count: number) => {
  const at = wallClock.now();
  return Array.from({ length: count }, (_, i) => ({ id: `${i}`, at }));
};

test('what is due in a moment runs at that moment, and not before', async () => {
  const at = plusSeconds(wallClock.now(), 0.12);
  const ran = Promise.withResolvers<Date>();
  const timers = start([{ id: 'a', at }], () => {
    ran.resolve(wallClock.now());
    return Promise.resolve();
  });

  const ranAt = await ran.promise;
  await timers.stop();

  // Timers may fire within the millisecond before.
  expect(ranAt.getTime()).toBeGreaterThanOrEqual(at.getTime() - 2);
});

test('one that fails takes no other with it', async () => {
  const ran = Promise.withResolvers<string>();
  const at = wallClock.now();
  const timers = start(
    [
      { id: 'bad', at },
      { id: 'good', at },
    ],
    (id) => {
      if (id === 'bad') return Promise.reject(new Error('bad'));
      ran.resolve(id);
      return Promise.resolve();
    },
  );

  expect(await ran.promise).toBe('good');
  await timers.stop();
});

test('at most sixteen are run one by one at once, and all of them run', async () => {
  const all = Promise.withResolvers<void>();
  const at = wallClock.now();
  let [now, most, done] = [0, 0, 0];
  const timers = start(
    Array.from({ length: 100 }, (_, i) => ({ id: `${i}`, at })),
    async () => {
      most = Math.max(most, ++now);
      // A turn of the loop: all hundred come due within one.
      await nextTurn();
      now--;
      if (++done === 100) all.resolve();
    },
  );

  await all.promise;
  await timers.stop();

  expect(most).toBe(16);
});

test('what comes due in one moment is begun together, at most 64 at a time', async () => {
  const all = Promise.withResolvers<void>();
  const sizes: number[] = [];
  const timers = start(dueNow(100), nobody, (ids) => {
    if (sizes.push(ids.length) === 2) all.resolve();
    return Promise.resolve({ begun: ids.map(() => Promise.resolve()), left: [] });
  });

  await all.promise;
  await timers.stop();

  expect(sizes).toEqual([64, 36]);
});

test('what comes due in one moment is begun together also where setting its timers takes longer than that', async () => {
  const all = Promise.withResolvers<void>();
  const sizes: number[] = [];
  const at = plusSeconds(wallClock.now(), 0.2);
  // On this machine a millisecond passes with each look at the clock.
  let looks = 0;
  const clock = { now: () => new Date(at.getTime() - 150 + looks++) };
  const timers = startTimers({
    punctual: {
      name: 'test',
      findSoon: () => Promise.resolve(Array.from({ length: 100 }, (_, i) => ({ id: `${i}`, at }))),
      run: nobody,
      begin: (ids) => {
        sizes.push(ids.length);
        if (sizes.reduce((sum, size) => sum + size, 0) === 100) all.resolve();
        return Promise.resolve({ begun: ids.map(() => Promise.resolve()), left: [] });
      },
    },
    clock,
    log: silentLog,
  });

  await all.promise;
  await timers.stop();

  expect(sizes).toEqual([64, 36]);
});

test('at most 128 are on their way, and each that ends lets another begin', async () => {
  const [full, next] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const works: PromiseWithResolvers<void>[] = [];
  const timers = start(dueNow(130), nobody, (ids) => {
    const some = ids.map(() => Promise.withResolvers<void>());
    works.push(...some);
    if (works.length === 128) full.resolve();
    if (works.length > 128) next.resolve();
    return Promise.resolve({ begun: some.map(({ promise }) => promise), left: [] });
  });
  await full.promise;
  await nextTurn();
  expect(works).toHaveLength(128);

  works[5]!.resolve();
  await next.promise;

  expect(works).toHaveLength(129);
  for (const { resolve } of works) resolve();
  await timers.stop();
});

test('what cannot be begun together is run one by one', async () => {
  const all = Promise.withResolvers<void>();
  const ran: string[] = [];
  const timers = start(
    dueNow(3),
    async (id) => {
      if (ran.push(id) === 3) all.resolve();
    },
    () => Promise.reject(new Error('the database is away')),
  );

  await all.promise;
  await timers.stop();

  expect(ran.toSorted()).toEqual(['0', '1', '2']);
});

test('it is quiet when all that was due has begun, and not when it has ended', async () => {
  const [began, gate, ended] = [gateOf(), gateOf(), gateOf()];
  const order: string[] = [];
  const timers = start(dueNow(1), nobody, async () => {
    began.resolve();
    await gate.promise;
    order.push('begun');
    return { begun: [ended.promise.then(() => void order.push('ended'))], left: [] };
  });
  await began.promise;

  const quiet = timers.untilQuiet().then(() => order.push('quiet'));
  gate.resolve();
  await quiet;
  ended.resolve();
  await timers.stop();

  expect(order).toEqual(['begun', 'quiet', 'ended']);
});

test('a stop clears what is not due yet and waits for what runs', async () => {
  const [began, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ran: string[] = [];
  const timers = start(
    [
      { id: 'now', at: wallClock.now() },
      { id: 'later', at: plusSeconds(wallClock.now(), 9) },
    ],
    async (id) => {
      began.resolve();
      await gate.promise;
      ran.push(id);
    },
  );
  await began.promise;

  const stopped = timers.stop();
  gate.resolve();
  await stopped;

  expect(ran).toEqual(['now']);
});
