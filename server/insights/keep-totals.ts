import type { Context } from '../context.ts';
import type { Totals } from './ask-totals.ts';
import { isSettled } from './meta-day.ts';
import { accountColumns } from './read-metrics.ts';
import type { Round } from './round.ts';

type Kept = Partial<Record<(typeof accountColumns)[number], number | null>> & {
  breakdowns: Totals['breakdowns'] | null;
  missing: Record<string, string>;
};

/**
 * Keeps a day. Read twice it is one row; what Meta told once stays when it says nothing the next time. A day that Meta refuses
 * is done with when it is old enough, so that it is not asked for for ever.
 */
export async function keepDay(ctx: Context, round: Round, day: string, totals: Totals): Promise<void> {
  const now = ctx.clock.now();
  const account = keyOf(round);
  const before = await ctx.db
    .selectFrom('account_insights')
    .selectAll()
    .where('workspace_id', '=', account.workspace_id)
    .where('instagram_user_id', '=', account.instagram_user_id)
    .where('day', '=', day)
    .executeTakeFirst();
  const values = { ...merge(totals, before), read_at: now, is_final: isSettled(day, now) };
  await ctx.db
    .insertInto('account_insights')
    .values({ ...account, day, ...values })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'instagram_user_id', 'day']).doUpdateSet(values),
    )
    .execute();
}

/** Keeps the totals of a window of days, once however often it is read. */
export async function keepWindow(
  ctx: Context,
  round: Round,
  { since, until }: { since: string; until: string },
  totals: Totals,
): Promise<void> {
  const account = keyOf(round);
  const before = await ctx.db
    .selectFrom('account_totals')
    .selectAll()
    .where('workspace_id', '=', account.workspace_id)
    .where('instagram_user_id', '=', account.instagram_user_id)
    .where('since', '=', since)
    .where('until', '=', until)
    .executeTakeFirst();
  const values = { ...merge(totals, before), read_at: ctx.clock.now() };
  await ctx.db
    .insertInto('account_totals')
    .values({ ...account, since, until, ...values })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'instagram_user_id', 'since', 'until']).doUpdateSet(values),
    )
    .execute();
}

export function keyOf(round: Round): { workspace_id: string; instagram_user_id: string } {
  return { workspace_id: round.workspaceId, instagram_user_id: round.account.instagramUserId };
}

function merge(totals: Totals, before: Kept | undefined) {
  const columns = Object.fromEntries(
    accountColumns.map((column) => [column, totals.columns[column] ?? before?.[column] ?? null]),
  );
  const missing = Object.entries({ ...before?.missing, ...totals.missing });
  return {
    ...columns,
    breakdowns: JSON.stringify({ ...before?.breakdowns, ...totals.breakdowns }),
    missing: JSON.stringify(
      Object.fromEntries(missing.filter(([column]) => (columns[column] ?? null) === null)),
    ),
  };
}
