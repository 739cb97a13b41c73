import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import { findAccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { getMediaAccount } from './media-account.ts';
import { addMissingPlans, claimPlan, PlanLost } from './media-plan.ts';
import { readNewestNow } from './read-account-media.ts';

/** Whoever asks again within it sees what was read for the one before, unless something was published since. */
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
  const before = await findPlan(ctx, connectionId);
  if (before?.newest_read_at && isFresh(ctx, before.newest_read_at) && before.newest_due_at > ctx.clock.now())
    return { readAt: before.newest_read_at.toISOString() };
  await addMissingPlans(ctx);
  const held = await claimPlan(ctx, connectionId);
  try {
    if (held) await readNewestNow(ctx, { held, account });
  } catch (error) {
    if (error instanceof PlanLost) throw new AppError('not_found');
    throw error;
  }
  return { readAt: (await findPlan(ctx, connectionId))?.newest_read_at?.toISOString() ?? null };
}

const isFresh = (ctx: Context, at: Date) => plusSeconds(at, restSeconds) > ctx.clock.now();

function findPlan(ctx: Context, connectionId: string) {
  return ctx.db
    .selectFrom('media_plans')
    .select(['newest_read_at', 'newest_due_at'])
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
}
