import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { isWaitingSql, type LockedThread } from './lock-threads.ts';

/** What was written longer ago than this when we first saw it is history, and waits for nobody. */
const historyDays = 14;

/**
 * Brings what a thread says of itself in step with its comments: last word, count, whether it waits, is hidden, gone or looks
 * like spam; opens a done one that a stranger wrote in since; and counts in the media what waits beneath it. The threads are
 * locked by `lockThreads` in this transaction. Answers the first comments that are known, by Instagram's ids.
 */
export async function refreshThreads(ctx: Context, threads: LockedThread[]): Promise<Set<string>> {
  if (threads.length === 0) return new Set();
  const ids = threads.map(({ id }) => id);
  const now = ctx.clock.now();
  await sql`
    update inbox_threads as thread set
      comments = seen.count, is_unanswered = seen.is_unanswered, last_at = seen.last_at, last_author = seen.last_author,
      last_words = seen.last_words, is_hidden = seen.is_hidden, gone_at = seen.gone_at, spam = seen.spam,
      state = case when seen.is_reopened then 'open' else thread.state end,
      done_at = case when seen.is_reopened then null else thread.done_at end,
      changed = nextval('inbox_changes'), updated_at = ${now}
    from (
      select thread.id,
        (select count(*)::int from comments where thread_id = thread.id and gone_at is null) as count,
        coalesce(not alive.is_own, false) as is_unanswered,
        coalesce(alive.posted_at, ended.posted_at, thread.last_at) as last_at,
        case when alive.id is null then ended.username else alive.username end as last_author,
        left(coalesce(alive.text, ended.text, ''), 200) as last_words,
        coalesce(root.is_hidden, false) as is_hidden, root.gone_at,
        coalesce((select array_agg(distinct rule order by rule) from comments, unnest(comments.spam) as rule
          where thread_id = thread.id and comments.spam <> '{}'), '{}') as spam,
        thread.state = 'done' and exists (
          select from comments where thread_id = thread.id and not comments.is_own and comments.gone_at is null
            and first_seen_at > coalesce(thread.done_at, thread.updated_at)
            and posted_at > first_seen_at - make_interval(days => ${historyDays})) as is_reopened
      from inbox_threads as thread
      left join lateral (select * from comments where thread_id = thread.id and gone_at is null
        order by posted_at desc, comment_id desc limit 1) as alive on true
      left join lateral (select * from comments where thread_id = thread.id
        order by posted_at desc, comment_id desc limit 1) as ended on alive.id is null
      left join comments as root on root.workspace_id = thread.workspace_id and root.comment_id = thread.root_id
      where thread.id = any(${ids}::uuid[])
    ) as seen
    where thread.id = seen.id and (seen.is_reopened or
      (thread.comments, thread.is_unanswered, thread.last_at, thread.last_author, thread.last_words, thread.is_hidden,
        thread.gone_at, thread.spam)
      is distinct from
      (seen.count, seen.is_unanswered, seen.last_at, seen.last_author, seen.last_words, seen.is_hidden, seen.gone_at, seen.spam))`.execute(
    ctx.db,
  );
  const { rows } = await sql<{ id: string; rootId: string; isWaiting: boolean; hasRoot: boolean }>`
    select id, root_id as "rootId", ${isWaitingSql} as "isWaiting",
      exists (select from comments where comments.workspace_id = inbox_threads.workspace_id
        and comments.comment_id = inbox_threads.root_id) as "hasRoot"
    from inbox_threads where id = any(${ids}::uuid[])`.execute(ctx.db);
  await countWaiting(ctx, threads, new Map(rows.map((row) => [row.id, row.isWaiting])));
  return new Set(rows.filter((row) => row.hasRoot).map((row) => row.rootId));
}

/** By difference, for each who changes a thread knows its own: nobody counts what another has not committed. */
async function countWaiting(
  ctx: Context,
  threads: LockedThread[],
  isWaitingNow: Map<string, boolean>,
): Promise<void> {
  const changes = new Map<string, number>();
  for (const { id, media, isWaiting } of threads) {
    const change = Number(isWaitingNow.get(id) ?? false) - Number(isWaiting);
    if (media !== null && change !== 0) changes.set(media, (changes.get(media) ?? 0) + change);
  }
  const inOrder = [...changes].toSorted(([one], [other]) => Number(BigInt(one) - BigInt(other)));
  for (const [media, change] of inOrder)
    await sql`update media set open_threads = greatest(open_threads + ${change}, 0) where id = ${media}`.execute(
      ctx.db,
    );
}
