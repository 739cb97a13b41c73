import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { plusSeconds, wallClock } from '../clock.ts';
import { silentLog } from '../log.ts';
import { startTimers } from './start-timers.ts';

const start = (soon: { id: string; at: Date }[], run: (id: string) => Promise<void>) =>
  startTimers({
    punctual: {
      name: 'test',
      findSoon: () => Promise.resolve(soon),
      begin: (left) => Promise.resolve({ begun: [], left }),
      run,
    },
    clock: wallClock,
    log: silentLog,
  });

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

test('at most sixteen run at once, and all of them run', async () => {
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
