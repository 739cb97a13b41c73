-- What each person was told, once, and how they want to be told.
create table notices (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  kind text not null,
  -- What happened, so that it is told once however often it is noticed: `post_failed:<post>:<attempt>`.
  key text not null,
  params jsonb not null,
  -- Whether it is listed in the app, beside the mail.
  is_shown boolean not null,
  created_at timestamptz not null,
  read_at timestamptz,
  mail text not null check (mail in ('at_once', 'digest', 'never')),
  mail_due_at timestamptz,
  unique (user_id, workspace_id, key)
);
create index notices_list_idx on notices (user_id, workspace_id, created_at desc, id desc) where is_shown;
create index notices_unread_idx on notices (user_id, workspace_id) where is_shown and read_at is null;
create index notices_mail_idx on notices (mail_due_at) where mail_due_at is not null;

-- Per person and kind; what is not chosen is as the kind stands in the table of kinds.
create table notice_choices (
  user_id uuid not null references users (id) on delete cascade,
  kind text not null,
  in_app boolean not null,
  mail text not null check (mail in ('at_once', 'digest', 'never')),
  primary key (user_id, kind)
);

-- By the person's own clock, `HH:MM`: when no mail comes, and when the digest does.
create table notice_hours (
  user_id uuid primary key references users (id) on delete cascade,
  time_zone text not null,
  quiet_from text,
  quiet_until text,
  digest_at text not null
);
