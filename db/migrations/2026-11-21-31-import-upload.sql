-- A file that was checked and waits for somebody to say "import it"; its bytes go once that is done.
create table import_upload (
    tenant_id   uuid not null references tenant,
    id          uuid not null,
    file_name   text not null,
    format      text not null check (format in ('csv', 'json')),
    set_stock   boolean not null,
    content     bytea,
    report      jsonb not null,
    created_at  timestamptz not null,
    imported_at timestamptz,
    primary key (tenant_id, id)
);
select protect_tenant_table('import_upload');
