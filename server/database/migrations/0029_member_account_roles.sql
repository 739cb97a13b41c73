-- Where a member's role is lower for one account stands in the member's own row: every request reads it with the membership.
-- By Instagram's id of the account; null where it is lower nowhere.
alter table members add column account_roles jsonb
  check (account_roles <> '{}' and jsonb_typeof(account_roles) = 'object' and not jsonb_path_exists(account_roles,
    '$.* ? (!(@ == "none" || @ == "viewer" || @ == "contributor" || @ == "publisher"))'));

update members set account_roles = narrowed.roles
from (select member_id, jsonb_object_agg(instagram_user_id, role) as roles from member_accounts group by member_id) as narrowed
where narrowed.member_id = members.id;

drop table member_accounts;
