import { accountMetrics, type AccountMetric } from '#rules/metrics.ts';
import type { Context } from '../context.ts';
import type { InsightFigure } from '../instagram/index.ts';
import { askEach, type Asked } from './ask-each.ts';
import { instantsOf } from './meta-day.ts';
import { accountColumns, metaNameOf, type AccountColumn } from './read-metrics.ts';
import { rememberRefused, selectRefused } from './refused.ts';
import type { Round } from './round.ts';
import { isStorable, noteUnreadable, whyNotStorable } from './storable.ts';

type Parts = Record<string, Record<string, Record<string, number>>>;

/** What Meta told of an account over whole days. */
export interface Totals {
  columns: Partial<Record<AccountColumn, number>>;
  /** metric -> dimension -> key -> count */
  breakdowns: Parts;
  /** Column -> why it has no value. */
  missing: Record<string, string>;
  /** False when Meta refused the question itself: the window lies in its future, or too far back. */
  isTaken: boolean;
}

const subject = 'account';

/** Everything of a window of whole days, in four questions: one without parts, and one for each dimension. */
export async function askTotals(
  ctx: Context,
  round: Round,
  days: { since: string; until: string },
): Promise<Totals> {
  const window = instantsOf(days);
  const { instagramUserId, login } = round.account;
  const known = await selectRefused(ctx, round);
  const offered = accountMetrics.filter(
    (each) => each.period === 'day' && each.shape !== 'series' && each.logins.includes(login),
  );
  const wanted = offered.filter(({ metric }) => !known.has(`${subject} ${metric}`));
  const ask = (metrics: readonly AccountMetric[], breakdown?: string) =>
    askEach(
      metrics.map(({ metric }) => metric),
      (names) =>
        round.ask((instagram, { token }) =>
          instagram.readAccountTotals(login, token, { instagramUserId, metrics: names, window, breakdown }),
        ),
    );
  const plain = await ask(wanted.filter(({ isPartsOnly }) => !isPartsOnly));
  const totals: Totals = { columns: {}, breakdowns: {}, missing: {}, isTaken: plain.isTaken };
  if (!plain.isTaken) {
    for (const column of accountColumns) totals.missing[column] = 'refused';
    return totals;
  }
  await rememberRefused(ctx, round, subject, plain);
  const asked: Asked[] = [plain];
  for (const dimension of new Set(offered.flatMap(({ breakdowns }) => breakdowns))) {
    const inParts = wanted.filter(
      ({ metric, breakdowns }) =>
        breakdowns.includes(dimension) &&
        !plain.refused.has(metric) &&
        !known.has(`${subject}:${dimension} ${metric}`),
    );
    if (inParts.length === 0) continue;
    const parts = await ask(inParts, dimension);
    await rememberRefused(ctx, round, `${subject}:${dimension}`, parts);
    for (const [metric, figure] of parts.figures) keepParts(totals.breakdowns, { metric, dimension, figure });
    asked.push({ ...parts, figures: new Map([...parts.figures].filter(([metric]) => isWithout(metric))) });
  }
  for (const column of accountColumns) settle(totals, column);
  return totals;

  /** Told in parts alone: then they are the figure. */
  function isWithout(metric: string): boolean {
    return accountMetrics.some((each) => each.metric === metric && each.isPartsOnly);
  }

  function settle({ columns, missing }: Totals, column: AccountColumn): void {
    const metric = metaNameOf(column);
    const figure = asked.map(({ figures }) => figures.get(metric)).find((each) => each !== undefined);
    const value = figure && valueOf(figure, column);
    if (value !== undefined && isStorable(value)) columns[column] = value;
    else missing[column] = reasonFor(metric, value);
  }

  function reasonFor(metric: string, value: number | undefined): string {
    const refusal =
      known.get(`${subject} ${metric}`) ??
      asked.map(({ refused }) => refused.get(metric)).find(Boolean)?.reason;
    if (refusal) return refusal;
    const least = accountMetrics.find((each) => each.metric === metric)?.leastFollowers ?? 0;
    if (value !== undefined) return whyNotStorable(ctx, { subject, metric }, value);
    if (asked.some(({ unreadable }) => unreadable.includes(metric))) noteUnreadable(ctx, { subject, metric });
    else if (round.followers !== undefined && round.followers < least) return 'below_threshold';
    return 'not_sent';
  }
}

/** `FOLLOWER` counts who came, `NON_FOLLOWER` who left; Meta leaves out a part of zero. */
function valueOf({ value, parts }: InsightFigure, column: AccountColumn): number | undefined {
  if (column !== 'follows' && column !== 'unfollows') return value;
  const key = column === 'follows' ? 'FOLLOWER' : 'NON_FOLLOWER';
  return parts && (parts.find(({ keys }) => keys[0] === key)?.value ?? 0);
}

function keepParts(
  all: Parts,
  { metric, dimension, figure }: { metric: string; dimension: string; figure: InsightFigure },
): void {
  if (!figure.parts) return;
  const parts = Object.fromEntries(figure.parts.map(({ keys, value }) => [keys[0] ?? '', value]));
  all[metric] = { ...all[metric], [dimension]: parts };
}
