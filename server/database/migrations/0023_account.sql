-- Links that set a password or confirm an address: the database keeps the SHA-256 of their secret alone.
create table account_links (
  token_hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  purpose text not null check (purpose in ('password_reset', 'email_confirm')),
  email text,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index account_links_user_idx on account_links (user_id);

create table two_factors (
  user_id uuid primary key references users (id) on delete cascade,
  -- Encrypted under a key of the keyring.
  sealed_secret text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The latest time step whose code was taken: no code is good twice.
  last_step bigint
);

create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

alter table workspaces add column requires_two_factor boolean not null default false;
