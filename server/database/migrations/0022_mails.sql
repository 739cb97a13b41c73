-- Mails that are to be sent: written in the transaction that causes them, sent by a sweep.
create table mails (
  id uuid primary key,
  to_address text not null,
  kind text not null,
  -- What the text is made of, links with their secrets too: encrypted, and gone once it is sent.
  sealed_params text,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'unconfirmed')),
  due_at timestamptz,
  lease uuid,
  lease_until timestamptz,
  failures integer not null default 0,
  -- The mail server's last words.
  answer text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index mails_due_idx on mails (due_at) where due_at is not null;
