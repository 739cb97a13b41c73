-- Approval before a post goes out: what was asked and decided, the conversation, and links for people without an account.

alter table posts drop constraint posts_state_check;
alter table posts add constraint posts_state_check check (state in (
  'draft', 'in_review', 'approved', 'scheduled', 'preparing', 'ready', 'publishing', 'published', 'failed', 'unconfirmed', 'cancelled'));
-- Whoever changed the content last.
alter table posts add column edited_by uuid references users (id) on delete set null;
create index posts_review_idx on posts (workspace_id, id) where state = 'in_review';

alter table workspaces add column requires_approval boolean not null default false;
alter table workspaces add column nobody_approves_own boolean not null default false;

alter table audit_events drop constraint audit_events_actor_check;
alter table audit_events add constraint audit_events_actor_check check (actor in ('member', 'instagram', 'system', 'link'));

create table review_links (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  -- A link ends for good when its account is disconnected.
  connection_id uuid not null references connections (id) on delete cascade,
  instagram_user_id text not null,
  -- One post, or the week that begins on this day of the account's zone.
  post_id uuid references posts (id) on delete cascade,
  monday text,
  -- SHA-256 of the secret; the secret itself is nowhere.
  token_hash bytea not null unique,
  label text not null,
  may_decide boolean not null,
  created_by uuid not null references users (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz,
  check ((post_id is null) <> (monday is null))
);
create index review_links_list_idx on review_links (workspace_id, created_at desc);
create index review_links_post_idx on review_links (post_id) where post_id is not null;
create index review_links_connection_idx on review_links (connection_id);

create table review_sessions (
  token_hash bytea primary key,
  link_id uuid not null references review_links (id) on delete cascade,
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index review_sessions_link_idx on review_sessions (link_id);
create index review_sessions_expiry_idx on review_sessions (expires_at);

-- One row for each asking. What was decided holds for the content of this digest alone.
create table reviews (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  post_id uuid not null references posts (id) on delete cascade,
  number integer not null,
  asked_by uuid references users (id) on delete set null,
  asked_at timestamptz not null,
  -- It opened because the content changed, and not because somebody asked.
  is_reopened boolean not null default false,
  wish jsonb,
  content jsonb not null,
  digest bytea not null,
  ending text check (ending in ('approved', 'changes_asked', 'withdrawn', 'sent_back')),
  ended_by uuid references users (id) on delete set null,
  ended_by_link uuid references review_links (id) on delete set null,
  -- The name that the holder of a link gave.
  ended_by_name text,
  ended_at timestamptz,
  words text not null default '',
  unique (post_id, number)
);
-- One open review of a post.
create unique index reviews_open_idx on reviews (post_id) where ending is null;

create table review_comments (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  post_id uuid not null references posts (id) on delete cascade,
  author_id uuid references users (id) on delete set null,
  link_id uuid references review_links (id) on delete set null,
  -- The name that the holder of a link gave; null for a member.
  link_name text,
  created_at timestamptz not null,
  body text not null,
  anchor jsonb,
  resolved_at timestamptz,
  resolved_by uuid references users (id) on delete set null
);
create index review_comments_post_idx on review_comments (post_id, created_at, id);
