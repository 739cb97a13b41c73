-- The library: videos beside pictures, folders and labels, crops that are cut once, and uploads that go on where they stopped.

create table folders (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  name text not null,
  created_at timestamptz not null
);
create unique index folders_name_idx on folders (workspace_id, lower(name));

alter table assets add column kind text not null default 'image' check (kind in ('image', 'video'));
-- What a look into a video's boxes told, as rules/video.ts names it; null for a picture.
alter table assets add column video jsonb;
alter table assets add constraint assets_video_check check ((kind = 'video') = (video is not null));
-- A video that Instagram would not take as it is: converting it is due, failed, or has no program here.
alter table assets add column conversion text check (conversion in ('waiting', 'failed', 'missing'));
alter table assets add column folder_id uuid references folders (id) on delete set null;
alter table assets add column labels text[] not null default '{}';
create index assets_sha_idx on assets (workspace_id, sha256);
create index assets_folder_idx on assets (folder_id, created_at desc) where folder_id is not null;
create index assets_conversion_idx on assets (created_at) where conversion = 'waiting';
create index assets_labels_idx on assets using gin (labels);

-- What Instagram fetches: the JPEG or the video, a crop of the JPEG; and the still that our own pages show of a video.
alter table renditions drop constraint renditions_kind_check;
alter table renditions add constraint renditions_kind_check
  check (kind in ('instagram_jpeg', 'instagram_video', 'crop', 'poster'));
-- The crop in whole pixels of the upright file, `left,top,width,height`, and for whom it was made; empty for the rest.
alter table renditions add column crop text not null default '';
alter table renditions drop constraint renditions_asset_id_kind_key;
alter table renditions add constraint renditions_asset_id_kind_crop_key unique (asset_id, kind, crop);

-- An upload under way. Its bytes lie beside the storage until it becomes an asset; `asset_id` is what became of it.
create table uploads (
  id uuid primary key,
  workspace_id uuid not null references workspaces (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  name text not null,
  size_bytes integer not null,
  asset_id uuid references assets (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index uploads_expiry_idx on uploads (expires_at);
create index uploads_asset_idx on uploads (asset_id) where asset_id is not null;
