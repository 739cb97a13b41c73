-- Before each step of a post the others of its account are looked at, and after it the next one is woken.
create index posts_account_idx on posts (instagram_user_id, state);
-- The few posts that a worker holds just now: `lease_until > clock_timestamp()` alone could be answered by no index.
create index publish_runs_leased_idx on publish_runs (post_id) where lease_until is not null;
