import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

/** Runs `work` in one transaction; the context handed to it has the transaction as its `db`. Nested calls join. */
export async function inTransaction<C extends { db: Kysely<Database> }, T>(
  ctx: C,
  work: (ctx: C) => Promise<T>,
): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx);
  return ctx.db.transaction().execute((db) => work({ ...ctx, db }));
}

/** For what waits for a network: a transaction would hold its connection and its locks as long. A call from inside one is a mistake of ours. */
export function mustHoldNoTransaction({ db }: { db: Kysely<Database> }): void {
  if (db.isTransaction) throw new Error('The network is waited for inside a transaction.');
}

/** Holds a lock on `name` until the surrounding transaction ends. Call it inside `inTransaction`. */
export async function lockUntilCommit(db: Kysely<Database>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db);
}
