-- People, sessions and workspaces in the shape that better-auth reads and writes (its own compiled schema, frozen here).

create table users (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create table sessions (
  id uuid primary key default gen_random_uuid(),
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null,
  ip_address text,
  user_agent text,
  user_id uuid not null references users (id) on delete cascade,
  active_workspace_id text
);
create index sessions_user_id_idx on sessions (user_id);

create table credentials (
  id uuid primary key default gen_random_uuid(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references users (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null
);
create index credentials_user_id_idx on credentials (user_id);

create table verifications (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);
create index verifications_identifier_idx on verifications (identifier);

create table workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  slug text not null unique,
  logo text,
  created_at timestamptz not null,
  metadata text
);

create table members (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role text not null,
  created_at timestamptz not null,
  unique (workspace_id, user_id)
);
create index members_user_id_idx on members (user_id);

create table invitations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces (id) on delete cascade,
  email text not null,
  role text,
  status text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default current_timestamp,
  inviter_id uuid not null references users (id) on delete cascade
);
create index invitations_workspace_id_idx on invitations (workspace_id);
create index invitations_email_idx on invitations (email);

create table rate_limits (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- One row: what kind of Instagram this database belongs to, and the offset of a test's clock.
create table installation (
  id integer primary key check (id = 1),
  mode text not null check (mode in ('simulated', 'real')),
  clock_offset_seconds double precision not null default 0,
  created_at timestamptz not null default now()
);

create table audit_events (
  id uuid primary key,
  workspace_id uuid references workspaces (id) on delete cascade,
  at timestamptz not null,
  actor text not null check (actor in ('member', 'instagram', 'system')),
  user_id uuid references users (id) on delete set null,
  action text not null,
  subject text,
  details jsonb not null default '{}'
);
create index audit_events_workspace_idx on audit_events (workspace_id, at desc);
