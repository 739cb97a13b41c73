import type { Write } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { tellThread } from './save-write.ts';
import { writeOf, type WriteRow } from './write-row.ts';

/**
 * A person's word on a write that failed or is unconfirmed. `again` does it anew, as if it had never been asked for: the
 * person has looked; a private reply nobody can look for, and that it was perhaps sent is not forgotten. `leave` ends it: it stays as it is and is no longer told as trouble.
 * Throws `not_found`, `write_settled`, `connection_missing`.
 */
export async function settleWrite(
  ctx: Context,
  member: Member,
  input: { writeId: string; decision: 'again' | 'leave' },
): Promise<Write> {
  return inTransaction(ctx, async (ctx) => {
    const row = await ctx.db
      .selectFrom('instagram_writes')
      .selectAll()
      .where('id', '=', input.writeId)
      .where('workspace_id', '=', member.workspaceId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new AppError('not_found');
    if ((row.state !== 'failed' && row.state !== 'unconfirmed') || row.left_at)
      throw new AppError('write_settled');
    const settled = input.decision === 'again' ? await again(ctx, member, row) : await leave(ctx, row);
    if (row.thread_id !== null) await tellThread(ctx, row.thread_id);
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: input.decision === 'again' ? 'write.tried_again' : 'write.left',
      subject: row.id,
      details: {
        kind: row.kind,
        was: row.state,
        code: row.failure_code,
        instagramUserId: row.instagram_user_id,
      },
    });
    return writeOf({ ...settled, requester: await nameOf(ctx, settled.requested_by) });
  });
}

async function again(ctx: Context, member: Member, row: WriteRow): Promise<WriteRow> {
  const now = ctx.clock.now();
  const connection = await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('workspace_id', '=', row.workspace_id)
    .where('instagram_user_id', '=', row.instagram_user_id)
    .executeTakeFirst();
  if (!connection) throw new AppError('connection_missing');
  const reset = await ctx.db
    .updateTable('instagram_writes')
    .set({
      connection_id: connection.id,
      ...(mayBeSent(row) ? { state: 'writing', calls: 1 } : { state: 'waiting', calls: 0 }),
      intent_at: null,
      called_at: null,
      unseen_since: null,
      failure_code: null,
      failure_details: null,
      failures: 0,
      due_at: now,
      requested_by: member.userId,
      requested_at: now,
      updated_at: now,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await ctx.queue.enqueue(ctx.db, 'writes.advance', { writeId: row.id });
  return reset;
}

/**
 * A call for this private reply was never answered: that Instagram has one already means, then, that it is this one. A clear no is
 * the last call of a write that failed.
 */
function mayBeSent(row: WriteRow): boolean {
  const unanswered = row.state === 'failed' ? row.calls - 1 : row.calls;
  return row.kind === 'private_reply' && unanswered > 0;
}

/** Told no more: a write that was left is no trouble. */
function leave(ctx: Context, row: WriteRow): Promise<WriteRow> {
  return ctx.db
    .updateTable('instagram_writes')
    .set({ left_at: ctx.clock.now(), updated_at: ctx.clock.now() })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function nameOf(ctx: Context, userId: string | null): Promise<string | null> {
  const user = userId
    ? await ctx.db.selectFrom('users').select('name').where('id', '=', userId).executeTakeFirst()
    : undefined;
  return user?.name ?? null;
}
