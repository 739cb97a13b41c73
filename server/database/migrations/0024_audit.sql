-- Who did it is kept by id and by the name of that day: a person who is gone must not change what was written.
alter table audit_events
  drop constraint audit_events_user_id_fkey,
  drop constraint audit_events_actor_check,
  -- `link`: the holder of a reviewer's link.
  add constraint audit_events_actor_check check (actor in ('member', 'instagram', 'system', 'link')),
  add column user_name text,
  -- Where it was done: a page of ours, the command line, Meta, or the product itself. Null: before this was kept.
  add column via text check (via in ('web', 'cli', 'instagram', 'system')),
  -- The block of addresses (203.0.113.0/24, 2001:db8:1:200::/56) and the browser's name; never the address itself.
  add column network text,
  add column browser text,
  add column area text generated always as (split_part(action, '.', 1)) stored,
  add column instagram_user_id text generated always as (details ->> 'instagramUserId') stored;

update audit_events set user_name = users.name from users where users.id = audit_events.user_id;

-- How long a workspace keeps its trail; null: for ever.
alter table workspaces add column audit_years smallint check (audit_years in (1, 2, 3, 5, 10));

-- Read newest first, in pages; each filter has an index in that order.
drop index audit_events_workspace_idx;
create index audit_events_workspace_idx on audit_events (workspace_id, at desc, id desc);
create index audit_events_user_idx on audit_events (workspace_id, user_id, at desc, id desc);
create index audit_events_area_idx on audit_events (workspace_id, area, at desc, id desc);
create index audit_events_account_idx on audit_events (workspace_id, instagram_user_id, at desc, id desc);
-- What a person did with their own account belongs to no workspace.
create index audit_events_own_idx on audit_events (user_id, at desc, id desc) where workspace_id is null;
create index audit_events_own_at_idx on audit_events (at) where workspace_id is null;
-- Who connected an account, and whether an edit was written down a moment ago.
create index audit_events_subject_idx on audit_events (subject, at desc);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  -- A workspace that is erased takes its trail along.
  if tg_op = 'DELETE' and old.workspace_id is not null
    and not exists (select from workspaces where id = old.workspace_id) then
    return old;
  end if;
  if tg_op = 'DELETE' and old.at < nullif(current_setting('tintype.audit_erased_before', true), '')::timestamptz then
    return old;
  end if;
  raise exception 'The audit trail is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_events_append_only before update or delete on audit_events
  for each row execute function refuse_audit_change();
create trigger audit_events_no_truncate before truncate on audit_events
  for each statement execute function refuse_audit_change();

-- The one way out: erases at most `most` events of a workspace (null: of people's own accounts) from before a moment,
-- and answers how many. Who connected an account stays: an erasure that Meta asks for is found by it.
create function erase_audit_events(of_workspace uuid, before timestamptz, most integer) returns integer
language plpgsql as $$
declare
  erased integer;
begin
  perform set_config('tintype.audit_erased_before', before::text, true);
  if of_workspace is null then
    delete from audit_events where id in (
      select id from audit_events where workspace_id is null and at < before order by at limit most
    );
  else
    delete from audit_events where id in (
      select id from audit_events
      where workspace_id = of_workspace and at < before
        and action not in ('connection.established', 'connection.reconnected')
      order by at limit most
    );
  end if;
  get diagnostics erased = row_count;
  perform set_config('tintype.audit_erased_before', '', true);
  return erased;
end
$$;
