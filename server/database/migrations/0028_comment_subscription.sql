-- Why Instagram does not tell an account's comments by webhook, and how often it has said so: it is asked ever more rarely.
alter table comment_plans
  add column subscribe_failures integer not null default 0,
  -- Code of the catalogue; null while it is subscribed, or was not asked.
  add column subscribe_refusal text;
