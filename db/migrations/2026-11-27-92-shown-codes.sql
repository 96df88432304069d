-- A code can also be shown in the chat where it was asked for, and typed in the other: for people who are known there by no number.
alter table link_code add column shown_in uuid;
alter table link_code add foreign key (tenant_id, shown_in) references conversation;
alter table link_code add check (shown_in is null or to_contact is null);

drop index link_code_one_live;
create unique index link_code_one_live on link_code (tenant_id, from_contact, (shown_in is null)) where used_at is null;

-- Whoever types one is not known before: it is found by what was typed, so the open ones of a shop differ.
create unique index link_code_shown on link_code (tenant_id, code_hash) where shown_in is not null and used_at is null;

-- What was typed and opened nothing. It is counted by person and by shop, as a typed code is compared with every code that is shown.
create table link_miss (
    tenant_id  uuid not null,
    id         uuid not null,
    contact_id uuid not null,
    at         timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contact
);
create index on link_miss (tenant_id, at);
select protect_tenant_table('link_miss');
