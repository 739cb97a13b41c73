import { sql, type Updateable } from 'kysely';
import type { Context } from '../context.ts';
import { inTransaction, isUnleased, type Database } from '../database/index.ts';
import { tellOfEnd } from './tell-of-end.ts';
import type { WriteRow } from './write-row.ts';

/** Thrown when another worker was faster: this worker's step no longer counts. */
export class Fenced extends Error {}

/** What lies further off than this is found by the sweep. */
const wakeSeconds = 10;

/**
 * Saves what a step did, only while the lease is ours, and wakes what is due next of the account. Throws `Fenced`.
 */
export async function saveWrite(
  ctx: Context,
  held: { write: WriteRow; lease: string },
  change: Updateable<Database['instagram_writes']>,
  more: { keepLease?: true; also?: (ctx: Context, row: WriteRow) => Promise<void> } = {},
): Promise<WriteRow> {
  return inTransaction(ctx, async (ctx) => {
    await holdConnection(ctx, held.write);
    const row = await ctx.db
      .updateTable('instagram_writes')
      .set({
        ...change,
        updated_at: ctx.clock.now(),
        ...(more.keepLease ? {} : { lease: null, lease_until: null }),
      })
      .where('id', '=', held.write.id)
      .where('lease', '=', held.lease)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new Fenced();
    await more.also?.(ctx, row);
    await tellOfEnd(ctx, row, held.write.state);
    if (row.thread_id !== null && row.state !== held.write.state) await tellThread(ctx, row.thread_id);
    if (!more.keepLease) await wakeNext(ctx, row);
    return row;
  });
}

/**
 * Who takes an account away holds its connection, and then changes or erases its writes; what saves a write may ask for the connection,
 * as `takeComments` does. So the connection comes first here too, and nobody waits in a ring.
 */
async function holdConnection(ctx: Context, write: WriteRow): Promise<void> {
  await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('workspace_id', '=', write.workspace_id)
    .where('instagram_user_id', '=', write.instagram_user_id)
    .forKeyShare()
    .execute();
}

/** An open page learns of it: the conversation's number rises. */
export async function tellThread(ctx: Pick<Context, 'db'>, threadId: string): Promise<void> {
  await ctx.db
    .updateTable('inbox_threads')
    .set({ changed: sql<string>`nextval('inbox_changes')` })
    .where('id', '=', threadId)
    .execute();
}

/** The write itself when it goes on soon, and the one of its account that has waited longest. */
async function wakeNext(ctx: Context, row: WriteRow): Promise<void> {
  const now = ctx.clock.now().getTime();
  if (row.due_at && row.due_at.getTime() - now <= wakeSeconds * 1000)
    await ctx.queue.enqueue(ctx.db, 'writes.advance', { writeId: row.id }, { startAfter: row.due_at });
  const next = await ctx.db
    .selectFrom('instagram_writes')
    .select('id')
    .where('instagram_user_id', '=', row.instagram_user_id)
    .where('state', 'in', ['waiting', 'writing'])
    .where('id', '<>', row.id)
    .where('due_at', '<=', ctx.clock.now())
    .where(isUnleased())
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (next) await ctx.queue.enqueue(ctx.db, 'writes.advance', { writeId: next.id });
}
