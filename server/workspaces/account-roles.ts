import type { AccountRole } from '#contract/op.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { isAtLeast } from './find-member.ts';
import { lockTeam, requireTeammate } from './lock-team.ts';
import { lower } from './lower.ts';

interface AccountRoleOf {
  instagramUserId: string;
  role: AccountRole;
}

/** The accounts with which a member may do less than their role says. Throws `not_found`. */
export async function readAccountRoles(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  userId: string,
): Promise<AccountRoleOf[]> {
  const them = await requireTeammate(ctx, workspaceId, userId);
  return Object.entries(them.accountRoles ?? {})
    .map(([instagramUserId, role]) => ({ instagramUserId, role }))
    .toSorted((one, other) => (one.instagramUserId < other.instagramUserId ? -1 : 1));
}

/**
 * Narrows a member to less with some accounts; what is not named is as their role says. Nobody narrows an owner, and nobody
 * but an owner themselves. Throws `not_allowed`, `role_changed`, `not_found`.
 */
export async function setAccountRoles(
  ctx: Context,
  member: Member,
  input: { userId: string; accounts: readonly AccountRoleOf[] },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const me = await lockTeam(ctx, member, 'admin');
    const them = await requireTeammate(ctx, member.workspaceId, input.userId);
    const isOwn = them.id === me.id;
    if (isOwn || them.role === 'owner' || !isAtLeast(me.role, them.role)) throw new AppError('not_allowed');
    const wanted = Object.fromEntries(
      input.accounts.map(({ instagramUserId, role }) => [instagramUserId, role]),
    );
    await ctx.db
      .updateTable('members')
      .set({ account_roles: Object.keys(wanted).length > 0 ? JSON.stringify(wanted) : null })
      .where('id', '=', them.id)
      .execute();
    // Whoever is narrowed lets nobody in, also not by what they sent before.
    if (Object.keys(wanted).length > 0) await lower(ctx, member, them);
    await recordEvent(ctx, {
      workspaceId: member.workspaceId,
      actor: 'member',
      userId: member.userId,
      action: 'member.accounts_changed',
      subject: them.name,
      details: { userId: them.userId },
      before: them.accountRoles ?? {},
      after: wanted,
    });
  });
}
