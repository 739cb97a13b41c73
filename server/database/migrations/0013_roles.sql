-- What was an editor is a publisher; a contributor writes drafts and schedules nothing.
update members set role = 'publisher' where role = 'editor';
alter table members add constraint members_role_known
  check (role in ('viewer', 'contributor', 'publisher', 'admin', 'owner'));
