import { accountMetrics } from '#rules/metrics.ts';
import type { Context } from '../context.ts';
import type { InsightFigures } from '../instagram/index.ts';
import { askEach } from './ask-each.ts';
import { keyOf } from './keep-totals.ts';
import { daysOfPoints, instantsOf } from './meta-day.ts';
import { metaDayAt, plusMetaDays } from './read-window.ts';
import type { Round } from './round.ts';

const timeframes = ['this_week', 'this_month'] as const;
/** Meta leaves the hours of many days out: the newest of these that has them is kept. */
const onlineDays = 7;

interface Reading {
  metric: string;
  breakdown: string;
  timeframe: string;
  /** The day it tells of. */
  day: string;
  rows: { keys: string[]; value: number }[] | null;
  reason: string | null;
}

/** Who follows, who engages, and when followers are online: one reading of each day is kept. Answers whether all was read. */
export async function collectAudience(ctx: Context, round: Round): Promise<boolean> {
  const day = metaDayAt(ctx.clock.now());
  await keepReading(ctx, round, await readOnline(ctx, round));
  for (const { metric, breakdowns } of accountMetrics.filter(({ metric }) =>
    metric.endsWith('_demographics'),
  ))
    for (const timeframe of timeframes) {
      let withheld: string | null = null;
      for (const breakdown of breakdowns) {
        if (round.isSpent()) return false;
        // Too few people are too few by each trait.
        const reading: Reading = withheld
          ? { metric, breakdown, timeframe, day, rows: null, reason: withheld }
          : await readGroups(round, { metric, breakdown, timeframe, day });
        withheld = reading.reason;
        await keepReading(ctx, round, reading);
      }
    }
  return true;
}

async function readGroups(
  round: Round,
  group: Pick<Reading, 'metric' | 'breakdown' | 'timeframe' | 'day'>,
): Promise<Reading> {
  const { instagramUserId, login } = round.account;
  const { metric, breakdown, timeframe } = group;
  const { figures, refused } = await askEach([metric], () =>
    round.ask((instagram, { token }) =>
      instagram.readDemographics(login, token, { instagramUserId, metric, breakdown, timeframe }),
    ),
  );
  const rows = figures.get(metric)?.parts;
  if (rows && rows.length > 0) return { ...group, rows, reason: null };
  return { ...group, rows: null, reason: refused.get(metric)?.reason ?? 'below_threshold' };
}

async function readOnline(ctx: Context, round: Round): Promise<Reading> {
  const today = metaDayAt(ctx.clock.now());
  const window = instantsOf({ since: plusMetaDays(today, -onlineDays), until: plusMetaDays(today, -1) });
  const { instagramUserId, login } = round.account;
  let rows: Reading['rows'] = null;
  // Hours are those of the day that is told: on the next one the account's clock may stand otherwise.
  let told = plusMetaDays(today, -1);
  const { refused } = await askEach(['online_followers'], async (): Promise<InsightFigures> => {
    const { days } = await round.ask((instagram, { token }) =>
      instagram.readOnlineFollowers(login, token, { instagramUserId, window }),
    );
    const newest = daysOfPoints(days, window).findLast(({ point }) => point.hours.length > 0);
    rows = newest?.point.hours.map(({ hour, value }) => ({ keys: [String(hour)], value })) ?? null;
    told = newest?.day ?? told;
    return { figures: new Map(), unreadable: [] };
  });
  const isSmall = round.followers !== undefined && round.followers < 100;
  const reason = refused.get('online_followers')?.reason ?? (isSmall ? 'below_threshold' : 'not_sent');
  return {
    metric: 'online_followers',
    breakdown: '',
    timeframe: '',
    day: told,
    rows,
    reason: rows ? null : reason,
  };
}

/** A reading without groups does not take the place of one that had them on the same day. */
async function keepReading(ctx: Context, round: Round, { rows, day, ...reading }: Reading): Promise<void> {
  const now = ctx.clock.now();
  const values = { rows: rows && JSON.stringify(rows), reason: reading.reason, read_at: now };
  await ctx.db
    .insertInto('audience_readings')
    .values({ ...keyOf(round), ...reading, ...values, read_on: day })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'instagram_user_id', 'metric', 'breakdown', 'timeframe', 'read_on'])
        .doUpdateSet(values)
        .where((eb) => eb.or([eb('audience_readings.rows', 'is', null), eb.lit(rows !== null)])),
    )
    .execute();
}
