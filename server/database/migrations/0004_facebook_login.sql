-- Facebook Login: a Page's token for each account, the end of Meta's data access, and the choice between several accounts.

alter table connections add column data_access_expires_at timestamptz;
alter table connections add constraint connections_page_check check (login = 'instagram' or page_id is not null);

-- Set while the person chooses one of several accounts; until then the attempt is neither finished nor abandoned.
alter table authorizations add column choosing_until timestamptz;

alter table revocations drop constraint revocations_reason_check;
alter table revocations add constraint revocations_reason_check
  check (reason in ('disconnect', 'refused_connect', 'replaced'));

-- An open question which account to connect. The person's token is sealed, and gone with the row.
create table choices (
  authorization_id uuid primary key references authorizations (id) on delete cascade,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid not null,
  app_id text not null,
  app_scoped_user_id text not null,
  scopes text[] not null,
  accounts jsonb not null,
  purpose text not null,
  version integer not null,
  kek_id text not null,
  dek_wrapped text not null check (dek_wrapped <> ''),
  jwe text not null check (jwe <> ''),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index choices_expiry_idx on choices (expires_at);
create index choices_person_idx on choices (app_id, app_scoped_user_id);
create index choices_kek_idx on choices (kek_id);
