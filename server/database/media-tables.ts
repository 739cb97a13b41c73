import type { ColumnType, Generated } from 'kysely';
import type { GeneratedJson, Json } from './json-column.ts';

/** The tables of what is live on Instagram, and of what Instagram told about it. */

export type MediaKind = 'image' | 'video' | 'carousel' | 'reel' | 'image_story' | 'video_story';
/** A 64-bit id as text. */
type Id = ColumnType<string, never, never>;
/** A day as `2026-10-14`. */
type Day = string;

export interface Media {
  id: Id;
  workspace_id: string;
  instagram_user_id: string;
  media_id: string;
  kind: MediaKind;
  caption: Generated<string>;
  permalink: string | null;
  posted_at: Date;
  picture_address: string | null;
  video_address: string | null;
  children: Json<{ mediaId: string; isVideo: boolean; pictureAddress: string | null }[]> | null;
  alt_text: string | null;
  is_comment_enabled: boolean | null;
  is_shared_to_feed: boolean | null;
  like_count: number | null;
  comments_count: number | null;
  open_threads: Generated<number>;
  post_id: string | null;
  first_seen_at: Date;
  read_at: Date;
  gone_at: Date | null;
  insights_read_at: Date | null;
  reach: number | null;
  views: number | null;
  likes: number | null;
  comments: number | null;
  saved: number | null;
  shares: number | null;
  total_interactions: number | null;
  missing: GeneratedJson<Record<string, string>>;
  insights_due_at: Date | null;
  insights_failures: Generated<number>;
  /** Searched by; never read. */
  words: ColumnType<string, never, never>;
}

export interface MediaInsights {
  media: string;
  captured_at: Date;
  reach: number | null;
  views: number | null;
  likes: number | null;
  comments: number | null;
  saved: number | null;
  shares: number | null;
  total_interactions: number | null;
  reposts: number | null;
  follows: number | null;
  profile_visits: number | null;
  profile_activity: number | null;
  replies: number | null;
  navigation: number | null;
  link_clicks: number | null;
  ig_reels_avg_watch_time: number | null;
  ig_reels_video_view_total_time: string | null;
  reels_skip_rate: number | null;
  extra: Json<Record<string, unknown>> | null;
}

export interface AccountTotals {
  workspace_id: string;
  instagram_user_id: string;
  since: Day;
  until: Day;
  read_at: Date;
  reach: number | null;
  views: number | null;
  accounts_engaged: number | null;
  total_interactions: number | null;
  likes: number | null;
  comments: number | null;
  saves: number | null;
  shares: number | null;
  replies: number | null;
  reposts: number | null;
  follows: number | null;
  unfollows: number | null;
  profile_links_taps: number | null;
  /** metric -> dimension -> key -> count. */
  breakdowns: Json<Record<string, Record<string, Record<string, number>>>> | null;
  missing: GeneratedJson<Record<string, string>>;
}

export interface AccountInsights extends Omit<AccountTotals, 'since' | 'until'> {
  day: Day;
  is_final: boolean;
  follower_count: number | null;
  followers: number | null;
}

export interface AudienceReadings {
  workspace_id: string;
  instagram_user_id: string;
  metric: string;
  breakdown: string;
  timeframe: Generated<string>;
  read_on: Day;
  read_at: Date;
  rows: Json<{ keys: string[]; value: number }[]> | null;
  reason: string | null;
}

export interface RefusedMetrics {
  workspace_id: string;
  instagram_user_id: string;
  subject: string;
  metric: string;
  reason: string;
  code: number | null;
  since: Date;
  ask_again_at: Date;
}

interface Plan {
  connection_id: string;
  workspace_id: string;
  instagram_user_id: string;
  held_until: Date | null;
  lease: string | null;
  lease_until: Date | null;
  failures: Generated<number>;
  updated_at: Date;
}

export interface InsightPlans extends Plan {
  account_due_at: Date;
  audience_due_at: Date;
  media_due_at: Date;
  backfill_day: Day | null;
  held_by: string | null;
  asking: string | null;
  asking_until: Date | null;
}

export interface MediaPlans extends Plan {
  newest_due_at: Date;
  stories_due_at: Date;
  whole_due_at: Date;
  newest_read_at: Date | null;
  cursor: string | null;
  whole_since: Date | null;
  trouble: string | null;
  due_at: ColumnType<Date, never, never>;
}
