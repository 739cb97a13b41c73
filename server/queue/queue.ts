import type { Kysely } from 'kysely';
import type { Database } from '../database/index.ts';

/** The kinds of jobs. A job carries ids only: it wakes, the rows decide. */
export interface Jobs {
  'posts.advance': { postId: string };
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
}

/** What a domain module declares and `worker/` runs. At least once, perhaps twice at a time: rows fence it. */
export type JobHandlers = { [N in JobName]: (job: Jobs[N]) => Promise<void> };

/** Work that looks at rows every so often and does or enqueues what is due, so that a lost job loses nothing. */
export interface Sweep {
  name: string;
  everySeconds: number;
  run(): Promise<void>;
}

/** Work that has a moment of its own, and is not to wait for a sweep or for the engine to look. */
export interface Punctual {
  name: string;
  /** What is due between now and so many seconds from now, soonest first. */
  findSoon(ahead: { seconds: number; most: number }): Promise<{ id: string; at: Date }[]>;
  run(id: string): Promise<void>;
}
