-- Orders of one cart are found when it is placed again, shown, or paid twice.
create index on quote (tenant_id, cart_id);
create index on payment_event (tenant_id, state, received_at);
create index on refund (tenant_id, order_id);
create index on refund (tenant_id, provider_id);
