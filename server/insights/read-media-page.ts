import { sql, type SqlBool } from 'kysely';
import type { LiveMedia, MediaKind } from '#contract/media.ts';
import type { Measure, NamedMetric } from '#contract/metric.ts';
import { readWallTime } from '#rules/wall-time.ts';
import type { Context } from '../context.ts';
import { getInsightsAccount, type InsightsAccount } from './read-account.ts';
import { figureColumns, listFigures } from './read-figures.ts';
import { liveMediaColumns, presentLiveMedia } from './read-live-media.ts';
import type { listedColumns } from './read-metrics.ts';
import { listRefused, nameMediaMetrics } from './read-refused.ts';
import { metaZone, plusMetaDays, refusal } from './read-window.ts';

export interface MediaAsk {
  connectionId: string;
  since?: string | undefined;
  until?: string | undefined;
  kind?: MediaKind | undefined;
  sort: 'posted_at' | (typeof listedColumns)[number];
  limit: number;
  after?: string | undefined;
}

export interface MediaPage {
  media: { media: LiveMedia; figures: Record<string, Measure> }[];
  next: string | null;
  named: NamedMetric[];
}

/**
 * Media of an account with their latest figures, largest (or newest) first, those without the figure last. Gone ones stay
 * in it and say so. Throws `not_found`, and `invalid_input` for a page that does not exist.
 */
export async function readMediaPage(ctx: Context, workspaceId: string, ask: MediaAsk): Promise<MediaPage> {
  const account = await getInsightsAccount(ctx, workspaceId, ask.connectionId);
  const after = ask.after === undefined ? undefined : readCursor(ask.after, ask.sort);
  const rows = await selectPage(ctx, account, { ask, after });
  const page = rows.slice(0, ask.limit);
  const last = page.at(-1);
  return {
    media: page.map((row) => ({
      media: presentLiveMedia(row, account),
      figures: listFigures(row, account.login),
    })),
    next: rows.length > ask.limit && last ? cursorOf(ask.sort, last) : null,
    named: nameMediaMetrics(await listRefused(ctx, account)),
  };
}

/** Where a page ended: what it was sorted by, as text (null where it was not told), and the row. */
interface Cursor {
  value: string | null;
  id: string;
}
interface Selection {
  ask: MediaAsk;
  after: Cursor | undefined;
}

/**
 * Each sort has an index of its own, media_posted_idx to media_interactions_idx. A page that goes on is asked in two: the
 * rest of those with the figure, then those without; one question with an `or` would read the index from its beginning.
 */
async function selectPage(ctx: Context, account: InsightsAccount, selection: Selection) {
  const { ask, after } = selection;
  if (!after) return selectRows(ctx, account, ask).execute();
  const column = sql.ref(`media.${ask.sort}`);
  const told =
    after.value === null
      ? []
      : await selectRows(ctx, account, ask)
          .where(sql<SqlBool>`(${column}, id) < (${valueOf(ask.sort, after.value)}, ${after.id}::bigint)`)
          .execute();
  if (told.length > ask.limit || ask.sort === 'posted_at') return told;
  const untold = await selectRows(ctx, account, { ...ask, limit: ask.limit - told.length })
    .where(sql<SqlBool>`${column} is null`)
    .$if(after.value === null, (query) => query.where(sql<SqlBool>`id < ${after.id}::bigint`))
    .execute();
  return [...told, ...untold];
}

function selectRows(ctx: Context, { workspaceId, instagramUserId }: InsightsAccount, ask: MediaAsk) {
  const { since, until, kind, sort } = ask;
  const direction = sort === 'posted_at' ? sql`desc` : sql`desc nulls last`;
  return (
    ctx.db
      .selectFrom('media')
      .select(['id', ...liveMediaColumns, ...figureColumns])
      // Of dates a database keeps more than ours can: a cursor must not lose what lies between.
      .select(sql<string | null>`${sql.ref(`media.${sort}`)}::text`.as('sorted_by'))
      .where('workspace_id', '=', workspaceId)
      .where('instagram_user_id', '=', instagramUserId)
      .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
      .$if(since !== undefined, (query) => query.where('posted_at', '>=', midnight(since!)))
      .$if(until !== undefined, (query) => query.where('posted_at', '<', midnight(plusMetaDays(until!, 1))))
      .orderBy(sql`${sql.ref(`media.${sort}`)} ${direction}`)
      .orderBy('id', 'desc')
      .limit(ask.limit + 1)
  );
}

/** When a Pacific day begins. */
function midnight(day: string): Date {
  const reading = readWallTime(`${day}T00:00`, metaZone);
  if (!reading) throw refusal('since', 'This day does not exist.');
  return new Date(reading.is === 'exact' ? reading.at : reading.earlier);
}

function valueOf(sort: MediaAsk['sort'], value: string) {
  return sort === 'posted_at' ? sql`${value}::timestamptz` : sql`${value}::integer`;
}

function cursorOf(sort: string, { sorted_by, id }: { sorted_by: string | null; id: string }): string {
  return Buffer.from(JSON.stringify([sort, sorted_by, id])).toString('base64url');
}

function readCursor(after: string, sort: MediaAsk['sort']): Cursor {
  const [, of, instant, count, id] =
    /^\["(\w+)",(?:"(\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-][\d:]+)"|"(-?\d{1,10})"|null),"(\d{1,18})"\]$/.exec(
      Buffer.from(after, 'base64url').toString(),
    ) ?? [];
  const isOfSort = of === sort && (sort === 'posted_at' ? instant && !count : !instant);
  const isWhole = instant === undefined || !Number.isNaN(Date.parse(instant));
  if (!isOfSort || !isWhole || !id || Math.abs(Number(count ?? 0)) > 2_147_483_647)
    throw refusal('after', 'This page does not exist.');
  return { value: instant ?? count ?? null, id };
}
