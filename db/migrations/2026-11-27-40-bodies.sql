-- A call that carries several events, stored once: the events refer to it and have no bytes of their own. Its id is made of its bytes.
create table inbound_body (
    tenant_id          uuid not null,
    id                 uuid not null,
    channel_account_id uuid not null,
    raw                bytea not null,
    received_at        timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, channel_account_id) references channel_account
);
create index on inbound_body (tenant_id, received_at);
select protect_tenant_table('inbound_body');

alter table inbound_event add column body_id uuid;
alter table inbound_event add foreign key (tenant_id, body_id) references inbound_body;
