import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { isAtLeast } from './find-member.ts';
import { lockTeam, requireOtherOwner, requireTeammate, type Teammate } from './lock-team.ts';
import { lower } from './lower.ts';

/**
 * Removes a member: they are signed out everywhere, and their streams end. What they had on its way stays and is the
 * remover's from then on. Answers how many posts. Throws `not_allowed` for oneself and above oneself, `role_changed`,
 * `last_owner`, `not_found`.
 */
export async function removeMember(ctx: Context, member: Member, userId: string): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const me = await lockTeam(ctx, member, 'admin');
    const them = await requireTeammate(ctx, member.workspaceId, userId);
    if (them.id === me.id || !isAtLeast(me.role, them.role)) throw new AppError('not_allowed');
    const posts = await end(ctx, member, { them, heir: me, action: 'member.removed' });
    await ctx.db.deleteFrom('sessions').where('user_id', '=', them.userId).execute();
    return posts;
  });
}

/** Ends one's own membership; what is on its way goes to the owner. Throws `last_owner`, `role_changed`. */
export async function leaveWorkspace(ctx: Context, member: Member): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const me = await lockTeam(ctx, member, 'viewer');
    if (me.role === 'owner') await requireOtherOwner(ctx, member.workspaceId, me.userId);
    const { user_id } = await ctx.db
      .selectFrom('members')
      .select('user_id')
      .where('workspace_id', '=', member.workspaceId)
      .where('role', '=', 'owner')
      .where('user_id', '<>', me.userId)
      .orderBy('created_at')
      .executeTakeFirstOrThrow();
    const heir = await requireTeammate(ctx, member.workspaceId, user_id);
    await end(ctx, member, { them: me, heir, action: 'member.left' });
  });
}

async function end(
  ctx: Context,
  member: Member,
  { them, heir, action }: { them: Teammate; heir: Teammate; action: 'member.removed' | 'member.left' },
): Promise<number> {
  const posts = await ctx.dependants.takeOver(ctx, {
    workspaceId: member.workspaceId,
    fromUserId: them.userId,
    toUserId: heir.userId,
  });
  await ctx.db.deleteFrom('members').where('id', '=', them.id).execute();
  await lower(ctx, member, them);
  await recordEvent(ctx, {
    workspaceId: member.workspaceId,
    actor: 'member',
    userId: member.userId,
    action,
    subject: them.name,
    details: { userId: them.userId, posts, postsGoTo: heir.name },
    before: { role: them.role },
  });
  return posts;
}
