-- The library, and posts: our intent to publish, with the ledger that makes it exactly once.

create table assets (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  uploaded_by uuid references users (id) on delete set null,
  name text not null,
  content_type text not null,
  size_bytes integer not null,
  sha256 text not null,
  width integer not null,
  height integer not null,
  storage_key text not null,
  created_at timestamptz not null
);
create index assets_workspace_idx on assets (workspace_id, created_at desc);

create table renditions (
  id uuid primary key,
  asset_id uuid not null references assets (id) on delete cascade,
  kind text not null check (kind in ('instagram_jpeg', 'preview')),
  content_type text not null,
  width integer not null,
  height integer not null,
  size_bytes integer not null,
  sha256 text not null,
  fixes text[] not null default '{}',
  storage_key text not null,
  created_at timestamptz not null,
  unique (asset_id, kind)
);

create table posts (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid references connections (id) on delete set null,
  instagram_user_id text not null,
  kind text not null check (kind in ('image')),
  caption text not null,
  alt_text text not null default '',
  state text not null check (state in ('draft', 'scheduled', 'preparing', 'ready', 'publishing', 'published', 'failed', 'unconfirmed', 'cancelled')),
  paused_at timestamptz,
  publish_at timestamptz,
  wall_time text,
  time_zone text,
  published_at timestamptz,
  media_id text,
  permalink text,
  failure_code text,
  failure_details jsonb,
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1
) with (fillfactor = 85);
create index posts_workspace_idx on posts (workspace_id, created_at desc);
create index posts_due_idx on posts (publish_at) where state in ('scheduled', 'preparing', 'ready', 'publishing');
create index posts_connection_idx on posts (connection_id);
-- One media, one post: a media id found by looking can never be bound twice.
create unique index posts_media_idx on posts (media_id) where media_id is not null;

create table post_assets (
  post_id uuid not null references posts (id) on delete cascade,
  position integer not null,
  asset_id uuid not null references assets (id) on delete restrict,
  rendition_id uuid not null references renditions (id) on delete restrict,
  primary key (post_id, position)
);
create index post_assets_asset_idx on post_assets (asset_id);

create table publish_runs (
  post_id uuid primary key references posts (id) on delete cascade,
  lease uuid,
  lease_until timestamptz,
  attempt integer not null default 0,
  container_id text,
  container_made_at timestamptz,
  -- The first moment at which this post may have gone live; the last publish call.
  publish_intent_at timestamptz,
  publish_called_at timestamptz,
  publish_calls integer not null default 0,
  -- Code of the refusal that answered the last publish call; the call may have published all the same.
  refusal text,
  refusal_details jsonb,
  -- Failures in a row of the current step, for the backoff.
  failures integer not null default 0,
  due_at timestamptz,
  permalink_done_at timestamptz,
  updated_at timestamptz not null
) with (fillfactor = 70);
create index publish_runs_due_idx on publish_runs (due_at) where due_at is not null;

create table post_steps (
  id bigint generated always as identity primary key,
  post_id uuid not null references posts (id) on delete cascade,
  at timestamptz not null,
  step text not null,
  outcome text not null check (outcome in ('done', 'waiting', 'failed')),
  details jsonb not null default '{}'
);
create index post_steps_post_idx on post_steps (post_id, id);
