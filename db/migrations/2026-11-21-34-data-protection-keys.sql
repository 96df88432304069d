-- The keys that sign staff cookies and form tokens: every node reads the same ones, and they outlive a restart. Only the system role
-- reaches them; their secret part is encrypted with the installation's own key.
create table data_protection_key (
    name       text primary key,
    element    text not null,
    created_at timestamptz not null
);
alter table data_protection_key enable row level security;
alter table data_protection_key force row level security;
create policy system_reach on data_protection_key to {system} using (true) with check (true);
grant select, insert on data_protection_key to {system};
