-- What is worthless after a while, such as a one-time code, is not sent any more then.
alter table outbox add column expires_at timestamptz;
