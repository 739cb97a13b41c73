import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallClock } from '../clock.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { silentLog } from '../log.ts';
import { createQueue, type QueueEngine } from '../queue/index.ts';
import { startWorker } from './index.ts';
import { startSweep } from './start-sweep.ts';

let database: TestDatabase;
let queue: QueueEngine;
beforeAll(async () => {
  database = await openTestDatabase();
  queue = await createQueue({
    connectionString: database.connectionString,
    clock: wallClock,
    log: silentLog,
    supervise: true,
  });
});
afterAll(async () => {
  await queue.stop();
  await database.close();
});

const nothing = {
  'writes.advance': async () => {},
  'connections.refresh': async () => {},
  'connections.revoke': async () => {},
};

test('a job enqueued in a transaction runs after the commit, and never after a rollback', async () => {
  const seen = Promise.withResolvers<void>();
  const ran: string[] = [];
  const worker = await startWorker({
    queue,
    log: silentLog,
    sweeps: [],
    handlers: {
      ...nothing,
      'posts.advance': async ({ postId }) => {
        ran.push(postId);
        if (postId === 'committed') seen.resolve();
      },
    },
  });

  await expect(
    database.db.transaction().execute(async (tx) => {
      await queue.enqueue(tx, 'posts.advance', { postId: 'rolled back' });
      throw new Error('roll back');
    }),
  ).rejects.toThrow('roll back');
  await database.db
    .transaction()
    .execute((tx) => queue.enqueue(tx, 'posts.advance', { postId: 'committed' }));
  await seen.promise;
  await worker.stop();

  expect(ran).toEqual(['committed']);
});

test('a failing job is tried again and takes no neighbour with it', async () => {
  const both = Promise.withResolvers<void>();
  const ran: string[] = [];
  const worker = await startWorker({
    queue,
    log: silentLog,
    sweeps: [],
    handlers: {
      ...nothing,
      'posts.advance': async ({ postId }) => {
        ran.push(postId);
        if (postId === 'bad' && ran.filter((id) => id === 'bad').length === 1) throw new Error('first time');
        if (ran.filter((id) => id === 'bad').length === 2 && ran.includes('good')) both.resolve();
      },
    },
  });

  await queue.enqueue(database.db, 'posts.advance', { postId: 'bad' });
  await queue.enqueue(database.db, 'posts.advance', { postId: 'good' });
  await both.promise;
  await worker.stop();

  expect(ran.toSorted()).toEqual(['bad', 'bad', 'good']);
});

test('a job waits until what has a moment of its own has begun', async () => {
  const [began, gate, done] = [1, 2, 3].map(() => Promise.withResolvers<void>());
  const order: string[] = [];
  const worker = await startWorker({
    queue,
    log: silentLog,
    sweeps: [],
    handlers: {
      ...nothing,
      'posts.advance': async () => {
        order.push('job');
        done!.resolve();
      },
    },
    punctual: {
      clock: wallClock,
      work: {
        name: 'test',
        findSoon: () => Promise.resolve([{ id: 'due', at: wallClock.now() }]),
        begin: async () => {
          began!.resolve();
          await gate!.promise;
          order.push('due');
          return { begun: [], left: [] };
        },
        run: () => Promise.resolve(),
      },
    },
  });
  await began!.promise;

  await queue.enqueue(database.db, 'posts.advance', { postId: 'any' });
  // The engine has handed the job over by the time its row says so.
  await untilActive();
  gate!.resolve();
  await done!.promise;
  await worker.stop();

  expect(order).toEqual(['due', 'job']);
});

test('a sweep that throws runs again, and none runs after the stop', async () => {
  const second = Promise.withResolvers<void>();
  let rounds = 0;
  const worker = await startWorker({
    queue,
    log: silentLog,
    handlers: { ...nothing, 'posts.advance': async () => {} },
    sweeps: [
      {
        name: 'test',
        everySeconds: 0.01,
        run: async () => {
          rounds++;
          if (rounds === 1) throw new Error('first round');
          second.resolve();
        },
      },
    ],
  });

  await second.promise;
  await worker.stop();
  const atStop = rounds;
  await afterRounds(5);

  expect(rounds).toBe(atStop);
});

/** Another worker's sweep of the same pace is the clock: when it has run `rounds` times, the stopped one would have too. */
async function afterRounds(rounds: number): Promise<void> {
  const enough = Promise.withResolvers<void>();
  let ran = 0;
  const run = async () => {
    if (++ran === rounds) enough.resolve();
  };
  const sweep = startSweep({ name: 'clock', everySeconds: 0.01, run }, silentLog);
  await enough.promise;
  await sweep.stop();
}

/** Until the engine has handed a job over. */
async function untilActive(): Promise<void> {
  for (;;) {
    const jobs = await queue.boss.findJobs('posts.advance');
    if (jobs.some(({ state }) => state === 'active')) return;
  }
}
