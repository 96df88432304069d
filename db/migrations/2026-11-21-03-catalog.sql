-- What a shop sells, how it is found, and how much of it there is.
create table product (
    tenant_id   uuid not null references tenant,
    id          uuid not null,
    handle      text not null check (handle ~ '^[a-z0-9][a-z0-9-]{0,119}$'),
    title       text not null check (length(title) between 1 and 300),
    brand       text not null default '',
    category    text not null default '',
    description text not null default '',
    status      text not null check (status in ('draft', 'active', 'archived')),
    attributes  jsonb not null default '{}',
    options     text[] not null default '{}',
    version     int not null default 1,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, handle)
);
create index on product (tenant_id, status, category);
create index on product (tenant_id, created_at desc);
select protect_tenant_table('product');

create table product_image (
    tenant_id  uuid not null,
    product_id uuid not null,
    position   int not null,
    url        text not null,
    alt        text not null default '',
    primary key (tenant_id, product_id, position),
    foreign key (tenant_id, product_id) references product on delete cascade
);
select protect_tenant_table('product_image');

create table variant (
    tenant_id        uuid not null,
    id               uuid not null,
    product_id       uuid not null,
    sku              text not null check (length(sku) between 1 and 100),
    position         int not null default 0,
    options          jsonb not null default '{}',
    currency         text not null,
    price_minor      bigint not null check (price_minor >= 0),
    compare_at_minor bigint check (compare_at_minor > price_minor),
    active           boolean not null default true,
    primary key (tenant_id, id),
    unique (tenant_id, sku),
    foreign key (tenant_id, product_id) references product on delete cascade
);
create index on variant (tenant_id, product_id);
select protect_tenant_table('variant');

create table document (
    tenant_id  uuid not null references tenant,
    id         uuid not null,
    slug       text not null,
    kind       text not null default 'page' check (kind in ('page', 'post')),
    title      text not null,
    language   text not null,
    body       text not null,
    published  boolean not null default true,
    updated_at timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, kind, slug, language)
);
select protect_tenant_table('document');

create table document_chunk (
    tenant_id   uuid not null,
    document_id uuid not null,
    n           int not null,
    heading     text not null,
    text        text not null,
    terms       text[] not null,
    primary key (tenant_id, document_id, n),
    foreign key (tenant_id, document_id) references document on delete cascade
);
create index on document_chunk using gin (terms);
select protect_tenant_table('document_chunk');

create table stock (
    tenant_id  uuid not null,
    variant_id uuid not null,
    on_hand    int not null check (on_hand >= 0),
    reserved   int not null default 0,
    version    int not null default 1,
    primary key (tenant_id, variant_id),
    foreign key (tenant_id, variant_id) references variant on delete cascade,
    check (reserved between 0 and on_hand)
) with (fillfactor = 70);
select protect_tenant_table('stock');

-- Every change of a stock row, in order; the sum of an item's entries is its row.
create table stock_entry (
    tenant_id      uuid not null,
    id             uuid not null,
    variant_id     uuid not null,
    on_hand_delta  int not null,
    reserved_delta int not null,
    reason         text not null check (reason in ('import', 'edit', 'hold', 'release', 'sale', 'return', 'correction')),
    reference      text not null default '',
    actor          text not null,
    at             timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, variant_id) references variant on delete cascade
);
create index on stock_entry (tenant_id, variant_id, at);
select protect_tenant_table('stock_entry');
revoke update on stock_entry from {app};

-- Search: postings, document frequencies, sizes and vectors. Written only by the product index.
create table product_term (
    tenant_id  uuid not null,
    term       text not null,
    product_id uuid not null,
    w          real not null,
    primary key (tenant_id, term, product_id) include (w),
    foreign key (tenant_id, product_id) references product on delete cascade
);
create index on product_term (tenant_id, product_id);
select protect_tenant_table('product_term');

create table term_df (
    tenant_id uuid not null references tenant,
    term      text not null,
    df        int not null check (df >= 0),
    primary key (tenant_id, term)
) with (fillfactor = 80);
select protect_tenant_table('term_df');

create table search_size (
    tenant_id  uuid primary key references tenant,
    products   int not null default 0,
    title_len  bigint not null default 0,
    body_len   bigint not null default 0,
    version    bigint not null default 0
) with (fillfactor = 50);
select protect_tenant_table('search_size');

create table product_embedding (
    tenant_id   uuid not null,
    product_id  uuid not null,
    model       text not null,
    source_hash bytea not null,
    embedding   halfvec(384) not null,
    primary key (tenant_id, product_id),
    foreign key (tenant_id, product_id) references product on delete cascade
);
select protect_tenant_table('product_embedding');
