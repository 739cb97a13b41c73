import { sql } from 'kysely';
import type { InboxThread } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { lockThread } from './lock-thread.ts';
import { getThreadRow } from './read-thread.ts';
import { refreshThreads } from './refresh-threads.ts';
import { threadOf } from './select-threads.ts';

/**
 * Marks a conversation as done or open again, or gives it to a member of the workspace. Throws `not_found`, `invalid_input`
 * for somebody who is no member.
 */
export async function editThread(
  ctx: Context,
  member: Member,
  input: { threadId: string; state?: 'open' | 'done' | undefined; assignedTo?: string | null | undefined },
): Promise<InboxThread> {
  return inTransaction(ctx, async (ctx) => {
    const { thread, locked } = await lockThread(ctx, member.workspaceId, input.threadId);
    if (input.assignedTo) await mustBeMember(ctx, member.workspaceId, input.assignedTo);
    const now = ctx.clock.now();
    const isStateNew = input.state !== undefined && input.state !== thread.state;
    const isAssigneeNew = input.assignedTo !== undefined && input.assignedTo !== thread.assigned_to;
    if (!isStateNew && !isAssigneeNew) return threadOf(thread);
    await ctx.db
      .updateTable('inbox_threads')
      .set({
        ...(isStateNew ? { state: input.state, done_at: input.state === 'done' ? now : null } : {}),
        ...(isAssigneeNew ? { assigned_to: input.assignedTo } : {}),
        changed: sql<string>`nextval('inbox_changes')`,
        updated_at: now,
      })
      .where('id', '=', thread.id)
      .execute();
    // What waits beneath the media is counted anew.
    await refreshThreads(ctx, [locked]);
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: isStateNew ? `inbox.${input.state === 'done' ? 'done' : 'reopened'}` : 'inbox.assigned',
      subject: thread.id,
      details: isAssigneeNew ? { assignedTo: input.assignedTo } : {},
    });
    return threadOf(await getThreadRow(ctx, member.workspaceId, thread.id));
  });
}

async function mustBeMember(ctx: Context, workspaceId: string, userId: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('members')
    .select('user_id')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (found) return;
  throw new AppError('invalid_input', {
    details: { fields: [{ path: 'assignedTo', message: 'Choose a member of this workspace.' }] },
  });
}
