import type { Role } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { isAtLeast } from './find-member.ts';
import { lockTeam, requireOtherOwner, requireTeammate } from './lock-team.ts';
import { lower } from './lower.ts';

/**
 * Gives a member another role, oneself included: none above one's own, and to nobody above oneself. Throws `not_allowed`,
 * `role_changed`, `last_owner`, `not_found`.
 */
export async function setRole(
  ctx: Context,
  member: Member,
  input: { userId: string; role: Role },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const me = await lockTeam(ctx, member, 'admin');
    const them = await requireTeammate(ctx, member.workspaceId, input.userId);
    if (!isAtLeast(me.role, them.role) || !isAtLeast(me.role, input.role)) throw new AppError('not_allowed');
    if (them.role === input.role) return;
    if (them.role === 'owner') await requireOtherOwner(ctx, member.workspaceId, them.userId);
    await ctx.db.updateTable('members').set({ role: input.role }).where('id', '=', them.id).execute();
    // An invite, or a reviewer's link, is worth what its author may still give.
    if (!isAtLeast(input.role, them.role)) await lower(ctx, member, them);
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'member.role_changed',
      subject: them.name,
      details: { userId: them.userId },
      before: { role: them.role },
      after: { role: input.role },
    });
  });
}

/** Makes another member the owner in one's place. Throws `not_found`, `role_changed`, `not_allowed` for oneself. */
export async function handOver(ctx: Context, member: Member, userId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const me = await lockTeam(ctx, member, 'owner');
    const them = await requireTeammate(ctx, member.workspaceId, userId);
    if (them.id === me.id) throw new AppError('not_allowed');
    await ctx.db.updateTable('members').set({ role: 'owner' }).where('id', '=', them.id).execute();
    await ctx.db.updateTable('members').set({ role: 'admin' }).where('id', '=', me.id).execute();
    await lower(ctx, member, me);
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'workspace.handed_over',
      subject: them.name,
      details: { userId: them.userId },
      before: { role: them.role },
      after: { role: 'owner' },
    });
  });
}
