import type { Window } from '#contract/insights.ts';
import { findAccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { askTotals } from './ask-totals.ts';
import { whyNotAsked } from './collect-account.ts';
import { keepWindow } from './keep-totals.ts';
import { metaDayAt } from './read-window.ts';
import { holdPlan, openRound } from './round.ts';

/**
 * Asks Instagram now for the totals of windows of whole days, because a person looks at them. Does nothing while the account's
 * reading is held, and for a window that Meta would not answer; what Meta refuses is kept with its reason. Safe to call
 * twice: a window is one row. What stands in the way is told by the plan and never thrown.
 */
export async function readTotalsNow(
  ctx: Context,
  connection: { workspaceId: string; connectionId: string },
  windows: readonly Window[],
): Promise<void> {
  const { workspaceId, connectionId } = connection;
  const account = await findAccountToken(ctx, connectionId);
  if (!account || (await isHeld(ctx, connectionId))) return;
  const now = ctx.clock.now();
  const asked = windows.filter((each) => whyNotAsked(each, account.login, metaDayAt(now)) === undefined);
  if (asked.length === 0) return;
  try {
    const round = await openRound(ctx, workspaceId, account);
    for (const window of asked) await keepWindow(ctx, round, window, await askTotals(ctx, round, window));
  } catch (error) {
    await holdPlan(ctx, connectionId, error);
  }
}

async function isHeld(ctx: Context, connectionId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('insight_plans')
    .select('held_until')
    .where('connection_id', '=', connectionId)
    .where('held_until', '>', ctx.clock.now())
    .executeTakeFirst();
  return row !== undefined;
}
