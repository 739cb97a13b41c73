-- When the server makes the still of a video that no browser made one of; null when there is one or none can be made.
alter table assets add column still_due_at timestamptz;
update assets set still_due_at = created_at
  where kind = 'video'
  and not exists (select from renditions where renditions.asset_id = assets.id and renditions.kind = 'poster');
create index assets_still_due_idx on assets (still_due_at) where still_due_at is not null;
