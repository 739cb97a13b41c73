-- Set before a mail server is given a mail's words: from here it may have the mail, and a claim that lapses before is only tried again.
alter table mails add column handed_at timestamptz;
update mails set handed_at = updated_at where state = 'sending';
