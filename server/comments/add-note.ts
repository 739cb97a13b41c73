import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { storable } from './comment-facts.ts';
import { lockThread, tellChanged } from './lock-thread.ts';

/** A note for colleagues beside a conversation; Instagram never sees it. Throws `not_found`. */
export async function addNote(
  ctx: Context,
  member: Member,
  input: { threadId: string; text: string },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { thread } = await lockThread(ctx, member.workspaceId, input.threadId);
    const id = newId();
    await ctx.db
      .insertInto('thread_notes')
      .values({
        id,
        thread_id: thread.id,
        user_id: member.userId,
        text: storable(input.text),
        created_at: ctx.clock.now(),
      })
      .execute();
    await tellChanged(ctx, thread.id);
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'inbox.note_added',
      subject: thread.id,
      details: { noteId: id, instagramUserId: thread.instagram_user_id },
    });
  });
}
