-- How many posts Instagram lets an account publish in a rolling day, as it said when it was asked last. Asked is not answered.
alter table connections add column publishing_limit integer;
alter table connections add column publishing_limit_read_at timestamptz;
alter table connections add column publishing_limit_asked_at timestamptz;
