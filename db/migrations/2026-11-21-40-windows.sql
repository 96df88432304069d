-- Messages that may not go out now: held until the customer writes again. They are pending in no queue.
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in
    ('pending', 'held', 'claimed', 'sending', 'accepted', 'delivered', 'read', 'failed', 'ambiguous', 'withdrawn', 'suppressed'));
alter table outbox drop constraint outbox_check;
alter table outbox add constraint outbox_check check ((state in ('pending', 'held', 'claimed', 'sending')) = (finished_at is null));
alter table outbox drop constraint outbox_class_check;
alter table outbox add constraint outbox_class_check check (class in ('reply', 'notice', 'payment_link', 'confirmation', 'campaign', 'human'));
create index on outbox (tenant_id, conversation_id) where state = 'held';

-- Something in the outbox is held; cleared when it is let go.
alter table conversation add column held boolean not null default false;

-- The whole account was asked to slow down.
alter table channel_account add column slow_until timestamptz;

-- What a provider approved beforehand. Parameters name facts of the message in the order of the template's places.
create table message_template (
    tenant_id          uuid not null,
    id                 uuid not null,
    channel_account_id uuid not null,
    class              text not null check (class in ('notice', 'payment_link', 'campaign')),
    language           text not null,
    name               text not null check (length(name) between 1 and 512),
    body               text not null,
    parameters         text[] not null default '{}',
    status             text not null default 'pending' check (status in ('pending', 'approved', 'rejected', 'paused')),
    reason             text,
    changed_at         timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, channel_account_id, name, language),
    foreign key (tenant_id, channel_account_id) references channel_account
);
create index on message_template (tenant_id, channel_account_id, class, language) where status = 'approved';
select protect_tenant_table('message_template');
