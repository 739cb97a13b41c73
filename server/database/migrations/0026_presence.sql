-- Who has a conversation open just now, by page: nobody loses anything when the database forgets it, so it is not logged.
create unlogged table thread_presences (
  thread_id uuid not null,
  page_id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  is_writing boolean not null,
  expires_at timestamptz not null,
  primary key (thread_id, page_id)
);
create index thread_presences_workspace_idx on thread_presences (workspace_id);

-- Which account it is about, so that nobody reads of one that was hidden from them since.
alter table notices add column instagram_user_id text;
update notices set instagram_user_id = coalesce(
  (select posts.instagram_user_id from posts
    where posts.workspace_id = notices.workspace_id and posts.id::text = notices.params ->> 'postId'),
  (select thread.instagram_user_id from inbox_threads thread
    where thread.workspace_id = notices.workspace_id and thread.id::text = notices.params ->> 'threadId'),
  (select connections.instagram_user_id from connections
    where connections.workspace_id = notices.workspace_id and connections.username = notices.params ->> 'account' limit 1));
