-- Captions and sets of hashtags that a workspace keeps for later.

create table snippets (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  name text not null,
  text text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- One name, one text; letters of either case are the same name.
create unique index snippets_name on snippets (workspace_id, lower(name));
