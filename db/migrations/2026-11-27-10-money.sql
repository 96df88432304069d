-- A refund that is asked for again with the key of its request is the same refund, whatever became of the first answer.
alter table refund add column request_key text;
create unique index refund_request on refund (tenant_id, order_id, request_key) where request_key is not null;

-- When the provider was last asked, so that those it keeps waiting stand back behind new ones.
alter table refund add column checked_at timestamptz;

-- Allowed moves of an order's money; docs/state-machines.md draws them; the trigger refuses any other.
create table payment_move (
    from_state text not null,
    to_state   text not null,
    primary key (from_state, to_state)
);
insert into payment_move values
    ('unpaid', 'pending'), ('unpaid', 'paid'), ('pending', 'unpaid'), ('pending', 'paid'),
    ('paid', 'partly_refunded'), ('paid', 'refunded'), ('paid', 'disputed'),
    ('partly_refunded', 'paid'), ('partly_refunded', 'refunded'), ('partly_refunded', 'disputed'),
    ('refunded', 'paid'), ('refunded', 'partly_refunded'), ('refunded', 'disputed'),
    ('disputed', 'paid'), ('disputed', 'partly_refunded'), ('disputed', 'refunded');
grant select on payment_move to {app}, {system};

create function guard_payment_move() returns trigger language plpgsql as $$
begin
    if new.payment_state <> old.payment_state
        and not exists (select 1 from payment_move where from_state = old.payment_state and to_state = new.payment_state) then
        raise exception 'the payment of order % cannot move from % to %', old.number, old.payment_state, new.payment_state using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger sales_order_payment_move before update of payment_state on sales_order for each row execute function guard_payment_move();

-- A refund that the bank sends back leaves the order with more money than its state says.
insert into order_move values ('refunded', 'paid'), ('refunded', 'partly_refunded'), ('partly_refunded', 'paid');

-- Disputes, each by its id at the provider and moving only forward: their news may come in any order.
create table dispute (
    tenant_id          uuid not null,
    payment_account_id uuid not null,
    provider_id        text not null,
    order_id           uuid not null,
    state              text not null check (state in ('warning', 'open', 'won', 'lost')),
    amount_minor       bigint not null check (amount_minor >= 0),
    currency           text not null,
    withdrawn          boolean not null default false,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    primary key (tenant_id, payment_account_id, provider_id),
    foreign key (tenant_id, order_id) references sales_order,
    foreign key (tenant_id, payment_account_id) references payment_account
);
create index on dispute (tenant_id, order_id);
select protect_tenant_table('dispute');

alter table ledger_entry drop constraint ledger_entry_account_check;
alter table ledger_entry add check (account in ('provider', 'sales', 'shipping', 'tax', 'discount', 'refunds', 'unexpected', 'disputes'));

create index on payment_exception (tenant_id, order_id) where state = 'open';
