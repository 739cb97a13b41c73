import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { inbox, InboxThread } from '#contract/inbox.ts';
import type { Context, Member } from '../context.ts';
import { cursorOf, readCursor, type PageCursor } from '../page-cursor.ts';
import { hiddenAccounts } from '../workspaces/index.ts';
import { planSearch, type SearchPlan } from './plan-search.ts';
import { selectThreads, threadOf } from './select-threads.ts';

export type ThreadQuery = z.output<NonNullable<typeof inbox.list.query>>;

/** So many of the newest are looked through for words that are frequent; rare ones are found by the index of words. */
const nearby = 500;

/**
 * Threads of a workspace, the newest word first. Every view and filter walks an index in this order and stops when the page
 * is full; a search looks through the newest first, and when that does not fill the page it asks the index of words.
 */
export async function listThreads(
  ctx: Context,
  member: Member,
  query: ThreadQuery,
): Promise<{ threads: InboxThread[]; next: string | null }> {
  const after = query.after === undefined ? undefined : readCursor(query.after);
  const instagramUserId = query.connection && (await accountOf(ctx, member, query.connection));
  if (query.connection && !instagramUserId) return { threads: [], next: null };
  const conditions = conditionsOf(member, query, instagramUserId);
  const wanted = query.limit + 1;
  const search = query.search ? await planSearch(ctx, member.workspaceId, query.search) : undefined;
  const found = search
    ? await findWords(ctx, { conditions, after, wanted, search })
    : await walk(ctx, { conditions, after, most: wanted });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    threads: await present(ctx, page),
    next: found.length > query.limit && last ? cursorOf(last) : null,
  };
}

interface Walk {
  conditions: RawBuilder<unknown>[];
  after: PageCursor | undefined;
  most: number;
}

/** Ids in order, from the index. */
async function walk(ctx: Context, { conditions, after, most }: Walk): Promise<PageCursor[]> {
  const { rows } = await sql<PageCursor>`
    select id, last_at::text as at from inbox_threads thread
    where ${sql.join([...conditions, ...past(after)], sql` and `)}
    order by last_at desc, id desc limit ${most}`.execute(ctx.db);
  return rows;
}

async function findWords(
  ctx: Context,
  wish: Omit<Walk, 'most'> & { wanted: number; search: SearchPlan },
): Promise<PageCursor[]> {
  const { conditions, after, wanted, search } = wish;
  const { rows } = await sql<PageCursor>`
    with near as materialized (
      select id, last_at from inbox_threads thread
      where ${sql.join([...conditions, ...past(after)], sql` and `)}
      order by last_at desc, id desc limit ${nearby})
    select near.id, near.last_at::text as at from near
    where exists (select from comments comment where comment.thread_id = near.id and ${search.isFound})
    order by near.last_at desc, near.id desc limit ${wanted}`.execute(ctx.db);
  if (rows.length >= wanted || !search.byIndex) return rows;
  // One after the other by their ids: the planner cannot know how few they are, and would read all threads.
  const { rows: all } = await sql<PageCursor>`
    with found as materialized (select distinct thread_id from comments comment where ${search.byIndex})
    select thread.id, thread.last_at::text as at
    from found cross join lateral (select * from inbox_threads where id = found.thread_id offset 0) as thread
    where ${sql.join([...conditions, ...past(after)], sql` and `)}
    order by thread.last_at desc, thread.id desc limit ${wanted}`.execute(ctx.db);
  return all;
}

function past(after: PageCursor | undefined): RawBuilder<unknown>[] {
  return after ? [sql`(thread.last_at, thread.id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : [];
}

const views = {
  open: sql`thread.state = 'open' and not thread.is_hidden and thread.gone_at is null`,
  done: sql`thread.state = 'done'`,
  hidden: sql`thread.is_hidden`,
  spam: sql`thread.spam <> '{}' and thread.state = 'open' and not thread.is_hidden and thread.gone_at is null`,
  all: sql`true`,
};

function conditionsOf(
  member: Member,
  query: ThreadQuery,
  instagramUserId: string | undefined,
): RawBuilder<unknown>[] {
  const hidden = hiddenAccounts(member);
  return [
    sql`thread.workspace_id = ${member.workspaceId}`,
    query.view === 'mine'
      ? sql`thread.assigned_to = ${member.userId} and thread.state = 'open' and thread.gone_at is null`
      : views[query.view],
    ...(hidden.length > 0 ? [sql`thread.instagram_user_id <> all(${hidden})`] : []),
    ...(instagramUserId ? [sql`thread.instagram_user_id = ${instagramUserId}`] : []),
    ...(query.kind ? [sql`thread.kind = ${sql.lit(query.kind)}`] : []),
    ...(query.media ? [sql`thread.media_id = ${query.media}`] : []),
    ...(query.unanswered === 'true' ? [sql`thread.is_unanswered`] : []),
    ...(query.unanswered === 'false' ? [sql`not thread.is_unanswered`] : []),
  ];
}

async function accountOf(ctx: Context, member: Member, connectionId: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('connections')
    .select('instagram_user_id')
    .where('id', '=', connectionId)
    .where('workspace_id', '=', member.workspaceId)
    .executeTakeFirst();
  return row?.instagram_user_id;
}

/** The rows of a page, in its order. */
async function present(ctx: Context, page: PageCursor[]): Promise<InboxThread[]> {
  if (page.length === 0) return [];
  const rows = await selectThreads(ctx)
    .where(
      'thread.id',
      'in',
      page.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return page.flatMap(({ id }) => {
    const row = byId.get(id);
    return row ? [threadOf(row)] : [];
  });
}
