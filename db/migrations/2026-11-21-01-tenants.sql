-- Foundation: how a tenant table is protected, tenants, the people who work for them, and what they did.
create extension if not exists vector;
grant select on schema_migration to {app}, {system};

-- Every tenant table passes through here: isolation is enabled and forced, and the app role may work with it.
create function protect_tenant_table(t regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format($p$create policy tenant_isolation on %s
        using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
        with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))$p$, t);
    execute format('grant select, insert, update, delete on %s to {app}', t);
end $$;

-- The allow-list of cross-tenant reach, one line a table in the migrations.
create function open_to_system(t regclass, rights text) returns void language plpgsql as $$
begin
    execute format('create policy system_reach on %s to {system} using (true) with check (true)', t);
    execute format('grant %s on %s to {system}', rights, t);
end $$;

create table tenant (
    id          uuid primary key,
    slug        text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
    name        text not null,
    locale      text not null,
    languages   text[] not null,
    currency    text not null check (currency ~ '^[A-Z]{3}$'),
    time_zone   text not null,
    status      text not null default 'active' check (status in ('active', 'suspended')),
    created_at  timestamptz not null default now()
);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_isolation on tenant to {app}
    using (id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
    with check (id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy system_reach on tenant to {system} using (true) with check (true);
grant select, update on tenant to {app};
grant select, insert, update on tenant to {system};

create table tenant_setting (
    tenant_id   uuid not null references tenant,
    name        text not null,
    value       jsonb not null,
    primary key (tenant_id, name)
);
select protect_tenant_table('tenant_setting');

create table tenant_domain (
    tenant_id   uuid not null references tenant,
    host        text not null unique check (host = lower(host)),
    verified_at timestamptz,
    primary key (tenant_id, host)
);
select protect_tenant_table('tenant_domain');
select open_to_system('tenant_domain', 'select');

-- Staff are people of the platform; what they may do in a shop is their membership. Only the system role reads them.
create table staff (
    id              uuid primary key,
    email           text not null unique check (email = lower(email)),
    name            text not null,
    password_hash   text not null,
    security_stamp  text not null,
    authenticator_key text,
    failed_sign_ins int not null default 0,
    locked_until    timestamptz,
    disabled_at     timestamptz,
    created_at      timestamptz not null default now()
);
alter table staff enable row level security;
alter table staff force row level security;
create policy system_reach on staff to {system} using (true) with check (true);
grant select, insert, update on staff to {system};

create table membership (
    tenant_id   uuid not null references tenant,
    staff_id    uuid not null references staff,
    role        text not null check (role in ('owner', 'vendor', 'agent', 'viewer')),
    staff_name  text not null,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, staff_id)
);
select protect_tenant_table('membership');
select open_to_system('membership', 'select, insert');

create table api_token (
    tenant_id   uuid not null references tenant,
    id          uuid not null,
    name        text not null,
    role        text not null check (role in ('owner', 'vendor', 'agent', 'viewer')),
    token_hash  bytea not null unique,
    created_at  timestamptz not null default now(),
    expires_at  timestamptz,
    revoked_at  timestamptz,
    primary key (tenant_id, id)
);
select protect_tenant_table('api_token');
select open_to_system('api_token', 'select');

create table idempotency_key (
    tenant_id    uuid not null references tenant,
    actor        text not null,
    key          text not null,
    request_hash bytea not null,
    status       int,
    response     jsonb,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, actor, key)
);
select protect_tenant_table('idempotency_key');

-- Append-only and hash-chained per tenant: the trigger numbers and chains, and nobody may change a row.
create table audit_entry (
    tenant_id    uuid not null references tenant,
    seq          bigint not null,
    at           timestamptz not null,
    actor_kind   text not null check (actor_kind in ('staff', 'api', 'agent', 'system', 'customer')),
    actor        text not null,
    action       text not null,
    subject_kind text not null,
    subject      text not null,
    detail       jsonb not null default '{}',
    previous     bytea not null,
    hash         bytea not null,
    primary key (tenant_id, seq)
);
select protect_tenant_table('audit_entry');
revoke update, delete on audit_entry from {app};

create function chain_audit_entry() returns trigger language plpgsql as $$
declare last record;
begin
    perform pg_advisory_xact_lock(hashtextextended('audit' || new.tenant_id, 0));
    select seq, hash into last from audit_entry where tenant_id = new.tenant_id order by seq desc limit 1;
    new.seq := coalesce(last.seq, 0) + 1;
    new.previous := coalesce(last.hash, '\x00');
    new.hash := sha256(new.previous || convert_to(concat_ws(E'\x1f', new.tenant_id, new.seq, extract(epoch from new.at), new.actor_kind,
        new.actor, new.action, new.subject_kind, new.subject, new.detail), 'UTF8'));
    return new;
end $$;
create trigger audit_entry_chain before insert on audit_entry for each row execute function chain_audit_entry();
