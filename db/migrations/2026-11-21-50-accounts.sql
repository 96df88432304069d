-- A shop may connect, rotate and disconnect its accounts itself. A disconnected one leaves its id at the provider free.
alter table channel_account drop constraint channel_account_kind_external_id_key;
create unique index channel_account_external on channel_account (kind, external_id) where status <> 'disconnected';

-- When each credential was last set, by name; the one before it is accepted until a day later, and the next to go goes at old_until.
alter table channel_account add column secrets_set_at jsonb not null default '{}';
alter table channel_account add column old_until timestamptz;

-- What nobody could read is shown with the account's health.
create index on inbound_event (tenant_id, channel_account_id, received_at) where state = 'parked';
