-- Whom a revocation is about, where a person disconnected the account: until Instagram confirms it, it stands before them. And when
-- one of them put it away.
alter table revocations add column username text, add column closed_at timestamptz;
