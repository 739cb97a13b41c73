-- The calendar, queue slots, series, and the answers kept for idempotency keys.

alter table posts add column series_id uuid;

-- A calendar's window, for a workspace and for one account.
create index posts_calendar_idx on posts (workspace_id, publish_at, id) where publish_at is not null;
create index posts_account_calendar_idx on posts (connection_id, publish_at, id) where publish_at is not null;
-- What waits for a person.
create index posts_needs_idx on posts (workspace_id, publish_at, id)
  where state in ('failed', 'unconfirmed') or paused_at is not null;

-- The hours of an account's week at which the next post of the queue goes out, on the wall of the account's zone.
create table queue_slots (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid not null references connections (id) on delete cascade,
  weekday integer not null check (weekday between 1 and 7),
  time text not null check (time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  primary key (connection_id, weekday, time)
);
create index queue_slots_workspace_idx on queue_slots (workspace_id);
create table skipped_slots (
  connection_id uuid not null references connections (id) on delete cascade,
  wall_time text not null,
  primary key (connection_id, wall_time)
);

-- One row for each key of a create that was done, written in the transaction that did it.
create table idempotency_keys (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  operation text not null,
  key text not null,
  body_hash bytea not null,
  status integer not null,
  answer jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, operation, key)
);
create index idempotency_keys_expiry_idx on idempotency_keys (expires_at);
