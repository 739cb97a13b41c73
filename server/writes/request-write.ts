import type { Context } from '../context.ts';
import { inTransaction, lockUntilCommit, newId } from '../database/index.ts';
import type { WriteKind, WriteRow } from './write-row.ts';

export interface WriteWish {
  workspaceId: string;
  connectionId: string;
  instagramUserId: string;
  kind: WriteKind;
  /** Instagram's id of the comment or the media that it is done to. */
  targetId: string;
  /** Beside a comment that mentions us, the media it stands under. */
  mediaId?: string | undefined;
  text?: string | undefined;
  /** What is switched, for a switch. */
  isOn?: boolean | undefined;
  threadId?: string | undefined;
  requestedBy: string | null;
}

/**
 * Puts a write into the ledger and wakes a worker, in the caller's transaction when there is one. What holds no words of its
 * own and is asked for again while it is on its way is the same write.
 */
export async function requestWrite(ctx: Context, wish: WriteWish): Promise<WriteRow> {
  return inTransaction(ctx, async (ctx) => {
    await lockUntilCommit(ctx.db, `write:${wish.workspaceId}:${wish.targetId}`);
    const same = wish.text === undefined ? await findOpen(ctx, wish) : undefined;
    if (same) return same;
    const now = ctx.clock.now();
    const row = await ctx.db
      .insertInto('instagram_writes')
      .values({
        id: newId(),
        workspace_id: wish.workspaceId,
        connection_id: wish.connectionId,
        instagram_user_id: wish.instagramUserId,
        kind: wish.kind,
        target_id: wish.targetId,
        media_id: wish.mediaId ?? null,
        text: wish.text ?? null,
        is_on: wish.isOn ?? null,
        thread_id: wish.threadId ?? null,
        due_at: now,
        requested_by: wish.requestedBy,
        requested_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await ctx.queue.enqueue(ctx.db, 'writes.advance', { writeId: row.id });
    return row;
  });
}

/** The newest write to the same thing, when it is on its way and asks for the same. */
async function findOpen(ctx: Context, wish: WriteWish): Promise<WriteRow | undefined> {
  const newest = await ctx.db
    .selectFrom('instagram_writes')
    .selectAll()
    .where('workspace_id', '=', wish.workspaceId)
    .where('target_id', '=', wish.targetId)
    .where('text', 'is', null)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isOpen = newest?.state === 'waiting' || newest?.state === 'writing';
  return isOpen && newest.kind === wish.kind && newest.is_on === (wish.isOn ?? null) ? newest : undefined;
}
