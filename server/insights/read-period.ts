import type { Selectable } from 'kysely';
import type { Window } from '#contract/insights.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/index.ts';
import type { InsightsAccount } from './read-account.ts';

export type DayRow = Selectable<Database['account_insights']>;
export type TotalsRow = Selectable<Database['account_totals']>;

/** What is kept of a window: its days that were read, and its totals if they were. */
export interface Period {
  window: Window;
  days: Map<string, DayRow>;
  totals: TotalsRow | undefined;
}

/** A window of an account, from two primary keys. */
export async function selectPeriod(ctx: Context, account: InsightsAccount, window: Window): Promise<Period> {
  const { workspaceId, instagramUserId } = account;
  const [days, totals] = await Promise.all([
    ctx.db
      .selectFrom('account_insights')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('instagram_user_id', '=', instagramUserId)
      .where('day', '>=', window.since)
      .where('day', '<=', window.until)
      .orderBy('day')
      .execute(),
    ctx.db
      .selectFrom('account_totals')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('instagram_user_id', '=', instagramUserId)
      .where('since', '=', window.since)
      .where('until', '=', window.until)
      .executeTakeFirst(),
  ]);
  return { window, days: new Map(days.map((row) => [row.day, row])), totals };
}
