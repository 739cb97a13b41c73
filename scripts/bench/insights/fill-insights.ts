import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../server/database/index.ts';

export interface InsightsSize {
  accounts: number;
  /** Of each account, over two years. */
  media: number;
  /** Of each media: at 1, 3, 6, 12 and 24 hours, then daily to day 30, then weekly. */
  readings: number;
}

export const workspaceId = '00000000-0000-7002-8000-000000000000';
export const connectionOf = (account: number) =>
  `00000000-0000-7001-8000-${account.toString(16).padStart(12, '0')}`;
export const mediaOf = (account: number, number: number) =>
  String(18_000_000_000_000_000n + BigInt(account) * 1_000_000n + BigInt(number));
const userOf = '(17841500000000000 + a)::text';
const days = 730;

/** Two years of accounts, their media and what was read of them; made by the database itself, then vacuumed and analysed. */
export async function fillInsights(db: Kysely<Database>, size: InsightsSize): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  const accounts = `generate_series(0, ${size.accounts - 1}) as a`;
  await run(
    `insert into workspaces (id, name, slug, created_at) values ('${workspaceId}', 'Studio', 'studio', now())`,
  );
  await run(`insert into connections (id, workspace_id, login, app_id, instagram_user_id, app_scoped_user_id, username, state,
      state_changed_at, time_zone, token_version, token_renewed_at, created_at)
    select ('00000000-0000-7001-8000-' || lpad(to_hex(a), 12, '0'))::uuid, '${workspaceId}', 'instagram', '1', ${userOf},
      (2000000000 + a)::text, 'account.' || a, 'active', now(), 'Europe/Lisbon', 1, now(), now() from ${accounts}`);
  await run(`insert into account_insights (workspace_id, instagram_user_id, day, read_at, is_final, reach, views, accounts_engaged,
      total_interactions, likes, comments, saves, shares, replies, reposts, follows, unfollows, profile_links_taps, breakdowns)
    select '${workspaceId}', ${userOf}, (now() at time zone 'America/Los_Angeles')::date - d, now(), true, 900 + d, 2000 + d, 90, 120, 80, 9, 11,
      7, 3, 1, 12, 4, 5, '{"views": {"follow_type": {"FOLLOWER": 900, "NON_FOLLOWER": 1100}, "media_product_type": {"POST": 700, "REEL": 1300}}}'
    from ${accounts}, generate_series(1, ${days}) as d`);
  await run(`insert into media (workspace_id, instagram_user_id, media_id, kind, caption, permalink, posted_at, first_seen_at, read_at,
      insights_read_at, reach, views, likes, comments, saved, shares, total_interactions)
    select '${workspaceId}', ${userOf}, (18000000000000000 + a::bigint * 1000000 + m)::text,
      (array['image', 'reel', 'carousel', 'image', 'image_story'])[1 + m % 5],
      'Post ' || m || ': a bowl, thrown this morning and fired tonight #clay', 'https://www.instagram.com/p/C' || m || '/', at, at, now(),
      now(), case when m % 9 > 0 then (m::bigint * 7919 % 5000)::int end, (m::bigint * 104729 % 9000)::int,
      case when m % 5 < 4 then m * 31 % 400 end, case when m % 5 < 4 then m % 17 end, case when m % 5 < 4 then m % 29 end, m % 13, m * 37 % 500
    from (select a, m, now() - make_interval(secs => ${days * 86_400 - 86_400} * (m + 1.0) / ${size.media}) as at
      from ${accounts}, generate_series(0, ${size.media - 1}) as m) as made`);
  await makePartitions(run);
  // Reels have watch times, feed posts profile visits and follows, stories replies and ways on.
  await run(`insert into media_insights (media, captured_at, reach, views, likes, comments, saved, shares, total_interactions, reposts, follows,
      profile_visits, profile_activity, replies, navigation, ig_reels_avg_watch_time, ig_reels_video_view_total_time, reels_skip_rate)
    select id, posted_at + make_interval(hours => hour), 900 + hour, 2000 + hour, case when kind <> 'image_story' then 80 end,
      case when kind <> 'image_story' then 9 end, case when kind <> 'image_story' then 11 end, 7, 107, 1, case when kind <> 'reel' then 2 end,
      case when kind <> 'reel' then 30 end, case when kind <> 'reel' then 4 end, case when kind = 'image_story' then 1 end,
      case when kind = 'image_story' then 25 end, case when kind = 'reel' then 4100 end, case when kind = 'reel' then 8200000 end,
      case when kind = 'reel' then 31.25 end
    from media, unnest(array[${hours(size.readings).join(',')}]) as hour where posted_at + make_interval(hours => hour) < now()`);
  for (const table of ['connections', 'media', 'media_insights', 'account_insights'])
    await run(`vacuum analyze ${table}`);
}

export interface Weight {
  datapoints: number;
  bytes: number;
}

/** What the readings of media weigh, heap and indexes, over every figure that is not null. */
export async function weigh(db: Kysely<Database>): Promise<Weight> {
  const { rows } = await sql<{ datapoints: string; bytes: string }>`
    select (select sum(num_nonnulls(reach, views, likes, comments, saved, shares, total_interactions, reposts, follows, profile_visits,
        profile_activity, replies, navigation, ig_reels_avg_watch_time, ig_reels_video_view_total_time, reels_skip_rate))
      from media_insights) as datapoints,
      (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'media_insights'::regclass) as bytes`.execute(
    db,
  );
  return { datapoints: Number(rows[0]?.datapoints), bytes: Number(rows[0]?.bytes) };
}

function hours(readings: number): number[] {
  const daily = Array.from({ length: 29 }, (_, index) => (index + 2) * 24);
  const weekly = Array.from({ length: 100 }, (_, index) => (30 + 7 * (index + 1)) * 24);
  return [1, 3, 6, 12, 24, ...daily, ...weekly].slice(0, readings);
}

/** Every month of the two years, as the product makes them ahead. */
async function makePartitions(run: (statement: string) => Promise<unknown>): Promise<void> {
  const now = new Date();
  const monthOf = (ago: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago));
  for (let ago = 25; ago >= 0; ago--) {
    const name = `media_insights_${monthOf(ago).toISOString().slice(0, 7).replace('-', '_')}`;
    await run(`create table if not exists ${name} partition of media_insights
      for values from ('${monthOf(ago).toISOString()}') to ('${monthOf(ago - 1).toISOString()}')`);
  }
}
