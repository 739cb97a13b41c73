import { sql, type Selectable } from 'kysely';
import type { LiveMedia } from '#contract/media.ts';
import type { Breakdown, Measure, NamedMetric } from '#contract/metric.ts';
import { mediaMetricsOf } from '#rules/metrics.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/index.ts';
import { getInsightsAccount, type InsightsAccount } from './read-account.ts';
import { largestFirst } from './read-breakdowns.ts';
import { allFigures, figureColumns } from './read-figures.ts';
import { liveMediaColumns, presentLiveMedia } from './read-live-media.ts';
import { listRefused, nameMediaMetrics } from './read-refused.ts';

const mostReadings = 200;

export interface Medium {
  media: LiveMedia;
  figures: Record<string, Measure>;
  breakdowns: Breakdown[];
  readings: { at: string; figures: Record<string, number | null> }[];
  named: NamedMetric[];
  nextReadingAt: string | null;
}

/**
 * One media: every figure, its parts, and how it grew. At most 200 readings, oldest first, evenly thinned; the first and the
 * last are always among them. Throws `not_found`.
 */
export async function readMedium(
  ctx: Context,
  workspaceId: string,
  { connectionId, mediaId }: { connectionId: string; mediaId: string },
): Promise<Medium> {
  const account = await getInsightsAccount(ctx, workspaceId, connectionId);
  const row = await selectMedia(ctx, account, mediaId);
  const [readings, refused] = await Promise.all([selectReadings(ctx, row), listRefused(ctx, account)]);
  const metrics = mediaMetricsOf(row.kind, account.login);
  const latest = readings.at(-1);
  const figures = allFigures(row, figuresOf(latest), { login: account.login, refused });
  return {
    media: presentLiveMedia(row, account),
    figures,
    breakdowns: metrics.flatMap(({ metric, breakdown }) =>
      breakdown ? [breakDown({ metric, dimension: breakdown }, latest, figures[metric])] : [],
    ),
    readings: thinned(readings).map((reading) => {
      const told = figuresOf(reading);
      return {
        at: reading.captured_at.toISOString(),
        figures: Object.fromEntries(metrics.map(({ metric }) => [metric, told.get(metric) ?? null])),
      };
    }),
    named: nameMediaMetrics(refused).filter(({ subject }) => subject === row.kind || subject === 'media'),
    nextReadingAt: row.insights_due_at?.toISOString() ?? null,
  };
}

type Reading = Selectable<Database['media_insights']>;

async function selectMedia(ctx: Context, account: InsightsAccount, mediaId: string) {
  const row = await ctx.db
    .selectFrom('media')
    .select(['id', 'first_seen_at', 'insights_due_at', ...liveMediaColumns, ...figureColumns])
    .where('workspace_id', '=', account.workspaceId)
    .where('media_id', '=', mediaId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** A range is named, so that months before the media are not looked into. */
function selectReadings(
  ctx: Context,
  { id, first_seen_at }: { id: string; first_seen_at: Date },
): Promise<Reading[]> {
  return ctx.db
    .selectFrom('media_insights')
    .selectAll()
    .where(sql<boolean>`media = ${id}::bigint`)
    .where('captured_at', '>=', first_seen_at)
    .where('captured_at', '<=', ctx.clock.now())
    .orderBy('captured_at')
    .execute();
}

/** Every number of a reading by metric: of its columns, and of what has none. */
function figuresOf(reading: Reading | undefined): Map<string, number> {
  if (!reading) return new Map();
  const { media: _, captured_at: __, extra, ...columns } = reading;
  const figures = new Map<string, number>();
  for (const [metric, value] of Object.entries({ ...extra, ...columns })) {
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) figures.set(metric, number);
  }
  return figures;
}

function breakDown(
  { metric, dimension }: { metric: string; dimension: string },
  latest: Reading | undefined,
  figure: Measure | undefined,
): Breakdown {
  const readAt = figure?.readAt ?? null;
  const kept = latest?.extra?.[metric];
  const isTold = typeof kept === 'object' && kept !== null;
  const parts = Object.fromEntries(
    Object.entries(isTold ? kept : {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  );
  if (isTold) return { metric, dimension, rows: largestFirst(parts), reason: null, readAt };
  const reason = figure?.value === 0 ? null : (figure?.reason ?? 'not_read');
  return { metric, dimension, rows: [], reason, readAt };
}

function thinned<T>(all: T[]): T[] {
  if (all.length <= mostReadings) return all;
  const step = (all.length - 1) / (mostReadings - 1);
  return Array.from({ length: mostReadings }, (_, index) => all[Math.round(index * step)]!);
}
