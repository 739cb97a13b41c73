-- It was never used; invites take its place.
drop table invitations;

-- The database keeps the SHA-256 of an invite's secret alone.
create table invites (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  token_hash bytea not null unique,
  role text not null check (role in ('viewer', 'contributor', 'publisher', 'admin', 'owner')),
  -- Whom it is bound to; null for whoever holds the link.
  email text,
  created_by uuid not null references users (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references users (id) on delete set null,
  revoked_at timestamptz
);
create index invites_open_idx on invites (workspace_id, created_at desc)
  where accepted_at is null and revoked_at is null;

-- What a member may do with one account where that is less than their role; by Instagram's id, so that it outlives a reconnect.
create table member_accounts (
  member_id uuid not null references members (id) on delete cascade,
  instagram_user_id text not null,
  role text not null check (role in ('none', 'viewer', 'contributor', 'publisher')),
  primary key (member_id, instagram_user_id)
);

-- Ten thousand members are read by the page.
create index members_page_idx on members (workspace_id, created_at, id);
