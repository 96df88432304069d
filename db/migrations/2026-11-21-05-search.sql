-- Search tables in their measured shape: one index a posting, counters that concurrent edits do not queue for, and the means to undo
-- exactly what a product added. Written only by the product index.
drop table product_term, term_df, search_size, product_embedding;

-- A posting: a term's BM25F weight in one product, without IDF. Everything a search reads stands in the one index. No foreign key: it
-- would cost a look-up a posting; the product index takes a deleted product's postings out.
create table product_term (
    tenant_id  uuid not null,
    term       text collate "C" not null,
    product_id uuid not null,
    w          real not null,
    in_title   boolean not null,
    primary key (tenant_id, term, product_id) include (w, in_title)
);
select protect_tenant_table('product_term');

-- What the index holds of a product, so that an edit writes only what changed and the counters stay exact.
create table product_text (
    tenant_id  uuid not null,
    product_id uuid not null,
    text_hash  bytea not null,
    title_len  int not null,
    body_len   int not null,
    terms      text[] not null,
    words      text[] not null,
    primary key (tenant_id, product_id)
);
select protect_tenant_table('product_text');

-- In how many products a text stands as an index term, and in how many as a written word. The sum over stripes counts: each writing
-- transaction has a stripe for itself, so two edits never wait for each other's "black". A stripe alone may be negative.
create table term_df (
    tenant_id uuid not null references tenant,
    term      text collate "C" not null,
    stripe    smallint not null,
    df        int not null,
    word_df   int not null,
    primary key (tenant_id, term, stripe)
) with (fillfactor = 80);
select protect_tenant_table('term_df');

-- Sizes by stripe. vocabulary rises when a term comes or goes, edits with every product indexed: from the two a reader knows whether
-- what it remembers of term_df is still good. graph on any stripe: all the tenant's vectors are in the graph.
create table search_size (
    tenant_id  uuid not null references tenant,
    stripe     smallint not null,
    products   int not null default 0,
    title_len  bigint not null default 0,
    body_len   bigint not null default 0,
    vocabulary bigint not null default 0,
    edits      bigint not null default 0,
    graph      boolean not null default false,
    primary key (tenant_id, stripe)
) with (fillfactor = 50);
select protect_tenant_table('search_size');

-- Narrow, so that an exact scan stays in few pages. Vectors of one model are never compared with another's. Only large tenants' rows
-- are in the graph: small ones are scanned exactly and pay nothing for its upkeep.
create table product_embedding (
    tenant_id   uuid not null,
    product_id  uuid not null,
    model       text not null,
    title_key   bigint not null,
    in_graph    boolean not null default false,
    embedding   halfvec(384) not null,
    primary key (tenant_id, product_id)
);
select protect_tenant_table('product_embedding');
create index product_embedding_graph on product_embedding using hnsw (embedding halfvec_ip_ops) with (m = 16, ef_construction = 64) where in_graph;

-- A counter stripe for this transaction alone, kept until it ends; with all taken, it waits for one.
create function search_stripe(tenant uuid) returns smallint language plpgsql as $$
begin
    for s in 0..15 loop
        if pg_try_advisory_xact_lock(hashtextextended('search stripe ' || tenant, s)) then
            return s;
        end if;
    end loop;
    perform pg_advisory_xact_lock(hashtextextended('search stripe ' || tenant, pg_backend_pid() % 16));
    return pg_backend_pid() % 16;
end $$;

-- Whether attributes (name to value or list of values) name one of the accepted values, given in lower case.
create function has_attribute(attributes jsonb, name text, accepted text[]) returns boolean language sql immutable parallel safe as $$
    select exists (
        select from jsonb_each(attributes) a
        cross join lateral jsonb_array_elements_text(case jsonb_typeof(a.value) when 'array' then a.value else jsonb_build_array(a.value) end) v
        where lower(a.key) = lower(name) and lower(v) = any (accepted))
$$;
