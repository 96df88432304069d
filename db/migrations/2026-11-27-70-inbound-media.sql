-- A file that a customer sent. It lies at the provider under an address that goes stale, so it is fetched once and kept here; what a message
-- was (kind, name, the provider's reference) stands in the message. due_at is the lease of who fetches it and the time of the next try.
create table inbound_media (
    tenant_id       uuid not null,
    message_id      uuid not null,
    conversation_id uuid not null,
    state           text not null default 'waiting' check (state in ('waiting', 'stored', 'refused', 'expired')),
    problem         text,
    attempts        int not null default 0,
    due_at          timestamptz,
    content_type    text,
    size            bigint,
    sha256          bytea,
    content         bytea,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    primary key (tenant_id, message_id),
    foreign key (tenant_id, message_id) references message,
    foreign key (tenant_id, conversation_id) references conversation,
    check ((state = 'waiting') = (due_at is not null)),
    check ((state = 'waiting') = (finished_at is null)),
    check ((state = 'stored') = (content is not null)),
    check (length(content) <= 16 * 1024 * 1024),
    check (state not in ('refused', 'expired') or problem is not null)
);
-- Pictures and sounds are packed already.
alter table inbound_media alter column content set storage external;
create index on inbound_media (due_at) where due_at is not null;
create index on inbound_media (tenant_id, conversation_id, due_at) where due_at is not null;
create index on inbound_media (tenant_id, finished_at) where state = 'stored';
select protect_tenant_table('inbound_media');

-- Across shops only what is due can be seen, and of that only where it is.
create policy system_reach on inbound_media for select to {system} using (due_at is not null);
grant select (tenant_id, conversation_id, due_at) on inbound_media to {system};
