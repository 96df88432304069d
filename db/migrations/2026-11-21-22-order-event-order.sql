-- Events of one moment keep the order they were written in.
alter table order_event add column n bigint generated always as identity;
