import type { DaySeries, Overview, Tile } from '#contract/insights.ts';
import type { NamedMetric } from '#contract/metric.ts';
import type { Context } from '../context.ts';
import { getInsightsAccount, type InsightsAccount } from './read-account.ts';
import { breakDown } from './read-breakdowns.ts';
import { readCollection } from './read-collection.ts';
import { isUnread, measureBefore, measureDay, measurePeriod, type Circumstances } from './read-measures.ts';
import { accountColumns } from './read-metrics.ts';
import { selectPeriod, type Period } from './read-period.ts';
import { listRefused, nameAccountMetrics } from './read-refused.ts';
import { daysOf, metaDayAt, metaZone, windowsOf, type WindowAsk } from './read-window.ts';

/**
 * An account over a window of Pacific days beside the period before, as it was read; nothing is asked of Instagram.
 * Throws `not_found`, and `invalid_input` for a window that is none.
 */
export async function readOverview(
  ctx: Context,
  workspaceId: string,
  { connectionId, ...ask }: WindowAsk & { connectionId: string },
): Promise<Overview> {
  const account = await getInsightsAccount(ctx, workspaceId, connectionId);
  const windows = windowsOf(ctx.clock, ask);
  const [now, before, refused, collection] = await Promise.all([
    selectPeriod(ctx, account, windows.window),
    selectPeriod(ctx, account, windows.before),
    listRefused(ctx, account),
    readCollection(ctx, account),
  ]);
  const around = circumstancesOf(ctx, account, refused);
  return {
    ...windows,
    zone: metaZone,
    tiles: accountColumns.map((metric): Tile => ({
      metric,
      now: measurePeriod(metric, now, around),
      before: measureBefore(metric, before, around),
    })),
    series: seriesOf(now, before, around),
    breakdowns: breakDown(now, (metric) => measurePeriod(metric, now, around), refused),
    named: nameAccountMetrics(refused),
    collection,
    unread: accountColumns.filter(
      (metric) => isUnread(metric, now, around) || isUnread(metric, before, around),
    ),
  };
}

function circumstancesOf(ctx: Context, { login }: InsightsAccount, refused: NamedMetric[]): Circumstances {
  const ofAccount = refused.filter(({ subject }) => subject === 'account');
  return {
    login,
    refused: new Map(ofAccount.map(({ metric, reason }) => [metric, reason])),
    today: metaDayAt(ctx.clock.now()),
  };
}

function seriesOf(now: Period, before: Period, around: Circumstances): DaySeries[] {
  const told = accountColumns.filter((metric) => now.days.values().some((row) => row[metric] !== null));
  return told.map((metric) => {
    const daysIn = ({ window, days }: Period) =>
      daysOf(window).map((day) => ({ day, ...measureDay(metric, days.get(day), around) }));
    return { metric, days: daysIn(now), before: daysIn(before) };
  });
}
