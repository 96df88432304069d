-- One person behind two channels: a code sent to the other channel joins them; nothing that is merely typed ever does.
alter table contact add column merged_into uuid check (merged_into <> id);
alter table contact add foreign key (tenant_id, merged_into) references contact;
create index on contact (tenant_id, merged_into) where merged_into is not null;

alter table consent drop constraint consent_purpose_check;
alter table consent add constraint consent_purpose_check check (purpose in ('all', 'marketing', 'link'));

-- Who asked, and whom the code was sent to; nobody where the identifier given belongs to no one we could ask. The row is written all the
-- same, so that neither the answer nor what follows tells the two apart.
create table link_code (
    tenant_id       uuid not null,
    id              uuid not null,
    from_contact    uuid not null,
    to_contact      uuid check (to_contact <> from_contact),
    to_conversation uuid,
    salt            bytea not null,
    code_hash       bytea not null,
    tries           int not null default 0 check (tries between 0 and 5),
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    used_at         timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, from_contact) references contact,
    foreign key (tenant_id, to_contact) references contact,
    foreign key (tenant_id, to_conversation) references conversation,
    check ((to_contact is null) = (to_conversation is null))
);
create unique index link_code_one_live on link_code (tenant_id, from_contact) where used_at is null;
create index on link_code (tenant_id, from_contact, created_at);
create index on link_code (tenant_id, to_contact, created_at) where to_contact is not null;
select protect_tenant_table('link_code');

-- A worker that read the person before the join must not open anything in the emptied name: it fails, reads anew and goes on with the
-- person that is left. The row was inserted by now, so whoever joined has committed.
create function refuse_merged_contact() returns trigger language plpgsql as $$
begin
    if exists (select 1 from contact where tenant_id = new.tenant_id and id = new.contact_id and merged_into is not null) then
        raise exception 'contact % has been joined with another', new.contact_id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger living_contact after insert on cart for each row execute function refuse_merged_contact();
create trigger living_contact after insert on conversation for each row execute function refuse_merged_contact();
