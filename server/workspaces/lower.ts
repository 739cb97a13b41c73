import type { Context, Member } from '../context.ts';
import { revokeInvitesOf } from './invites.ts';

/**
 * Ends what somebody handed out by a right that they have no more: they were removed, left, or may do less than before. In
 * the caller's transaction, after the change.
 */
export async function lower(
  ctx: Context,
  by: Member,
  person: { userId: string; name: string },
): Promise<void> {
  await revokeInvitesOf(ctx, by, person);
  await ctx.dependants.lower(ctx, by, person);
}
