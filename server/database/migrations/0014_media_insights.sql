-- What is live on the accounts, and what Instagram told of it over time.

-- One row for each media that was ever seen on an account of the workspace. Stays when the connection goes.
create table media (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  media_id text not null,
  kind text not null check (kind in ('image', 'video', 'carousel', 'reel', 'image_story', 'video_story')),
  caption text not null default '',
  permalink text,
  posted_at timestamptz not null,
  -- Addresses at Instagram's picture hosts, good for days; read again when one is refused.
  picture_address text,
  video_address text,
  -- [{mediaId, isVideo, pictureAddress}] of a carousel.
  children jsonb,
  alt_text text,
  is_comment_enabled boolean,
  is_shared_to_feed boolean,
  like_count integer,
  comments_count integer,
  -- Of threads beneath it: how many wait for an answer. Kept by the inbox.
  open_threads integer not null default 0,
  -- Ours, when it was published from here.
  post_id uuid references posts (id) on delete set null,
  first_seen_at timestamptz not null,
  read_at timestamptz not null,
  -- When it was found to be gone from Instagram; a story's end is no loss and not told here.
  gone_at timestamptz,

  -- The latest of media_insights, for lists; null is not told, never zero.
  insights_read_at timestamptz,
  reach integer,
  views integer,
  likes integer,
  comments integer,
  saved integer,
  shares integer,
  total_interactions integer,
  -- Why metrics of this media are missing: {"metric": "reason"}.
  missing jsonb not null default '{}',
  -- When its insights are read next; null when they are read no more.
  insights_due_at timestamptz,
  insights_failures integer not null default 0,
  -- Words of the caption, in any language; the account is one of them, so that one index finds both.
  words tsvector not null generated always as (
    to_tsvector('simple', caption) || array_to_tsvector(array['account:' || workspace_id::text || ':' || instagram_user_id])
  ) stored,
  unique (workspace_id, media_id)
);
create index media_words_idx on media using gin (words);
create index media_kind_idx on media (workspace_id, instagram_user_id, kind, posted_at desc, id desc);
create index media_gone_idx on media (workspace_id, instagram_user_id, posted_at desc, id desc) where gone_at is not null;
create index media_posted_idx on media (workspace_id, instagram_user_id, posted_at desc, id desc);
create index media_reach_idx on media (workspace_id, instagram_user_id, reach desc nulls last, id desc);
create index media_views_idx on media (workspace_id, instagram_user_id, views desc nulls last, id desc);
create index media_likes_idx on media (workspace_id, instagram_user_id, likes desc nulls last, id desc);
create index media_comments_idx on media (workspace_id, instagram_user_id, comments desc nulls last, id desc);
create index media_saved_idx on media (workspace_id, instagram_user_id, saved desc nulls last, id desc);
create index media_shares_idx on media (workspace_id, instagram_user_id, shares desc nulls last, id desc);
create index media_interactions_idx on media (workspace_id, instagram_user_id, total_interactions desc nulls last, id desc);
create index media_unanswered_idx on media (workspace_id, instagram_user_id, posted_at desc, id desc) where open_threads > 0;
create index media_due_idx on media (instagram_user_id, insights_due_at) where insights_due_at is not null;
create index media_post_idx on media (post_id) where post_id is not null;

-- What Instagram told of a media at an instant: totals since it was posted. Wide, because one row of many metrics takes a
-- fifth of many rows of one. A partition a month; made ahead, dropped whole when too old.
create table media_insights (
  media bigint not null references media (id) on delete cascade,
  captured_at timestamptz not null,
  reach integer,
  views integer,
  likes integer,
  comments integer,
  saved integer,
  shares integer,
  total_interactions integer,
  reposts integer,
  follows integer,
  profile_visits integer,
  profile_activity integer,
  replies integer,
  navigation integer,
  link_clicks integer,
  -- Milliseconds.
  ig_reels_avg_watch_time integer,
  ig_reels_video_view_total_time bigint,
  -- Percent of first views that were skipped within three seconds.
  reels_skip_rate real,
  -- What has no column: breakdowns {"navigation": {"tap_forward": 19}}, and metrics of one login alone.
  extra jsonb,
  primary key (media, captured_at)
) partition by range (captured_at);
-- An alarm more than a place: a row here means that a month was not made in time.
create table media_insights_default partition of media_insights default;

-- One of Meta's Pacific days of an account.
create table account_insights (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  day date not null,
  read_at timestamptz not null,
  -- A day that was read before its figures were final is read again.
  is_final boolean not null,
  reach integer,
  views integer,
  accounts_engaged integer,
  total_interactions integer,
  likes integer,
  comments integer,
  saves integer,
  shares integer,
  replies integer,
  reposts integer,
  follows integer,
  unfollows integer,
  profile_links_taps integer,
  -- New followers of the day, as the series tells them; and how many there were when it was read, today only.
  follower_count integer,
  followers integer,
  -- {"views": {"media_product_type": {"REEL": 12}, "follow_type": {…}}}
  breakdowns jsonb,
  -- Why a metric is null: {"metric": "reason"}.
  missing jsonb not null default '{}',
  primary key (workspace_id, instagram_user_id, day)
);

-- Totals over a window of whole days, which no sum of days can give: who was reached on two days counts once.
create table account_totals (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  since date not null,
  -- The last day, itself included.
  until date not null,
  read_at timestamptz not null,
  reach integer,
  views integer,
  accounts_engaged integer,
  total_interactions integer,
  likes integer,
  comments integer,
  saves integer,
  shares integer,
  replies integer,
  reposts integer,
  follows integer,
  unfollows integer,
  profile_links_taps integer,
  breakdowns jsonb,
  missing jsonb not null default '{}',
  primary key (workspace_id, instagram_user_id, since, until)
);

-- Who follows, engages, and is online: one reading a day is kept.
create table audience_readings (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  metric text not null,
  breakdown text not null,
  timeframe text not null default '',
  read_on date not null,
  read_at timestamptz not null,
  -- [{"keys": ["18-24", "F"], "value": 12}], as Instagram told; null with a reason.
  rows jsonb,
  reason text,
  primary key (workspace_id, instagram_user_id, metric, breakdown, timeframe, read_on)
);

-- Metrics that Instagram refuses for an account, so that they are named and seldom asked for again.
create table refused_metrics (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  -- `account`, or the kind of media.
  subject text not null,
  metric text not null,
  reason text not null,
  code integer,
  since timestamptz not null,
  ask_again_at timestamptz not null,
  primary key (workspace_id, instagram_user_id, subject, metric)
);

-- What is read of an account when, and how far back it was read. Goes with the connection.
create table insight_plans (
  connection_id uuid primary key references connections (id) on delete cascade,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  account_due_at timestamptz not null,
  audience_due_at timestamptz not null,
  media_due_at timestamptz not null,
  -- Days are read backwards to the day that Meta still answers; null when all are.
  backfill_day date,
  -- Nothing is asked until then, for the calls that Meta allows are used up or Instagram is out of reach.
  held_until timestamptz,
  held_by text,
  lease uuid,
  lease_until timestamptz,
  -- Of what a person asks for beside it.
  asking uuid,
  asking_until timestamptz,
  failures integer not null default 0,
  updated_at timestamptz not null
);
create index insight_plans_account_idx on insight_plans (account_due_at);
create index insight_plans_audience_idx on insight_plans (audience_due_at);
create index insight_plans_backfill_idx on insight_plans (connection_id) where backfill_day is not null;

-- How the list of an account's media is kept: the newest often, the whole once and then seldom. Goes with the connection.
create table media_plans (
  connection_id uuid primary key references connections (id) on delete cascade,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  newest_due_at timestamptz not null,
  stories_due_at timestamptz not null,
  whole_due_at timestamptz not null,
  -- When the newest were read last; null before the first time.
  newest_read_at timestamptz,
  -- Where a reading of the whole list stands. It has begun when `whole_since` is set; without a cursor the list is at its end,
  -- and what was not in it is looked for.
  cursor text,
  whole_since timestamptz,
  -- Catalogue's code of what went wrong last; null while all is well.
  trouble text,
  held_until timestamptz,
  lease uuid,
  lease_until timestamptz,
  failures integer not null default 0,
  updated_at timestamptz not null,
  -- When something of it is to be done next.
  due_at timestamptz not null generated always as (
    greatest(least(newest_due_at, stories_due_at, whole_due_at), held_until)
  ) stored
);
create index media_plans_due_idx on media_plans (due_at);
