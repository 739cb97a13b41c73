import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import { findAccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { getMediaAccount } from './media-account.ts';
import { addMissingPlans, claimPlan, PlanLost } from './media-plan.ts';
import { readNewestNow } from './read-account-media.ts';

/** Whoever asks again within it sees what was read for the one before. */
const restSeconds = 10;

/**
 * Reads the newest of an account now, unless that was done a moment ago or is at work. Answers when it was read. Throws
 * `not_found`, `reconnect_needed`, `throttled`, `network_error`.
 */
export async function refreshMedia(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
): Promise<{ readAt: string | null }> {
  const { username } = await getMediaAccount(ctx, workspaceId, connectionId);
  const account = await findAccountToken(ctx, connectionId);
  if (!account) throw new AppError('reconnect_needed', { details: { username } });
  const before = await readAt(ctx, connectionId);
  if (before && plusSeconds(before, restSeconds) > ctx.clock.now()) return { readAt: before.toISOString() };
  await addMissingPlans(ctx);
  const held = await claimPlan(ctx, connectionId);
  try {
    if (held) await readNewestNow(ctx, { held, account });
  } catch (error) {
    if (error instanceof PlanLost) throw new AppError('not_found');
    throw error;
  }
  return { readAt: (await readAt(ctx, connectionId))?.toISOString() ?? null };
}

async function readAt(ctx: Context, connectionId: string): Promise<Date | null> {
  const plan = await ctx.db
    .selectFrom('media_plans')
    .select('newest_read_at')
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return plan?.newest_read_at ?? null;
}
