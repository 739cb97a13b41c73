import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { accountsBelow, findMember, hiddenAccounts, isAtLeast } from '../workspaces/index.ts';
import type { TakenAuthorization } from './take-authorization.ts';

/** Whether a membership lets somebody connect accounts at all. */
export function mayConnect(member: Awaited<ReturnType<typeof findMember>>): boolean {
  return member !== null && !member.needsTwoFactor && isAtLeast(member.role, 'admin');
}

/**
 * Asked once it is known which account came back. Throws `state_expired` for a role that was lost on the way; `account_in_use`
 * for an account that is hidden from whoever asks, as to everybody who has nothing to do with it; `not_allowed` where less is
 * allowed with it than to connect it.
 */
export async function requireMayConnect(
  ctx: Context,
  { user_id: userId, workspace_id: workspaceId }: TakenAuthorization,
  instagramUserId: string,
): Promise<void> {
  const member = await findMember(ctx, { userId, workspaceId });
  if (!member || !mayConnect(member)) throw new AppError('state_expired');
  if (hiddenAccounts(member).includes(instagramUserId)) throw new AppError('account_in_use');
  if (accountsBelow(member, 'admin').includes(instagramUserId)) throw new AppError('not_allowed');
}
