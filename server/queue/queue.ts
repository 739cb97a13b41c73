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
  /** Not before this instant. */
  startAfter?: Date;
  /** At most one waiting job per key. */
  key?: string;
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

/** What a domain module declares and `worker/` runs. At least once, perhaps twice at a time: handlers are fenced by rows. */
export interface JobHandler<N extends JobName = JobName> {
  name: N;
  run(job: Jobs[N]): Promise<void>;
}

/** Work that looks at rows every so often and enqueues what is due, so that a lost job loses nothing. */
export interface Sweep {
  name: string;
  everySeconds: number;
  run(): Promise<void>;
}
