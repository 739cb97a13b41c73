import { sql } from 'kysely';
import type { Breakdown, Measure, NamedMetric } from '#contract/metric.ts';
import { accountMetrics } from '#rules/metrics.ts';
import { readPlainly, readWallTime, wallTimeAt } from '#rules/wall-time.ts';
import type { Context } from '../context.ts';
import { getInsightsAccount, type InsightsAccount } from './read-account.ts';
import { listRefused, nameAccountMetrics, reasonOf } from './read-refused.ts';
import { metaZone } from './read-window.ts';

export type Timeframe = 'this_week' | 'this_month';

export interface Audience {
  followers: Measure;
  breakdowns: Breakdown[];
  online: { hours: (Measure & { hour: number })[]; timeZone: string };
  named: NamedMetric[];
}

/** Who follows and who engages, by the latest reading of each; what Instagram withholds says why. Throws `not_found`. */
export async function readAudience(
  ctx: Context,
  workspaceId: string,
  { connectionId, timeframe }: { connectionId: string; timeframe: Timeframe },
): Promise<Audience> {
  const account = await getInsightsAccount(ctx, workspaceId, connectionId);
  const [readings, followers, refused] = await Promise.all([
    selectReadings(ctx, account, timeframe),
    readFollowers(ctx, account),
    listRefused(ctx, account),
  ]);
  const named = nameAccountMetrics(refused);
  const isRefused = (metric: string) => named.find((each) => each.metric === metric)?.reason;
  const find = ({ metric, breakdown }: Asked) =>
    readings.find((each) => each.metric === metric && each.breakdown === breakdown);
  return {
    followers,
    breakdowns: demographics.map((asked) => {
      const reading = find(asked);
      return {
        metric: asked.metric,
        dimension: asked.breakdown,
        rows: (reading?.rows ?? []).toSorted((one, other) => other.value - one.value),
        ...whyAndWhen(reading, isRefused(asked.metric)),
      };
    }),
    online: onlineHours(find(online), isRefused(online.metric), account.timeZone),
    named,
  };
}

interface Asked {
  metric: string;
  breakdown: string;
}
const demographics: readonly Asked[] = accountMetrics
  .filter(({ metric }) => metric.endsWith('_demographics'))
  .flatMap(({ metric, breakdowns }) => breakdowns.map((breakdown) => ({ metric, breakdown })));
const online: Asked = { metric: 'online_followers', breakdown: '' };

interface Reading extends Asked {
  read_on: string;
  read_at: Date;
  rows: { keys: string[]; value: number }[] | null;
  reason: string | null;
}

/** The latest of each; one look into the primary key for each, however many days were kept. */
async function selectReadings(
  ctx: Context,
  { workspaceId, instagramUserId }: InsightsAccount,
  timeframe: Timeframe,
): Promise<Reading[]> {
  const asked = sql.join(
    [...demographics, online].flatMap(({ metric, breakdown }) =>
      [timeframe, ''].map((frame) => sql`(${metric}::text, ${breakdown}::text, ${frame}::text)`),
    ),
  );
  const { rows } = await sql<Reading>`
    select asked.metric, asked.breakdown, latest.read_on, latest.read_at, latest.rows, latest.reason
    from (values ${asked}) as asked (metric, breakdown, timeframe)
    cross join lateral (
      select read_on, read_at, rows, reason from audience_readings as kept
      where kept.workspace_id = ${workspaceId} and kept.instagram_user_id = ${instagramUserId}
        and kept.metric = asked.metric and kept.breakdown = asked.breakdown and kept.timeframe = asked.timeframe
      order by kept.read_on desc limit 1
    ) as latest
    order by latest.read_on desc`.execute(ctx.db);
  return rows;
}

async function readFollowers(
  ctx: Context,
  { workspaceId, instagramUserId }: InsightsAccount,
): Promise<Measure> {
  const row = await ctx.db
    .selectFrom('account_insights')
    .select(['followers', 'read_at'])
    .where('workspace_id', '=', workspaceId)
    .where('instagram_user_id', '=', instagramUserId)
    .where('followers', 'is not', null)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row
    ? { value: row.followers, reason: null, readAt: row.read_at.toISOString() }
    : { value: null, reason: 'not_read', readAt: null };
}

function whyAndWhen(
  reading: Reading | undefined,
  refused: Breakdown['reason'] | undefined,
): Pick<Breakdown, 'reason' | 'readAt'> {
  const readAt = reading?.read_at.toISOString() ?? null;
  if (reading?.rows) return { reason: null, readAt };
  if (reading?.reason) return { reason: reasonOf(reading.reason), readAt };
  return { reason: refused ?? (reading ? 'not_sent' : 'not_read'), readAt };
}

/** Instagram's hours are Pacific ones of the day it tells of; here they are hours of the account's clock on that day. */
function onlineHours(
  reading: Reading | undefined,
  refused: Breakdown['reason'] | undefined,
  timeZone: string,
): Audience['online'] {
  const { reason, readAt } = whyAndWhen(reading, refused);
  const values = new Map<number, number>();
  for (const { keys, value } of reading?.rows ?? [])
    values.set(hourIn(timeZone, Number(keys[0]), reading!.read_on), value);
  return {
    timeZone,
    hours: Array.from({ length: 24 }, (_, hour) => {
      const value = values.get(hour) ?? null;
      return { hour, value, reason: value === null ? (reason ?? 'not_sent') : null, readAt };
    }),
  };
}

/** By the distance of the two clocks at noon: an hour that one of them skips that night is an hour of the day all the same. */
function hourIn(timeZone: string, hour: number, day: string): number {
  const reading = readWallTime(`${day}T12:00`, metaZone);
  const noon = reading ? readPlainly(reading) : Number.NaN;
  return (Number(wallTimeAt(noon, timeZone).slice(11, 13)) - 12 + hour + 24) % 24;
}
