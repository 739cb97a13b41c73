import type { Window } from '#contract/insights.ts';
import { plusSeconds } from '../clock.ts';
import { findAccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { askTotals } from './ask-totals.ts';
import { isWindowRead, whyNotAsked } from './collect-account.ts';
import { keepWindow } from './keep-totals.ts';
import { metaDayAt } from './read-window.ts';
import { inRound } from './round.ts';

/** What was read within it is not asked for again. */
const restSeconds = 60;

/**
 * Asks Instagram now for the totals of windows of whole days, because a person looks at them. Does nothing while the account's
 * reading is held, nor while somebody else asks for them, in whichever process: of two at once, one does. Nor for a window that
 * Meta would not answer; what Meta refuses is kept with its reason. What stands in the way is told by the plan and never thrown.
 */
export async function readTotalsNow(
  ctx: Context,
  { connectionId }: { connectionId: string },
  windows: readonly Window[],
): Promise<void> {
  const account = await findAccountToken(ctx, connectionId);
  if (!account || (await isHeld(ctx, connectionId))) return;
  const now = ctx.clock.now();
  const asked = windows.filter((each) => whyNotAsked(each, account.login, metaDayAt(now)) === undefined);
  if (asked.length === 0) return;
  await inRound(ctx, { connectionId, turn: 'person' }, async (round) => {
    for (const window of asked) {
      // Whoever had the lease a moment ago may have asked for the same.
      if (round.isSpent() || (await isWindowRead(ctx, round, window, plusSeconds(now, -restSeconds))))
        continue;
      await keepWindow(ctx, round, window, await askTotals(ctx, round, window));
    }
  });
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
