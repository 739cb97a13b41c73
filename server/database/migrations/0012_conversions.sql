-- Who converts a video just now, until when; and how often it was begun.
alter table assets add column conversion_lease_until timestamptz;
alter table assets add column conversion_tries integer not null default 0;
