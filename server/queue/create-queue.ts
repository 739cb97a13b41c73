import { fromKysely, PgBoss } from 'pg-boss';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { JobName, Jobs, Queue } from './queue.ts';

export const jobNames: readonly JobName[] = [
  'posts.advance',
  'writes.advance',
  'connections.refresh',
  'connections.revoke',
];

/** The queue with its engine: what may put jobs in, and what `worker/` takes them out with. */
export interface QueueEngine extends Queue {
  boss: PgBoss;
  stop(): Promise<void>;
}

/**
 * Opens the job engine on the product's own database. Jobs are wake-ups: a row decides what is done, so a job may run
 * twice, late or never without harm. `supervise` belongs to processes with a worker: it finds jobs of killed ones.
 */
export async function createQueue(options: {
  connectionString: string;
  clock: Clock;
  log: Log;
  supervise: boolean;
}): Promise<QueueEngine> {
  const { clock, log } = options;
  const boss = new PgBoss({
    connectionString: options.connectionString,
    application_name: 'tintype-queue',
    max: 5,
    supervise: options.supervise,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: options.supervise,
  });
  // Without a listener, Node ends when PostgreSQL does.
  boss.on('error', (error) => log.warn({ error: error.message }, 'job engine'));
  await boss.start();
  for (const name of jobNames)
    await boss.createQueue(name, {
      policy: 'standard',
      // A killed worker's job is found after 10 s; the rows are fenced against the zombie.
      heartbeatSeconds: 10,
      retryLimit: 3,
      retryDelay: 2,
      retryBackoff: true,
      retentionSeconds: 24 * 3600,
      deleteAfterSeconds: 3600,
      notify: true,
    });
  return {
    boss,
    enqueue: (db, name, job, enqueueOptions = {}) =>
      send(boss, clock, db, name, job, enqueueOptions.startAfter),
    async enqueueAll(db, name, jobs) {
      if (jobs.length === 0) return;
      await boss.insert(
        name,
        jobs.map((data) => ({ data })),
        { db: fromKysely(db) },
      );
    },
    stop: () => boss.stop({ graceful: false, close: true }),
  };
}

/** `startAfter` is in the product's time, which a test moves; the engine knows only the database's. */
async function send<N extends JobName>(
  boss: PgBoss,
  clock: Clock,
  db: Parameters<Queue['enqueue']>[0],
  name: N,
  job: Jobs[N],
  startAfter: Date | undefined,
): Promise<void> {
  const delay = startAfter ? startAfter.getTime() - clock.now().getTime() : 0;
  await boss.send(name, job, {
    // Kysely's executor takes the compiled query as pg-boss makes it, in the caller's transaction when it has one.
    db: fromKysely(db),
    ...(delay > 0 ? { startAfter: new Date(Date.now() + delay) } : {}),
  });
}
