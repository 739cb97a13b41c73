-- Who handed a link for a new password over: it is worth what they may still do. Null for a person's own, a mailed one and the operator's.
alter table account_links add column made_by uuid references users (id) on delete cascade;
create index account_links_maker_idx on account_links (made_by) where made_by is not null;
