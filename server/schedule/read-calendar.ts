import { sql, type SqlBool } from 'kysely';
import type { CalendarEntry, CalendarNeeds, SlotOccurrence } from '#contract/schedule.ts';
import { AppError } from '../app-error.ts';
import { listConnections } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { cursorOf, readCursor } from '../page-cursor.ts';
import { findCrowding } from './find-crowding.ts';
import { listOccurrences } from './queue-slots.ts';

const longestMs = 400 * 86_400_000;
const mostOpenSlots = 200;
const wordsLength = 120;

export interface CalendarAsk {
  from?: string | undefined;
  to?: string | undefined;
  connection?: string | undefined;
  needs?: CalendarNeeds | undefined;
  limit: number;
  after?: string | undefined;
  /** Accounts to leave out, by Instagram's id. */
  hidden?: readonly string[];
}

export interface CalendarPage {
  entries: CalendarEntry[];
  next: string | null;
  openSlots: SlotOccurrence[];
}

/**
 * Posts with a time, earliest first, a page of `limit`: those of a window, or all that need a person. The first page of a
 * window brings the free hours of the queues too, at most 200. Throws `invalid_input`.
 */
export async function readCalendar(
  ctx: Context,
  workspaceId: string,
  ask: CalendarAsk,
): Promise<CalendarPage> {
  const window = windowOf(ask);
  const rows = await selectEntries(ctx, workspaceId, ask, window);
  const page = rows.slice(0, ask.limit);
  const last = page.at(-1);
  return {
    entries: await present(ctx, workspaceId, page),
    next: rows.length > ask.limit && last ? cursorOf({ at: last.cursor_at, id: last.id }) : null,
    openSlots: window && !ask.after && !ask.needs ? await openSlots(ctx, workspaceId, ask, window) : [],
  };
}

function windowOf({ from, to, needs }: CalendarAsk): { from: number; to: number } | undefined {
  if (from === undefined && to === undefined && needs) return undefined;
  const window = { from: Date.parse(from ?? ''), to: Date.parse(to ?? '') };
  const span = window.to - window.from;
  if (!(span > 0 && span <= longestMs)) throw refusal('to', 'Name from and to, at most 400 days apart.');
  return window;
}

/** Each kind of question has an index of its own: posts_calendar_idx, posts_account_calendar_idx, posts_needs_idx. */
function selectEntries(
  ctx: Context,
  workspaceId: string,
  ask: CalendarAsk,
  window: { from: number; to: number } | undefined,
) {
  const after = ask.after === undefined ? undefined : readCursor(ask.after);
  let query = ctx.db
    .selectFrom('posts')
    .leftJoin('connections', 'connections.id', 'posts.connection_id')
    .leftJoin('post_assets', (join) =>
      join.onRef('post_assets.post_id', '=', 'posts.id').on('post_assets.position', '=', 0),
    )
    .select([
      'posts.id',
      'posts.connection_id',
      'connections.username',
      'posts.kind',
      'posts.state',
      'posts.paused_at',
      'posts.failure_code',
      'posts.publish_at',
      'posts.wall_time',
      'posts.time_zone',
      'posts.series_id',
      'posts.version',
      'post_assets.asset_id',
      'post_assets.alt_text',
    ])
    .select(sql<string>`posts.publish_at::text`.as('cursor_at'))
    .select(sql<string>`left(posts.caption, ${sql.lit(wordsLength)})`.as('words'))
    .where('posts.workspace_id', '=', workspaceId)
    .where('posts.publish_at', 'is not', null)
    .orderBy('posts.publish_at')
    .orderBy('posts.id')
    .limit(ask.limit + 1);
  if (ask.hidden?.length) query = query.where('posts.instagram_user_id', 'not in', ask.hidden);
  if (ask.connection) query = query.where('posts.connection_id', '=', ask.connection);
  if (ask.needs === 'comment')
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('publish_comments as comment')
          .select(sql.lit(1).as('one'))
          .whereRef('comment.post_id', '=', 'posts.id')
          .where('comment.state', '=', sql.lit('failed'))
          .where('comment.settled_at', 'is', null),
      ),
    );
  else if (ask.needs)
    query = query
      // The index names this condition, so the question repeats it word for word.
      .where(sql<SqlBool>`(posts.state in ('failed', 'unconfirmed') or posts.paused_at is not null)`)
      .where((eb) =>
        ask.needs === 'failed' || ask.needs === 'unconfirmed'
          ? eb('posts.state', '=', ask.needs)
          : eb('posts.paused_at', 'is not', null),
      );
  if (window)
    query = query
      .where('posts.publish_at', '>=', new Date(window.from))
      .where('posts.publish_at', '<', new Date(window.to));
  if (after)
    query = query.where(
      sql<SqlBool>`(posts.publish_at, posts.id) > (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  return query.execute();
}

type Row = Awaited<ReturnType<typeof selectEntries>>[number];

async function present(ctx: Context, workspaceId: string, rows: Row[]): Promise<CalendarEntry[]> {
  const crowding = await findCrowding(ctx, workspaceId, rows);
  return rows.map((row) => ({
    id: row.id,
    connectionId: row.connection_id,
    username: row.username,
    kind: row.kind,
    words: row.words,
    state: row.state,
    paused: row.paused_at !== null,
    failureCode: row.failure_code,
    publishAt: row.publish_at?.toISOString() ?? null,
    wallTime: row.wall_time,
    timeZone: row.time_zone,
    pictureUrl: row.asset_id && `/api/v1/workspaces/${workspaceId}/assets/${row.asset_id}/picture`,
    altText: row.alt_text ?? '',
    isSeries: row.series_id !== null,
    warnings: crowding.get(row.id)?.warnings ?? [],
    publishingLimit: crowding.get(row.id)?.limit ?? null,
    version: row.version,
  }));
}

async function openSlots(
  ctx: Context,
  workspaceId: string,
  ask: CalendarAsk,
  window: { from: number; to: number },
): Promise<SlotOccurrence[]> {
  const coming = { from: Math.max(window.from, ctx.clock.now().getTime()), to: window.to };
  if (coming.from >= coming.to) return [];
  const withQueue = await ctx.db
    .selectFrom('queue_slots')
    .select('connection_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .execute();
  const ids = new Set(withQueue.map(({ connection_id }) => connection_id));
  if (ids.size === 0) return [];
  const accounts = (await listConnections(ctx, workspaceId, ask.hidden)).filter(
    ({ id }) => ids.has(id) && (ask.connection === undefined || ask.connection === id),
  );
  const found: SlotOccurrence[] = [];
  for (const account of accounts) found.push(...(await listOccurrences(ctx, account, coming)));
  return found
    .filter(({ state }) => state === 'open')
    .sort((one, other) => one.publishAt.localeCompare(other.publishAt))
    .slice(0, mostOpenSlots);
}

function refusal(path: string, message: string): AppError {
  return new AppError('invalid_input', { details: { fields: [{ path, message }] } });
}
