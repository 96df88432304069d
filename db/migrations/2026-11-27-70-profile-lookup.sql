-- Some providers tell a name only to who asks: once a thread, and again only while the provider is in trouble. Null: nothing to ask.
alter table conversation add column profile_due_at timestamptz;
alter table conversation add column profile_attempts int not null default 0;
create index on conversation (profile_due_at) where profile_due_at is not null;
