-- A provider gave somebody a new id and they have written under it already: their former thread goes on as the newer one, until they write
-- in it again.
alter table conversation add column moved_to uuid check (moved_to <> id);
alter table conversation add column moved_at timestamptz;
alter table conversation add foreign key (tenant_id, moved_to) references conversation;
alter table conversation add check ((moved_to is null) = (moved_at is null));
