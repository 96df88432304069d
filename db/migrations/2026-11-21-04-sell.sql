-- Carts, quotes, orders, holds and the money that closes them.
create table cart (
    tenant_id  uuid not null,
    id         uuid not null,
    contact_id uuid not null,
    currency   text not null,
    state      text not null default 'active' check (state in ('active', 'ordered', 'cleared')),
    version    int not null default 1,
    note       text not null default '',
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references contact
);
create unique index cart_one_active on cart (tenant_id, contact_id) where state = 'active';
select protect_tenant_table('cart');

create table cart_line (
    tenant_id  uuid not null,
    cart_id    uuid not null,
    variant_id uuid not null,
    quantity   int not null check (quantity between 1 and 999),
    note       text not null default '',
    added_at   timestamptz not null,
    primary key (tenant_id, cart_id, variant_id),
    foreign key (tenant_id, cart_id) references cart on delete cascade,
    foreign key (tenant_id, variant_id) references variant
);
select protect_tenant_table('cart_line');

-- Immutable once written: lines, totals and hash never change; only the state moves.
create table quote (
    tenant_id      uuid not null,
    id             uuid not null,
    cart_id        uuid not null,
    cart_version   int not null,
    contact_id     uuid not null,
    lines          jsonb not null,
    currency       text not null,
    exponent       int not null,
    subtotal_minor bigint not null check (subtotal_minor >= 0),
    shipping_minor bigint not null check (shipping_minor >= 0),
    discount_minor bigint not null check (discount_minor >= 0),
    tax_minor      bigint not null check (tax_minor >= 0),
    total_minor    bigint not null check (total_minor = subtotal_minor + shipping_minor + tax_minor - discount_minor and total_minor >= 0),
    hash           text not null,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, cart_id) references cart,
    foreign key (tenant_id, contact_id) references contact
);
select protect_tenant_table('quote');
revoke update on quote from {app};

-- Allowed moves stand here; docs/state-machines.md draws them; the trigger refuses any other.
create table order_move (
    from_state text not null,
    to_state   text not null,
    primary key (from_state, to_state)
);
insert into order_move values
    ('draft', 'awaiting_payment'), ('draft', 'cancelled'),
    ('awaiting_payment', 'paid'), ('awaiting_payment', 'cancelled'), ('awaiting_payment', 'expired'),
    ('expired', 'paid'), ('expired', 'awaiting_payment'), ('cancelled', 'paid'),
    ('paid', 'fulfilling'), ('paid', 'completed'), ('paid', 'refunded'), ('paid', 'partly_refunded'),
    ('fulfilling', 'completed'), ('fulfilling', 'refunded'), ('fulfilling', 'partly_refunded'),
    ('completed', 'refunded'), ('completed', 'partly_refunded'),
    ('partly_refunded', 'refunded'), ('partly_refunded', 'fulfilling'), ('partly_refunded', 'completed');
grant select on order_move to {app}, {system};

create table sales_order (
    tenant_id       uuid not null,
    id              uuid not null,
    number          text not null,
    contact_id      uuid not null,
    conversation_id uuid,
    quote_id        uuid not null,
    state           text not null check (state in
        ('draft', 'awaiting_payment', 'paid', 'fulfilling', 'completed', 'cancelled', 'expired', 'refunded', 'partly_refunded')),
    payment_state   text not null default 'unpaid' check (payment_state in
        ('unpaid', 'pending', 'paid', 'partly_refunded', 'refunded', 'disputed')),
    currency        text not null,
    total_minor     bigint not null check (total_minor >= 0),
    refunded_minor  bigint not null default 0 check (refunded_minor between 0 and total_minor),
    pay_token       text not null unique,
    track_token     text not null unique,
    customer_email  text,
    shipping        jsonb,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    paid_at         timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, number),
    unique (tenant_id, quote_id),
    foreign key (tenant_id, contact_id) references contact,
    foreign key (tenant_id, conversation_id) references conversation,
    foreign key (tenant_id, quote_id) references quote
);
create index on sales_order (tenant_id, contact_id, created_at desc);
create index on sales_order (tenant_id, state, created_at desc);
select protect_tenant_table('sales_order');
select open_to_system('sales_order', 'select');

create function guard_order_move() returns trigger language plpgsql as $$
begin
    if new.state <> old.state and not exists (select 1 from order_move where from_state = old.state and to_state = new.state) then
        raise exception 'order % cannot move from % to %', old.number, old.state, new.state using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger sales_order_move before update of state on sales_order for each row execute function guard_order_move();

create table order_counter (
    tenant_id uuid primary key references tenant,
    last      bigint not null
);
select protect_tenant_table('order_counter');

create table order_line (
    tenant_id        uuid not null,
    order_id         uuid not null,
    n                int not null,
    variant_id       uuid not null,
    sku              text not null,
    title            text not null,
    options          jsonb not null,
    quantity         int not null check (quantity > 0),
    unit_price_minor bigint not null check (unit_price_minor >= 0),
    primary key (tenant_id, order_id, n),
    foreign key (tenant_id, order_id) references sales_order,
    foreign key (tenant_id, variant_id) references variant
);
select protect_tenant_table('order_line');

create table order_event (
    tenant_id uuid not null,
    id        uuid not null,
    order_id  uuid not null,
    kind      text not null,
    detail    jsonb not null default '{}',
    actor     text not null,
    at        timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, order_id) references sales_order
);
create index on order_event (tenant_id, order_id, at);
select protect_tenant_table('order_event');
revoke update, delete on order_event from {app};

create table shipment (
    tenant_id       uuid not null,
    id              uuid not null,
    order_id        uuid not null,
    carrier         text not null,
    tracking_number text not null,
    tracking_url    text,
    shipped_at      timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, order_id) references sales_order
);
select protect_tenant_table('shipment');

-- A hold keeps stock for an order while its payment link lives; stock.reserved is the sum of the held ones.
create table hold (
    tenant_id  uuid not null,
    id         uuid not null,
    order_id   uuid not null,
    variant_id uuid not null,
    quantity   int not null check (quantity > 0),
    state      text not null check (state in ('held', 'committed', 'released', 'refunded')),
    expires_at timestamptz not null,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, order_id, variant_id),
    foreign key (tenant_id, order_id) references sales_order,
    foreign key (tenant_id, variant_id) references variant
);
create index on hold (expires_at) where state = 'held';
select protect_tenant_table('hold');
select open_to_system('hold', 'select');

create table payment_account (
    tenant_id     uuid not null references tenant,
    id            uuid not null,
    provider      text not null check (provider in ('stripe', 'razorpay')),
    external_id   text not null,
    webhook_token text not null unique check (length(webhook_token) >= 16),
    credentials   bytea not null,
    live_mode     boolean not null,
    status        text not null default 'active' check (status in ('active', 'paused', 'disconnected')),
    created_at    timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (provider, external_id)
);
create unique index payment_account_one_active on payment_account (tenant_id) where status = 'active';
select protect_tenant_table('payment_account');
select open_to_system('payment_account', 'select');

create table checkout_session (
    tenant_id          uuid not null,
    id                 uuid not null,
    order_id           uuid not null,
    payment_account_id uuid not null,
    n                  int not null,
    provider_id        text,
    url                text,
    state              text not null check (state in ('creating', 'open', 'complete', 'expired')),
    amount_minor       bigint not null,
    currency           text not null,
    expires_at         timestamptz not null,
    checked_at         timestamptz,
    created_at         timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, order_id, n),
    unique (tenant_id, payment_account_id, provider_id),
    foreign key (tenant_id, order_id) references sales_order,
    foreign key (tenant_id, payment_account_id) references payment_account
);
create unique index checkout_session_one_live on checkout_session (tenant_id, order_id) where state in ('creating', 'open');
create index on checkout_session (expires_at) where state in ('creating', 'open');
select protect_tenant_table('checkout_session');
select open_to_system('checkout_session', 'select');

create table payment_event (
    tenant_id          uuid not null,
    payment_account_id uuid not null,
    event_id           text not null,
    type               text not null,
    raw                bytea not null,
    state              text not null check (state in ('received', 'applied', 'ignored', 'exception')),
    attempts           int not null default 0,
    received_at        timestamptz not null,
    applied_at         timestamptz,
    primary key (tenant_id, payment_account_id, event_id),
    foreign key (tenant_id, payment_account_id) references payment_account
);
create index on payment_event (received_at) where state = 'received';
select protect_tenant_table('payment_event');
select open_to_system('payment_event', 'select');

create table payment (
    tenant_id           uuid not null,
    id                  uuid not null,
    order_id            uuid not null,
    payment_account_id  uuid not null,
    provider_payment_id text not null,
    amount_minor        bigint not null check (amount_minor > 0),
    currency            text not null,
    kept                boolean not null,
    captured_at         timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, payment_account_id, provider_payment_id),
    foreign key (tenant_id, order_id) references sales_order,
    foreign key (tenant_id, payment_account_id) references payment_account
);
create unique index payment_one_kept on payment (tenant_id, order_id) where kept;
select protect_tenant_table('payment');

create table refund (
    tenant_id          uuid not null,
    id                 uuid not null,
    payment_id         uuid not null,
    order_id           uuid not null,
    n                  int not null,
    provider_id        text,
    amount_minor       bigint not null check (amount_minor > 0),
    currency           text not null,
    reason             text not null,
    state              text not null check (state in ('requested', 'pending', 'succeeded', 'failed')),
    restock            boolean not null default false,
    actor              text not null,
    problem            text,
    created_at         timestamptz not null,
    finished_at        timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, payment_id, n),
    foreign key (tenant_id, payment_id) references payment,
    foreign key (tenant_id, order_id) references sales_order
);
create index on refund (created_at) where state in ('requested', 'pending');
select protect_tenant_table('refund');
select open_to_system('refund', 'select');

-- Double entry: the lines of one transaction add up to zero per currency. Positive is a debit.
create table ledger_entry (
    tenant_id    uuid not null,
    id           uuid not null,
    transaction  uuid not null,
    order_id     uuid not null,
    account      text not null check (account in ('provider', 'sales', 'shipping', 'tax', 'discount', 'refunds', 'unexpected')),
    amount_minor bigint not null,
    currency     text not null,
    at           timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, order_id) references sales_order
);
create index on ledger_entry (tenant_id, order_id);
select protect_tenant_table('ledger_entry');
revoke update, delete on ledger_entry from {app};

-- Money that does not fit an order as quoted: staff see it, nobody loses it.
create table payment_exception (
    tenant_id          uuid not null,
    id                 uuid not null,
    order_id           uuid,
    payment_account_id uuid not null,
    event_id           text,
    kind               text not null,
    expected           jsonb not null,
    seen               jsonb not null,
    state              text not null default 'open' check (state in ('open', 'resolved')),
    resolution         text,
    created_at         timestamptz not null,
    resolved_at        timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, payment_account_id, event_id, kind),
    foreign key (tenant_id, order_id) references sales_order,
    foreign key (tenant_id, payment_account_id) references payment_account
);
create index on payment_exception (tenant_id, state, created_at desc);
select protect_tenant_table('payment_exception');
