-- A connection is one workspace's link to one Instagram professional account; one account belongs to one workspace.

create table connections (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  login text not null check (login in ('instagram', 'facebook')),
  app_id text not null,
  instagram_user_id text not null unique check (instagram_user_id ~ '^[0-9]+$'),
  app_scoped_user_id text not null check (app_scoped_user_id ~ '^[0-9]+$'),
  page_id text,
  username text not null check (username <> ''),
  state text not null check (state in ('active', 'needs_reconnect')),
  state_reason text,
  state_changed_at timestamptz not null,
  time_zone text not null,
  token_version integer not null check (token_version > 0),
  token_expires_at timestamptz,
  token_renewed_at timestamptz not null,
  refresh_after timestamptz,
  refresh_lease uuid,
  refresh_lease_until timestamptz,
  missing_scopes text[] not null default '{}',
  created_at timestamptz not null,
  -- No absurd expiry: Meta's longest token lives 60 days.
  check (token_expires_at is null or token_expires_at < token_renewed_at + interval '61 days'),
  unique (id, workspace_id)
);
create index connections_workspace_idx on connections (workspace_id);
create index connections_refresh_idx on connections (refresh_after) where state = 'active';
create index connections_person_idx on connections (app_id, app_scoped_user_id);

create table grants (
  connection_id uuid primary key references connections (id) on delete cascade,
  scopes text[] not null,
  consented_at timestamptz not null
);

create table authorizations (
  id uuid primary key,
  state_hash bytea not null unique check (length(state_hash) = 32),
  session_id uuid not null,
  user_id uuid not null references users (id) on delete cascade,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  login text not null check (login in ('instagram', 'facebook')),
  connection_id uuid not null,
  reconnect_connection_id uuid,
  redirect_uri text not null,
  time_zone text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  taken_at timestamptz,
  callback_hash bytea,
  finished_at timestamptz,
  outcome text,
  outcome_details jsonb
);
create index authorizations_user_idx on authorizations (user_id, created_at);
create index authorizations_expiry_idx on authorizations (expires_at);

create table revocations (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid not null,
  login text not null,
  app_id text not null,
  instagram_user_id text not null,
  app_scoped_user_id text not null,
  state text not null check (state in ('queued', 'confirmed', 'not_possible', 'expired')),
  reason text not null check (reason in ('disconnect', 'refused_connect')),
  purpose text not null,
  version integer not null,
  kek_id text,
  dek_wrapped text,
  jwe text,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  lease uuid,
  lease_until timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  -- A token is kept only while there is something left to do with it.
  check ((state = 'queued') = (jwe is not null)),
  check ((jwe is null) = (kek_id is null) and (jwe is null) = (dek_wrapped is null))
);
create index revocations_due_idx on revocations (next_attempt_at) where state = 'queued';
create index revocations_person_idx on revocations (app_id, app_scoped_user_id) where state = 'queued';

create table data_deletions (
  id uuid primary key,
  confirmation_code text not null unique,
  app_scoped_user_id text not null,
  state text not null check (state in ('received', 'completed')),
  erased jsonb,
  requested_at timestamptz not null,
  completed_at timestamptz
);

create schema vault;

create table vault.sealed_tokens (
  connection_id uuid not null,
  workspace_id uuid not null,
  purpose text not null,
  version integer not null,
  kek_id text not null,
  dek_wrapped text not null check (dek_wrapped <> ''),
  jwe text not null check (jwe <> ''),
  created_at timestamptz not null,
  primary key (connection_id, purpose),
  foreign key (connection_id, workspace_id) references connections (id, workspace_id) on delete cascade
);
create index sealed_tokens_kek_idx on vault.sealed_tokens (kek_id);

-- One fixed text sealed under each key: opened at every start, so that a wrong key is noticed before a token is.
create table vault.key_checks (
  kek_id text primary key,
  dek_wrapped text not null,
  jwe text not null,
  created_at timestamptz not null default now()
);
