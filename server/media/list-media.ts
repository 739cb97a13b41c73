import { sql, type SqlBool } from 'kysely';
import type { LiveMedia, MediaKind } from '#contract/media.ts';
import type { Measure } from '#contract/metric.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { figureColumns, listFigures, liveMediaColumns, presentLiveMedia } from '../insights/index.ts';
import { getMediaAccount, type MediaAccount } from './media-account.ts';

export interface MediaFilter {
  connectionId: string;
  kind?: MediaKind | undefined;
  since?: string | undefined;
  until?: string | undefined;
  unanswered?: 'true' | 'false' | undefined;
  search?: string | undefined;
  gone: 'true' | 'false';
  sort: Sort;
  limit: number;
  after?: string | undefined;
}
type Sort =
  | 'posted_at'
  | 'reach'
  | 'views'
  | 'likes'
  | 'comments'
  | 'saved'
  | 'shares'
  | 'total_interactions';

export interface MediaList {
  media: (LiveMedia & { figures: Record<string, Measure> })[];
  next: string | null;
  readAt: string | null;
  isReading: boolean;
}

/**
 * What is live on an account, newest first or by a figure, largest first and those without it last. Throws `not_found`, and
 * `invalid_input` for a page that does not exist.
 */
export async function listMedia(ctx: Context, workspaceId: string, filter: MediaFilter): Promise<MediaList> {
  const account = await getMediaAccount(ctx, workspaceId, filter.connectionId);
  const after = filter.after === undefined ? undefined : readCursor(filter.after, filter.sort);
  const [rows, plan] = await Promise.all([
    selectPage(ctx, account, filter, after),
    ctx.db
      .selectFrom('media_plans')
      .select(['newest_read_at', 'whole_since'])
      .where('connection_id', '=', account.connectionId)
      .executeTakeFirst(),
  ]);
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    media: page.map((row) => ({
      ...presentLiveMedia(row, account),
      figures: listFigures(row, account.login),
    })),
    next: rows.length > filter.limit && last ? cursorOf(filter.sort, last) : null,
    readAt: plan?.newest_read_at?.toISOString() ?? null,
    isReading: account.isActive && (!plan?.newest_read_at || plan.whole_since !== null),
  };
}

/** Where a page ended: what it was sorted by, null where it was not told, and the row. */
interface Cursor {
  value: string | null;
  id: string;
}

/**
 * Each sort has an index. A page that goes on is asked for in two: the rest of those with the figure, then those without; one
 * question with an `or` would read the index from its beginning.
 */
async function selectPage(
  ctx: Context,
  account: MediaAccount,
  filter: MediaFilter,
  after: Cursor | undefined,
) {
  if (!after) return selectRows(ctx, account, filter).execute();
  const column = sql.ref(`media.${filter.sort}`);
  const type = filter.sort === 'posted_at' ? sql`timestamptz` : sql`integer`;
  const told =
    after.value === null
      ? []
      : await selectRows(ctx, account, filter)
          .where(sql<SqlBool>`(${column}, id) < (${after.value}::${type}, ${after.id}::bigint)`)
          .execute();
  if (told.length > filter.limit || filter.sort === 'posted_at') return told;
  const untold = await selectRows(ctx, account, { ...filter, limit: filter.limit - told.length })
    .where(sql<SqlBool>`${column} is null`)
    .$if(after.value === null, (query) => query.where(sql<SqlBool>`id < ${after.id}::bigint`))
    .execute();
  return [...told, ...untold];
}

export function selectRows(
  ctx: Pick<Context, 'db'>,
  { workspaceId, instagramUserId }: Pick<MediaAccount, 'workspaceId' | 'instagramUserId'>,
  filter: Omit<MediaFilter, 'connectionId'>,
) {
  const { kind, since, until, unanswered, search, gone, sort } = filter;
  const direction = sort === 'posted_at' ? sql`desc` : sql`desc nulls last`;
  return (
    ctx.db
      .selectFrom('media')
      .select(['id', ...liveMediaColumns, ...figureColumns])
      // Of instants a database keeps more than ours can: a cursor must not lose what lies between.
      .select(sql<string | null>`${sql.ref(`media.${sort}`)}::text`.as('sorted_by'))
      .where('workspace_id', '=', workspaceId)
      .where('instagram_user_id', '=', instagramUserId)
      .where('gone_at', gone === 'true' ? 'is not' : 'is', null)
      .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
      .$if(since !== undefined, (query) => query.where('posted_at', '>=', new Date(since!)))
      .$if(until !== undefined, (query) => query.where('posted_at', '<', new Date(until!)))
      .$if(unanswered === 'true', (query) => query.where('open_threads', '>', 0))
      .$if(unanswered === 'false', (query) => query.where('open_threads', '=', 0))
      .$if(Boolean(search), (query) => query.where(hasWords(workspaceId, instagramUserId, search!)))
      .orderBy(sql`${sql.ref(`media.${sort}`)} ${direction}`)
      .orderBy('id', 'desc')
      .limit(filter.limit + 1)
  );
}

/** All words, the last one as far as it is written. What holds no word finds nothing. */
function hasWords(workspaceId: string, instagramUserId: string, search: string) {
  const account = `'account:${workspaceId}:${instagramUserId}'`;
  const clean = search.replaceAll('\0', '');
  return sql<SqlBool>`media.words @@ (${account}::tsquery
    && (nullif(plainto_tsquery('simple', ${clean})::text, '') || ':*')::tsquery)`;
}

function cursorOf(sort: Sort, row: { sorted_by: string | null; id: string }): string {
  return Buffer.from(JSON.stringify([sort, row.sorted_by, row.id])).toString('base64url');
}

function readCursor(after: string, sort: Sort): Cursor {
  const text = Buffer.from(after, 'base64url').toString();
  const [, of, value, id] = /^\["(\w+)",(?:"([^"\\]{1,40})"|null),"(\d{1,18})"\]$/.exec(text) ?? [];
  const shape = sort === 'posted_at' ? /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-][\d:]+$/ : /^\d{1,10}$/;
  const isWhole =
    value === undefined
      ? sort !== 'posted_at'
      : shape.test(value) &&
        (sort === 'posted_at' ? !Number.isNaN(Date.parse(value)) : Number(value) < 2 ** 31);
  if (of === sort && id && isWhole) return { value: value ?? null, id };
  throw new AppError('invalid_input', {
    details: { fields: [{ path: 'after', message: 'This page does not exist.' }] },
  });
}
