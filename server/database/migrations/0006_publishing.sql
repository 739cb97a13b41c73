-- The ledger of every kind: what a carousel is made of, the first comment, and why nothing is sent just now.

-- One container for each file of a carousel, saved as it is made. A post that starts over makes them all anew.
create table publish_children (
  post_id uuid not null references posts (id) on delete cascade,
  attempt integer not null,
  position integer not null,
  container_id text not null,
  made_at timestamptz not null,
  -- When Instagram said that it is ready; the carousel itself is made when all are.
  ready_at timestamptz,
  primary key (post_id, attempt, position)
);

-- The first comment of a post. The intent is durable before each call; after a lost answer the comment is looked for.
create table publish_comments (
  post_id uuid primary key references posts (id) on delete cascade,
  text text not null,
  state text not null default 'waiting' check (state in ('waiting', 'writing', 'written', 'failed')),
  calls integer not null default 0,
  intent_at timestamptz,
  called_at timestamptz,
  refusal text,
  refusal_details jsonb,
  comment_id text,
  failures integer not null default 0,
  due_at timestamptz,
  updated_at timestamptz not null
);

-- Whose calls rest until when: an account (its Instagram id) that used up its calls, or all of them (`instagram`) in an outage.
create table publish_holds (
  scope text primary key,
  code text not null,
  since timestamptz not null,
  until timestamptz not null
);

-- Code of the hold that this post was told of; null while it moves.
alter table publish_runs add column held_by text;
-- Whether the publishing limit left room when the container became ready; null until it was read.
alter table publish_runs add column has_room boolean;
create index publish_runs_held_idx on publish_runs (held_by) where held_by is not null;
