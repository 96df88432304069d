-- A rich message may become several at the provider: each is recorded as it is accepted, so that a retry goes on where it stopped and
-- a delivery report finds its message.
create table outbox_part (
    tenant_id   uuid not null,
    outbox_id   uuid not null,
    n           int not null,
    provider_id text not null,
    state       text not null default 'accepted' check (state in ('accepted', 'delivered', 'read', 'failed')),
    problem     text,
    accepted_at timestamptz not null,
    changed_at  timestamptz not null,
    primary key (tenant_id, outbox_id, n),
    foreign key (tenant_id, outbox_id) references outbox
);
create index on outbox_part (tenant_id, provider_id);
select protect_tenant_table('outbox_part');

-- What a number means that the customer types, where buttons became numbered lines: [{"number": 1, "choice": {...}}].
alter table conversation add column numbers jsonb not null default '[]';

-- Said in the thread by somebody else than us and the customer: the shop's own phone, another application.
alter table message drop constraint message_author_check;
alter table message add constraint message_author_check check (author in ('customer', 'bot', 'staff', 'system', 'elsewhere'));
alter table message add column provider_id text;
alter table message add column deleted_at timestamptz;
create index on message (tenant_id, provider_id) where provider_id is not null;

-- Health of an account: what its owner sees, and what pauses it.
alter table channel_account add column problem text;
alter table channel_account add column paused_at timestamptz;
