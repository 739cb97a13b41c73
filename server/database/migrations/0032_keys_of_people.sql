-- An idempotency key is one person's: another member who sends the same gets no answer of theirs. Whose the answers of the last
-- day are was not kept; they are forgotten, as they would be tomorrow.
delete from idempotency_keys;
alter table idempotency_keys add column user_id uuid not null references users (id) on delete cascade;
alter table idempotency_keys drop constraint idempotency_keys_pkey;
alter table idempotency_keys add primary key (workspace_id, user_id, operation, key);
create index idempotency_keys_user_idx on idempotency_keys (user_id);
