import type { Kysely } from 'kysely';
import type { Database } from '../database/index.ts';

/** The kinds of jobs. A job carries ids only: it wakes, the rows decide. */
export interface Jobs {
  'posts.advance': { postId: string };
  'writes.advance': { writeId: string };
  'connections.refresh': { connectionId: string };
  'connections.revoke': { revocationId: string };
}
export type JobName = keyof Jobs;

export interface EnqueueOptions {
  /** Not before this instant, at most a day ahead: what lies further off is found in the rows by a sweep. */
  startAfter?: Date;
}

/** Puts jobs into the same database, inside the caller's transaction when `db` is one. */
export interface Queue {
  enqueue<N extends JobName>(
    db: Kysely<Database>,
    name: N,
    job: Jobs[N],
    options?: EnqueueOptions,
  ): Promise<void>;
  /** Any number of jobs that may run at once, none included, in one statement. */
  enqueueAll<N extends JobName>(db: Kysely<Database>, name: N, jobs: readonly Jobs[N][]): Promise<void>;
}

/** What a domain module declares and `worker/` runs. At least once, perhaps twice at a time: rows fence it. */
export type JobHandlers = { [N in JobName]: (job: Jobs[N]) => Promise<void> };

/** Work that looks at rows every so often and does or enqueues what is due, so that a lost job loses nothing. */
export interface Sweep {
  name: string;
  everySeconds: number;
  run(): Promise<void>;
}

/** Work that has a moment of its own: jobs and sweeps wait for it, and not the other way round. */
export interface Punctual {
  name: string;
  /** What is due between now and so many seconds from now, soonest first. */
  findSoon(ahead: { seconds: number; most: number }): Promise<{ id: string; at: Date }[]>;
  /**
   * Begins together what can be begun of what is due, and answers when that is on its way: what goes on by itself, and the
   * ids of the rest, which are run one by one.
   */
  begin(ids: string[]): Promise<{ begun: Promise<void>[]; left: string[] }>;
  run(id: string): Promise<void>;
}
