-- What a person may do where is asked with every request. So that it need not be read again each time, whatever it depends on renews
-- this mark in the same transaction: a membership that was read at one value stands as long as the value does. Random, so that no
-- value comes back, also not where an older state of the database was restored.
alter table users add column access_version uuid not null default gen_random_uuid();

create function renew_access() returns trigger language plpgsql as $$
begin
  update users set access_version = gen_random_uuid() where id in (old.user_id, new.user_id);
  return null;
end $$;
create trigger members_renew_access after insert or delete or update on members
  for each row execute function renew_access();
create trigger two_factors_renew_access after insert or delete or update of confirmed_at on two_factors
  for each row execute function renew_access();

create function renew_access_of_members() returns trigger language plpgsql as $$
begin
  -- In one order, so that two workspaces with the same people never wait for each other.
  perform from users join members on members.user_id = users.id where members.workspace_id = new.id
    order by users.id for no key update of users;
  update users set access_version = gen_random_uuid() from members
    where members.user_id = users.id and members.workspace_id = new.id;
  return null;
end $$;
create trigger workspaces_renew_access after update of slug, requires_two_factor on workspaces
  for each row execute function renew_access_of_members();
