import { sql } from 'kysely';
import { longestBackDays } from '#rules/metrics.ts';
import { hasCode } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { InsightPoint } from '../instagram/index.ts';
import { askEach } from './ask-each.ts';
import { askTotals } from './ask-totals.ts';
import { keepDay, keyOf } from './keep-totals.ts';
import { daysOfPoints, instantsOf } from './meta-day.ts';
import { daysOf, lengthOf, metaDayAt, plusMetaDays } from './read-window.ts';
import type { Round } from './round.ts';
import { isStorable, whyNotStorable } from './storable.ts';

/** Days of which everything is read: what the longest window that the pages offer has, with no sum to be missed in it. */
const wholeDays = 90;
/** Facebook's login answers 30 days, and thirty days of an autumn have an hour too many. */
const seriesDays = 29;
/** The last days are read each morning, until they are final. */
const settlingDays = 4;

/**
 * Reads backwards what Meta still tells, newest first, a few days at a time: `backfill_day` says where it stands, and days that
 * are final are passed over. Of the last 90 days everything is read, which is four calls for each. Further back, reach alone: it is
 * the one everyday metric that Meta gives by days, so two years of it are twenty-odd calls in place of three thousand; a
 * total of any older window is asked for when a person looks at it. A day that Meta stumbles over is passed over, not done:
 * the next morning begins again with whatever is not final.
 */
export async function backfill(ctx: Context, round: Round): Promise<void> {
  const today = metaDayAt(ctx.clock.now());
  const whole = plusMetaDays(today, -wholeDays);
  while (!round.isSpent()) {
    const day = await findUnfinished(ctx, round, today);
    await saveProgress(ctx, round, day);
    if (day === null) return;
    const first = day < whole ? firstOfSeries(day, today) : day;
    try {
      if (day < whole) await collectReach(ctx, round, { since: first, until: day });
      else await keepDay(ctx, round, day, await askTotals(ctx, round, { since: day, until: day }));
    } catch (error) {
      if (hasCode(error, 'network_error')) await saveProgress(ctx, round, plusMetaDays(first, -1));
      throw error;
    }
  }
}

/** The first day that the back-fill reads: what is younger changes still, and is read each morning. */
export function newestSettledDay(now: Date): string {
  return plusMetaDays(metaDayAt(now), -settlingDays);
}

/**
 * Days that were missed while nothing could be read, or that were passed over, are read afterwards: a gap before the last days
 * has the back-fill begin again, which passes over all that is there.
 */
export async function noticeGap(ctx: Context, connectionId: string): Promise<void> {
  const now = ctx.clock.now();
  const last = newestSettledDay(now);
  const end = plusMetaDays(metaDayAt(now), -longestBackDays);
  await ctx.db
    .updateTable('insight_plans')
    .set({ backfill_day: last })
    .where('connection_id', '=', connectionId)
    .where((eb) => eb.or([eb('backfill_day', 'is', null), eb('backfill_day', '<', last)]))
    .where((eb) =>
      eb(
        eb
          .selectFrom('account_insights')
          .select(({ fn }) => fn.countAll<string>().as('days'))
          .whereRef('account_insights.workspace_id', '=', 'insight_plans.workspace_id')
          .whereRef('account_insights.instagram_user_id', '=', 'insight_plans.instagram_user_id')
          .where('day', '>=', end)
          .where('day', '<=', last)
          .where('is_final', '=', true),
        '<',
        String(lengthOf({ since: end, until: last })),
      ),
    )
    .execute();
}

/** The newest day that is not final, from where the back-fill stands to the end of what Meta tells. */
async function findUnfinished(ctx: Context, round: Round, today: string): Promise<string | null> {
  const { rows } = await sql<{ day: string }>`
    select asked.day::date as day
    from insight_plans as plan
    cross join lateral generate_series(
      plan.backfill_day::timestamp, ${plusMetaDays(today, -longestBackDays)}::timestamp, interval '-1 day'
    ) as asked (day)
    where plan.connection_id = ${round.account.connectionId}
      and not exists (
        select from account_insights as kept
        where kept.workspace_id = ${round.workspaceId}
          and kept.instagram_user_id = ${round.account.instagramUserId}
          and kept.day = asked.day::date and kept.is_final
      )
    order by asked.day desc limit 1`.execute(ctx.db);
  return rows[0]?.day ?? null;
}

async function saveProgress(ctx: Context, round: Round, day: string | null): Promise<void> {
  await ctx.db
    .updateTable('insight_plans')
    .set({ backfill_day: day })
    .where('connection_id', '=', round.account.connectionId)
    .execute();
}

function firstOfSeries(until: string, today: string): string {
  const end = plusMetaDays(today, -longestBackDays);
  const first = plusMetaDays(until, 1 - seriesDays);
  return first < end ? end : first;
}

/** Reach of the days before, as one series. A day that it leaves out was not sent, and is not asked for again. */
async function collectReach(
  ctx: Context,
  round: Round,
  days: { since: string; until: string },
): Promise<void> {
  const window = instantsOf(days);
  const { instagramUserId, login } = round.account;
  let points: InsightPoint[] = [];
  const { isTaken } = await askEach(['reach'], async () => {
    const told = await round.ask((instagram, { token }) =>
      instagram.readAccountSeries(login, token, { instagramUserId, metric: 'reach', window }),
    );
    points = told.points;
    return { figures: new Map(), unreadable: [] };
  });
  const reach = new Map(daysOfPoints(points, window).map(({ day, point }) => [day, point.value]));
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('account_insights')
    .values(
      daysOf(days).map((day) => {
        const value = reach.get(day);
        const isTold = value !== undefined && isStorable(value);
        const reason = isTold
          ? undefined
          : value === undefined
            ? isTaken
              ? 'not_sent'
              : 'too_long_ago'
            : whyNotStorable(ctx, { subject: 'account', metric: 'reach' }, value);
        return {
          ...keyOf(round),
          day,
          read_at: now,
          is_final: true,
          reach: isTold ? value : null,
          missing: JSON.stringify(isTold ? {} : { reach: reason }),
        };
      }),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'instagram_user_id', 'day']).doUpdateSet((eb) => ({
        reach: eb.fn.coalesce('excluded.reach', 'account_insights.reach'),
        is_final: true,
      })),
    )
    .execute();
}
