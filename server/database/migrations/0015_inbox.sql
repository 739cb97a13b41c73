-- What people write under an account's media and about it, what is answered, and what Meta tells by webhook.

-- What Meta sent, stored before it is acknowledged, in the bytes that were signed. Judged afterwards; forgotten after a month.
create table webhook_deliveries (
  id bigint generated always as identity primary key,
  -- SHA-256 of the body: the same delivery again is the same row.
  digest bytea not null unique,
  -- Empty once it was worked through: what people wrote stands in one place, where it can be erased.
  body bytea not null,
  received_at timestamptz not null,
  -- Null until it was worked through; then what came of it is in `outcome`.
  done_at timestamptz,
  outcome text,
  failures integer not null default 0,
  due_at timestamptz,
  lease_until timestamptz
);
create index webhook_deliveries_waiting_idx on webhook_deliveries (due_at, id) where done_at is null;
create index webhook_deliveries_received_idx on webhook_deliveries (received_at);

-- One conversation: a comment under one of our media with its replies, or somebody's media or comment that names us.
create table inbox_threads (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  kind text not null check (kind in ('comment', 'mention', 'tag')),
  -- Instagram's id of the first comment; of the media for a mention in a caption or a tag.
  root_id text not null,
  media_id text not null,
  -- The media as we know it; null for other people's media.
  media bigint references media (id) on delete set null,
  state text not null default 'open' check (state in ('open', 'done')),
  -- What a stranger wrote after this opens it again; null while it is open and was never done.
  done_at timestamptz,
  -- Hidden on Instagram, that is: the first comment is.
  is_hidden boolean not null default false,
  -- The last word is a stranger's.
  is_unanswered boolean not null,
  -- When somebody last wrote; the order of the list.
  last_at timestamptz not null,
  last_author text,
  last_words text not null,
  comments integer not null,
  -- Rules that take it for spam, empty for none: it is told, never acted upon.
  spam text[] not null default '{}',
  assigned_to uuid references users (id) on delete set null,
  gone_at timestamptz,
  -- Rises with every change, over all threads: what an open page has not seen yet.
  changed bigint not null,
  updated_at timestamptz not null,
  unique (workspace_id, root_id)
);
create sequence inbox_changes;
create index inbox_threads_open_idx on inbox_threads (workspace_id, last_at desc, id desc)
  where state = 'open' and not is_hidden and gone_at is null;
create index inbox_threads_account_open_idx on inbox_threads (workspace_id, instagram_user_id, last_at desc, id desc)
  where state = 'open' and not is_hidden and gone_at is null;
create index inbox_threads_done_idx on inbox_threads (workspace_id, last_at desc, id desc) where state = 'done';
create index inbox_threads_hidden_idx on inbox_threads (workspace_id, last_at desc, id desc) where is_hidden;
create index inbox_threads_all_idx on inbox_threads (workspace_id, last_at desc, id desc);
create index inbox_threads_account_idx on inbox_threads (workspace_id, instagram_user_id, last_at desc, id desc);
create index inbox_threads_mine_idx on inbox_threads (workspace_id, assigned_to, last_at desc, id desc)
  where assigned_to is not null and state = 'open' and gone_at is null;
create index inbox_threads_spam_idx on inbox_threads (workspace_id, last_at desc, id desc)
  where spam <> '{}' and state = 'open' and not is_hidden and gone_at is null;
create index inbox_threads_waiting_idx on inbox_threads (workspace_id, last_at desc, id desc)
  where is_unanswered and state = 'open' and not is_hidden and gone_at is null;
create index inbox_threads_answered_idx on inbox_threads (workspace_id, last_at desc, id desc)
  where not is_unanswered and state = 'open' and not is_hidden and gone_at is null;
create index inbox_threads_kind_idx on inbox_threads (workspace_id, kind, last_at desc, id desc) where kind <> 'comment';
create index inbox_threads_account_hidden_idx on inbox_threads (workspace_id, instagram_user_id, last_at desc, id desc) where is_hidden;
create index inbox_threads_media_idx on inbox_threads (workspace_id, media_id, last_at desc, id desc);
create index inbox_threads_unlinked_idx on inbox_threads (workspace_id, instagram_user_id) where media is null and kind = 'comment';
create index inbox_threads_changed_idx on inbox_threads (workspace_id, changed);

-- What the words of PostgreSQL leave out, for the index of words: of scripts without spaces (Chinese, Japanese, Thai, Lao,
-- Khmer, Burmese) every two letters that follow each other, and the last one; of emoji and other pictures each sign. Two letters
-- are few enough to find and many enough to keep apart.
create function inbox_signs(words text) returns text[] language sql immutable parallel safe strict as $$
  select coalesce(array_agg(distinct sign), '{}') from (
    select letter || coalesce(lead(letter) over (partition by run.number order by place), '') as sign
    from regexp_matches(words,
        '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+',
        'g') with ordinality as run (found, number),
      string_to_table(run.found[1], null) with ordinality as letters (letter, place)
    union all
    select found[1] from regexp_matches(words, '[\u2190-\u2bff\U0001f000-\U0001faff]', 'g') as signs (found)
  ) as all_signs
$$;

-- Each comment once, however often and in whatever order it was told.
create table comments (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  thread_id uuid not null references inbox_threads (id) on delete cascade,
  comment_id text not null,
  -- Instagram's id of the media that it stands beneath.
  media_id text,
  -- Null for the first of a thread.
  parent_id text,
  author_id text,
  username text,
  is_own boolean not null,
  text text not null,
  posted_at timestamptz not null,
  like_count integer,
  is_hidden boolean not null default false,
  gone_at timestamptz,
  -- Removed by one of us, or found to be gone at Instagram.
  gone_by text check (gone_by in ('us', 'instagram')),
  first_seen_at timestamptz not null,
  -- When it was last read from Instagram; null while a webhook alone told of it, and its moment is the webhook's.
  read_at timestamptz,
  -- Rules that take it for spam.
  spam text[] not null default '{}',
  -- Words of any language and signs, for the search; the workspace is one of them, so that one index finds both.
  words tsvector not null generated always as (
    to_tsvector('simple', coalesce(username, '') || ' ' || text)
      || array_to_tsvector(array['ws:' || workspace_id::text]
        -- Most comments have none, and need not be taken apart.
        || case when text ~ '[\u0e00-\U0010ffff]' then inbox_signs(text) else '{}' end)
  ) stored,
  unique (workspace_id, comment_id)
);
create index comments_thread_idx on comments (thread_id, posted_at, id);
create index comments_media_idx on comments (workspace_id, media_id, posted_at);
create index comments_spam_idx on comments (thread_id) where spam <> '{}';
create index comments_author_idx on comments (workspace_id, username, posted_at) where not is_own;
create index comments_words_idx on comments using gin (words);

create table thread_notes (
  id uuid primary key,
  thread_id uuid not null references inbox_threads (id) on delete cascade,
  user_id uuid references users (id) on delete set null,
  text text not null,
  created_at timestamptz not null
);
create index thread_notes_thread_idx on thread_notes (thread_id, created_at);

create table saved_replies (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  name text not null,
  text text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index saved_replies_name_idx on saved_replies (workspace_id, lower(name));

-- The ledger of every write to Instagram that is not a post: the intent is durable before the call, and after a lost answer
-- what it should have done is looked for before it is done again.
create table instagram_writes (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  connection_id uuid references connections (id) on delete set null,
  instagram_user_id text not null,
  kind text not null check (kind in (
    'reply', 'comment', 'mention_reply', 'private_reply', 'hide', 'unhide', 'delete_comment',
    'switch_comments', 'delete_media')),
  -- What it is done to: a comment's or a media's id at Instagram, and for a mention the media beside the comment.
  target_id text not null,
  media_id text,
  text text,
  -- What is switched, for a switch.
  is_on boolean,
  thread_id uuid references inbox_threads (id) on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'writing', 'done', 'failed', 'unconfirmed')),
  calls integer not null default 0,
  intent_at timestamptz,
  called_at timestamptz,
  -- When it was first looked for in vain after the last call; a repeat waits for a second look a minute later.
  unseen_since timestamptz,
  -- The id that Instagram gave to what was made.
  result_id text,
  trace_id text,
  failure_code text,
  failure_details jsonb,
  failures integer not null default 0,
  due_at timestamptz,
  lease uuid,
  lease_until timestamptz,
  requested_by uuid references users (id) on delete set null,
  requested_at timestamptz not null,
  -- When a person decided to let what went wrong be.
  left_at timestamptz,
  updated_at timestamptz not null
);
create index instagram_writes_due_idx on instagram_writes (due_at) where due_at is not null;
create index instagram_writes_thread_idx on instagram_writes (thread_id, requested_at) where thread_id is not null;
create index instagram_writes_trouble_idx on instagram_writes (workspace_id, requested_at)
  where state in ('failed', 'unconfirmed') and left_at is null;
create index instagram_writes_target_idx on instagram_writes (workspace_id, target_id);
create index instagram_writes_account_idx on instagram_writes (instagram_user_id) where state in ('waiting', 'writing');

-- How comments are kept in step with Instagram, beside what webhooks tell. Goes with the connection.
create table comment_plans (
  connection_id uuid primary key references connections (id) on delete cascade,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  instagram_user_id text not null,
  -- Which webhook fields Instagram says that it sends us, and when we looked; null is not known.
  subscribed text[],
  subscribed_at timestamptz,
  -- When Instagram is asked again to tell us.
  subscribe_due_at timestamptz not null,
  -- When a webhook last told of this account.
  told_at timestamptz,
  poll_due_at timestamptz not null,
  -- When comments were last read to the end of what was due, and when media of others that tag the account are looked for next.
  polled_at timestamptz,
  tags_due_at timestamptz not null,
  held_until timestamptz,
  -- Code of the catalogue that tells why nothing is read.
  held_by text,
  lease uuid,
  lease_until timestamptz,
  failures integer not null default 0,
  updated_at timestamptz not null
);
create index comment_plans_due_idx on comment_plans (poll_due_at);
create index comment_plans_subscribe_idx on comment_plans (subscribe_due_at);

-- How far the comments of one media were read; the count tells whether there is anything new.
create table comment_cursors (
  media bigint primary key references media (id) on delete cascade,
  read_at timestamptz not null,
  comments_count integer,
  -- Where a long reading stands; null when it came to its end.
  cursor text,
  -- When the whole was last read to its end; null before the first time.
  whole_at timestamptz
);
