import { sql } from 'kysely';
import type { InboxThread } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { notify } from '../notices/index.ts';
import { findMember, hiddenAccounts } from '../workspaces/index.ts';
import { lockThread } from './lock-thread.ts';
import { getThreadRow } from './read-thread.ts';
import { refreshThreads } from './refresh-threads.ts';
import { threadOf, type ThreadRow } from './select-threads.ts';

/**
 * Marks a conversation as done or open again, or gives it to a member of the workspace, who is told. Throws `not_found`,
 * `invalid_input` for somebody who is no member or does not see its account.
 */
export async function editThread(
  ctx: Context,
  member: Member,
  input: { threadId: string; state?: 'open' | 'done' | undefined; assignedTo?: string | null | undefined },
): Promise<InboxThread> {
  return inTransaction(ctx, async (ctx) => {
    const { thread, locked } = await lockThread(ctx, member.workspaceId, input.threadId);
    if (input.assignedTo) await mustSeeAccount(ctx, thread, input.assignedTo);
    const now = ctx.clock.now();
    const isStateNew = input.state !== undefined && input.state !== thread.state;
    const isAssigneeNew = input.assignedTo !== undefined && input.assignedTo !== thread.assigned_to;
    if (!isStateNew && !isAssigneeNew) return threadOf(thread);
    const { changed } = await ctx.db
      .updateTable('inbox_threads')
      .set({
        ...(isStateNew ? { state: input.state, done_at: input.state === 'done' ? now : null } : {}),
        ...(isAssigneeNew ? { assigned_to: input.assignedTo } : {}),
        changed: sql<string>`nextval('inbox_changes')`,
        updated_at: now,
      })
      .where('id', '=', thread.id)
      .returning('changed')
      .executeTakeFirstOrThrow();
    // What waits beneath the media is counted anew.
    await refreshThreads(ctx, [locked]);
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: isStateNew ? `inbox.${input.state === 'done' ? 'done' : 'reopened'}` : 'inbox.assigned',
      subject: thread.id,
      details: {
        instagramUserId: thread.instagram_user_id,
        ...(isAssigneeNew ? { assignedTo: input.assignedTo } : {}),
      },
    });
    const edited = threadOf(await getThreadRow(ctx, member.workspaceId, thread.id));
    if (isAssigneeNew && input.assignedTo)
      await notify(ctx, {
        workspaceId: member.workspaceId,
        kind: 'assigned',
        instagramUserId: thread.instagram_user_id,
        // Given, taken back and given again is told again.
        key: `assigned:${thread.id}:${changed}`,
        params: { threadId: thread.id, account: edited.account, by: member.userName },
        to: [input.assignedTo],
        except: member.userId,
      });
    return edited;
  });
}

async function mustSeeAccount(ctx: Context, thread: ThreadRow, userId: string): Promise<void> {
  const them = await findMember(ctx, { userId, workspaceId: thread.workspace_id });
  if (them && !hiddenAccounts(them).includes(thread.instagram_user_id)) return;
  const message = 'Choose a member of this workspace who sees the account.';
  throw new AppError('invalid_input', { details: { fields: [{ path: 'assignedTo', message }] } });
}
