import { sql } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { HeldPlan } from './comment-plan.ts';
import { readReadings, type Readings } from './reading-place.ts';

/** Fresh media are talked about, and a deletion beside a new comment leaves their count as it was. */
const freshDays = 7;
const mostAtOnce = 100;

/** A media whose comments are to be read, and how far they were. */
export interface UnreadMedia {
  /** Our row. */
  media: string;
  mediaId: string;
  /** How many there are, as Instagram counts; null where it does not say. */
  count: number | null;
  readings: Readings;
  /** When its newest comments were last looked at, and how many there were; null before the first time, and for a count that differs from ours. */
  lookedAt: Date | null;
  countThen: number | null;
  /** When the whole was last read to its end. */
  wholeAt: Date | null;
  /** Its newest comments are to be looked at; otherwise a long reading goes on. */
  isNewsDue: boolean;
}

/**
 * What of an account's media is to be read: another count than when it was looked at, fresh and not looked at for `againSeconds`,
 * never read, or in the middle of a long reading. `counts` are those that were asked for just now; of older media the count is the one of
 * their last reading. In this order, and the newest media first.
 */
export async function findUnread(
  ctx: Context,
  held: HeldPlan,
  input: { counts: Map<string, number>; againSeconds: number },
): Promise<UnreadMedia[]> {
  const now = ctx.clock.now();
  const counts = [...input.counts];
  const { rows } = await sql<Omit<UnreadMedia, 'readings'> & { cursor: string | null }>`
    select unread.* from (
      select media.id as media, media.media_id as "mediaId", seen.count, cursors.cursor, cursors.read_at as "lookedAt",
        cursors.comments_count as "countThen", cursors.whole_at as "wholeAt", media.posted_at,
        cursors.media is not null and (cursors.cursor like '%"news":%'
          or seen.count is not null and cursors.comments_count is distinct from seen.count
          or media.posted_at > ${plusSeconds(now, -freshDays * 86_400)}
            and cursors.read_at < ${plusSeconds(now, -input.againSeconds)} and seen.count is distinct from 0) as "isNewsDue",
        cursors.media is null and seen.count is distinct from 0 as is_new
      from media
      left join unnest(${counts.map(([id]) => id)}::text[], ${counts.map(([, count]) => count)}::int[]) as live (media_id, count)
        on live.media_id = media.media_id
      cross join lateral (select coalesce(live.count, media.comments_count) as count) as seen
      left join comment_cursors as cursors on cursors.media = media.id
      where media.workspace_id = ${held.workspace_id} and media.instagram_user_id = ${held.instagram_user_id}
        and media.gone_at is null and media.kind not in ('image_story', 'video_story')
    ) as unread
    where "isNewsDue" or is_new or cursor is not null
    order by "isNewsDue" desc, is_new desc, posted_at desc limit ${mostAtOnce}`.execute(ctx.db);
  return rows.map(({ cursor, ...media }) => ({ ...media, readings: readReadings(cursor) }));
}

/** Threads that were told before their media was read come to belong to it, and count among what waits beneath it. */
export async function linkMedia(ctx: Context, held: HeldPlan): Promise<void> {
  await sql`
    with linked as (
      update inbox_threads as thread set media = media.id from media
      where thread.workspace_id = ${held.workspace_id} and thread.instagram_user_id = ${held.instagram_user_id}
        and thread.media is null and thread.kind = 'comment'
        and media.workspace_id = thread.workspace_id and media.media_id = thread.media_id
      returning media.id, thread.state = 'open' and thread.is_unanswered and not thread.is_hidden and thread.gone_at is null as waits)
    update media set open_threads = open_threads + counted.count
    from (select id, count(*)::int as count from linked where waits group by id) as counted
    where media.id = counted.id`.execute(ctx.db);
}
