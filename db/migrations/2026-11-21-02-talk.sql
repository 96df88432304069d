-- People and conversations: channels, contacts, what came in, what goes out, and every step in between.
create table channel_account (
    tenant_id     uuid not null references tenant,
    id            uuid not null,
    kind          text not null,
    external_id   text not null,
    name          text not null,
    webhook_token text not null unique check (length(webhook_token) >= 16),
    key_hash      bytea unique,
    credentials   bytea not null,
    settings      jsonb not null default '{}',
    status        text not null default 'connected' check (status in ('connected', 'paused', 'disconnected')),
    created_at    timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (kind, external_id)
);
select protect_tenant_table('channel_account');
select open_to_system('channel_account', 'select');

create table contact (
    tenant_id    uuid not null references tenant,
    id           uuid not null,
    display_name text,
    language     text,
    phone        text,
    email        text,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, id)
);
select protect_tenant_table('contact');

create table contact_identity (
    tenant_id          uuid not null,
    id                 uuid not null,
    contact_id         uuid not null,
    channel_account_id uuid not null,
    kind               text not null,
    value              text not null,
    created_at         timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, channel_account_id, kind, value),
    foreign key (tenant_id, contact_id) references contact,
    foreign key (tenant_id, channel_account_id) references channel_account
);
create index on contact_identity (tenant_id, contact_id);
select protect_tenant_table('contact_identity');

create table consent (
    tenant_id  uuid not null,
    id         uuid not null,
    contact_id uuid not null,
    purpose    text not null check (purpose in ('all', 'marketing')),
    granted    boolean not null,
    source     text not null,
    at         timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contact
);
select protect_tenant_table('consent');

-- A row here means: do not write to this person, on any channel, until it is gone.
create table suppression (
    tenant_id  uuid not null,
    contact_id uuid not null,
    reason     text not null,
    at         timestamptz not null default now(),
    primary key (tenant_id, contact_id),
    foreign key (tenant_id, contact_id) references contact
);
select protect_tenant_table('suppression');

-- The unit of order and of work. Two lanes claim it: one for turns, one for sends, each with a lease, an epoch and a due time
-- (null = nothing to do).
create table conversation (
    tenant_id          uuid not null,
    id                 uuid not null,
    channel_account_id uuid not null,
    contact_id         uuid not null,
    thread_key         text not null,
    language           text not null,
    status             text not null default 'open' check (status in ('open', 'closed')),
    control            text not null default 'bot' check (control in ('bot', 'queued', 'human', 'paused')),
    control_staff_id   uuid,
    control_epoch      int not null default 0,
    last_seq           bigint not null default 0,
    last_watermark     bigint not null default 0,
    last_inbound_at    timestamptz,
    last_message_at    timestamptz,
    last_text          text,
    read_seq           bigint not null default 0,
    failures           int not null default 0,
    state              jsonb not null default '{}',
    turn_due_at        timestamptz,
    turn_lease_until   timestamptz,
    turn_epoch         int not null default 0,
    send_due_at        timestamptz,
    send_lease_until   timestamptz,
    send_epoch         int not null default 0,
    created_at         timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, channel_account_id, thread_key),
    foreign key (tenant_id, channel_account_id) references channel_account,
    foreign key (tenant_id, contact_id) references contact,
    check ((control = 'human') = (control_staff_id is not null))
) with (fillfactor = 70);
create index on conversation (turn_due_at) where turn_due_at is not null;
create index on conversation (send_due_at) where send_due_at is not null;
create index on conversation (tenant_id, last_message_at desc);
create index on conversation (tenant_id, contact_id);
select protect_tenant_table('conversation');
select open_to_system('conversation', 'select');

create table inbound_event (
    tenant_id          uuid not null,
    id                 uuid not null,
    channel_account_id uuid not null,
    provider_key       text not null,
    conversation_id    uuid,
    seq                bigint,
    kind               text not null,
    event              jsonb,
    raw                bytea not null,
    state              text not null default 'pending' check (state in ('pending', 'done', 'kept', 'parked')),
    problem            text,
    attempts           int not null default 0,
    occurred_at        timestamptz not null,
    received_at        timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, channel_account_id, provider_key),
    foreign key (tenant_id, channel_account_id) references channel_account,
    foreign key (tenant_id, conversation_id) references conversation
);
create index on inbound_event (tenant_id, conversation_id, seq) where state = 'pending';
create index on inbound_event (tenant_id, received_at);
select protect_tenant_table('inbound_event');

create table message (
    tenant_id       uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    seq             bigint not null,
    author          text not null check (author in ('customer', 'bot', 'staff', 'system')),
    staff_id        uuid,
    text            text not null,
    content         jsonb not null,
    turn_id         uuid,
    created_at      timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, conversation_id, seq),
    foreign key (tenant_id, conversation_id) references conversation
);
select protect_tenant_table('message');

-- What must reach a customer. control_epoch is the epoch a bot message was written under; null for people and notices.
create table outbox (
    tenant_id       uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    message_id      uuid not null,
    seq             bigint not null,
    class           text not null check (class in ('reply', 'notice', 'payment_link', 'confirmation', 'human')),
    control_epoch   int,
    dedupe_key      text,
    state           text not null default 'pending' check (state in
        ('pending', 'claimed', 'sending', 'accepted', 'delivered', 'read', 'failed', 'ambiguous', 'withdrawn', 'suppressed')),
    attempts        int not null default 0,
    due_at          timestamptz not null,
    provider_id     text,
    problem         text,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, conversation_id, seq),
    unique (tenant_id, dedupe_key),
    foreign key (tenant_id, conversation_id) references conversation,
    foreign key (tenant_id, message_id) references message,
    check ((state in ('pending', 'claimed', 'sending')) = (finished_at is null))
) with (fillfactor = 80);
create index on outbox (tenant_id, conversation_id, seq) where state in ('pending', 'claimed', 'sending');
create index on outbox (tenant_id, provider_id) where provider_id is not null;
select protect_tenant_table('outbox');

create table send_attempt (
    tenant_id   uuid not null,
    outbox_id   uuid not null,
    n           int not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    outcome     text check (outcome in ('accepted', 'permanent', 'temporary', 'ambiguous')),
    detail      text,
    primary key (tenant_id, outbox_id, n),
    foreign key (tenant_id, outbox_id) references outbox
);
select protect_tenant_table('send_attempt');

-- One turn answers the inbound messages first_seq..last_seq; a crash resumes it from its steps.
create table turn (
    tenant_id       uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    first_seq       bigint not null,
    last_seq        bigint not null,
    epoch           int not null,
    control_epoch   int not null,
    state           text not null default 'running' check (state in ('running', 'committed', 'withdrawn', 'failed')),
    attempts        int not null default 1,
    brain           text,
    prompt_hash     text,
    problem         text,
    started_at      timestamptz not null,
    finished_at     timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, conversation_id, first_seq),
    foreign key (tenant_id, conversation_id) references conversation
);
select protect_tenant_table('turn');

create table step (
    tenant_id  uuid not null,
    turn_id    uuid not null,
    n          int not null,
    kind       text not null check (kind in ('answer', 'tool')),
    name       text not null,
    content    jsonb not null,
    at         timestamptz not null,
    primary key (tenant_id, turn_id, n),
    foreign key (tenant_id, turn_id) references turn
);
select protect_tenant_table('step');

-- A write that costs money or touches others waits here until the person confirms exactly these arguments.
create table pending_action (
    tenant_id       uuid not null,
    id              uuid not null,
    conversation_id uuid not null,
    tool            text not null,
    arguments       jsonb not null,
    arguments_hash  bytea not null,
    actor           text not null,
    summary         text not null,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    used_at         timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, conversation_id) references conversation
);
create index on pending_action (tenant_id, conversation_id) where used_at is null;
select protect_tenant_table('pending_action');

-- What a web chat client reads back, in order of its watermark (Direct Line 3.0).
create table activity (
    tenant_id       uuid not null,
    conversation_id uuid not null,
    watermark       bigint not null,
    body            jsonb not null,
    at              timestamptz not null,
    primary key (tenant_id, conversation_id, watermark),
    foreign key (tenant_id, conversation_id) references conversation
);
select protect_tenant_table('activity');
