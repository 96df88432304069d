-- The provider takes answers only inside its own request: nothing is pushed here, messages wait until one asks.
alter table conversation add column answers_only boolean not null default false;
create index on conversation (send_due_at) where answers_only and send_due_at is not null;

-- An address that a request offered for its answer: good for one use within a minute.
create table skill_callback (
    tenant_id       uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    url             text not null,
    expires_at      timestamptz not null,
    state           text not null default 'open' check (state in ('open', 'used', 'lapsed')),
    created_at      timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation
);
create index on skill_callback (tenant_id, conversation_id, expires_at) where state = 'open';
select protect_tenant_table('skill_callback');

-- A paid event that asked the provider to ask us for a message: once for each, whatever became of it.
create table skill_knock (
    tenant_id   uuid not null,
    outbox_id   uuid not null,
    state       text not null default 'begun' check (state in ('begun', 'accepted', 'refused', 'unknown')),
    task_id     text,
    problem     text,
    at          timestamptz not null,
    primary key (tenant_id, outbox_id),
    foreign key (tenant_id, outbox_id) references outbox
);
select protect_tenant_table('skill_knock');
