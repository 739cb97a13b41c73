-- Every kind of post: several files in order, each with its own words, crop and tags, and what the kind needs beside.

alter table posts drop constraint posts_kind_check;
alter table posts add constraint posts_kind_check
  check (kind in ('image', 'carousel', 'reel', 'trial_reel', 'image_story', 'video_story'));
alter table posts add column first_comment text not null default '';
-- Location, collaborators, cover, sharing and labels, as the contract names them.
alter table posts add column settings jsonb not null default '{}';

alter table post_assets add column alt_text text not null default '';
alter table post_assets add column crop jsonb;
alter table post_assets add column people jsonb not null default '[]';
alter table post_assets add column products jsonb not null default '[]';
update post_assets set alt_text = posts.alt_text from posts where posts.id = post_assets.post_id;
alter table posts drop column alt_text;
