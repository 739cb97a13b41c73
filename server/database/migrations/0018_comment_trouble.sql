-- A first comment that was not written waits for a person until somebody says that they have seen to it.
alter table publish_comments add column settled_at timestamptz;
-- When it was first looked for in vain after the last call; a repeat waits for a second look a minute later.
alter table publish_comments add column unseen_since timestamptz;
create index publish_comments_failed_idx on publish_comments (post_id) where state = 'failed' and settled_at is null;
