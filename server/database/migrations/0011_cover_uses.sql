-- Which posts have a picture of the library as their cover: asked before a file is removed.
create index posts_cover_idx on posts ((settings -> 'cover' ->> 'assetId')) where settings -> 'cover' ->> 'assetId' is not null;
