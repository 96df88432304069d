using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Commerce.Search.Vectors;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Search;

/// <summary>A row as the search statement returns it.</summary>
internal sealed record HitRow(
    ProductId Id, string Handle, string Title, string Brand, string Category, string? ImageUrl, long? MinPriceMinor, long? MaxPriceMinor,
    string? Currency, bool InStock, double Score, double Matched, int Candidates, string[] Guesses);

/// <summary>The SQL of one search: postings are summed, filtered and cut; vectors and titles refine the order; the page is dressed for showing.</summary>
internal static class SearchStatement
{
    private const int Ranked = 150, Compared = 60, FillBelow = 38;
    private const double FillShare = .5, TitleWeight = .2, HashedWeight = .1, ModelWeight = .3, FullTitleWeight = .3, RepeatedTitleCost = .1;

    /// <summary>The sizes, and for a walk of the graph its settings in this transaction: filtered, it stops short without the iterative scan.</summary>
    public static Sql Prepare(TenantId tenant, bool graph)
    {
        if (!graph)
        {
            return SizeRow.Of(tenant);
        }

        return $"""
            select * from ({SizeRow.Of(tenant)}) size, lateral (
                select set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '1000', true)) s
            """;
    }

    public static Sql Text(TenantId tenant, ProductQuery query, QueryPlan plan, QuestionVectors vectors)
    {
        string[] terms = [.. plan.Terms.Select(t => t.Term)];
        double[] weights = [.. plan.Terms.Select(t => t.Weight)], covers = [.. plan.Terms.Select(t => t.Cover)];
        string[] guesses = [.. plan.Asked.Where(a => a.IsGuess).SelectMany(a => a.Readings).SelectMany(r => r).SelectMany(w => w.Terms).Distinct(StringComparer.Ordinal)];
        return $"""
            with question as materialized (
                select * from unnest({terms}, {weights}, {covers}) as q (term, weight, cover)),
            scored as (
                select p.product_id, sum(p.w * q.weight) * least(1, sum(q.cover) / {plan.Total}) as s, least(1, sum(q.cover) / {plan.Total}) as matched,
                       least(1, coalesce(sum(q.cover) filter (where p.in_title), 0) / {plan.Total}) as titled
                from question q
                cross join lateral (select product_id, w, in_title from product_term t where t.tenant_id = {tenant} and t.term = q.term offset 0) p
                group by p.product_id),
            best as materialized ({Best(tenant, query)}),
            {Ranking(tenant, query, vectors, IndexedProduct.KeyOf(plan.Asked.Select(a => a.Written)))}
            {Dressed(tenant, Guesses(tenant, guesses))}
            """;
    }

    public static Sql Browse(TenantId tenant, ProductQuery query) => $"""
        with page as (
            select x.id as product_id, 0::float8 as score, 0::float8 as matched, count(*) over ()::int as candidates, x.created_at
            from product x where x.tenant_id = {tenant} and x.status = 'active' {Filter(tenant, query, $"x.id")}
            order by x.created_at desc, x.id limit {Limit(query)} offset {Offset(query)})
        {Dressed(tenant, $"'{{}}'::text[]")}, page.created_at desc, p.id
        """;

    // Filters are tried in score order, so that a common word with a mild filter stops after the products it needs.
    private static Sql Best(TenantId tenant, ProductQuery query)
    {
        if (!query.HasFilter)
        {
            return $"select * from scored order by s desc, product_id limit {Ranked}";
        }

        return $"select * from (select * from scored order by s desc, product_id offset 0) x where true {Filter(tenant, query, $"x.product_id")} limit {Ranked}";
    }

    private static Sql Ranking(TenantId tenant, ProductQuery query, QuestionVectors with, long titleKey)
    {
        Sql inGraph = Sql.Empty;
        if (with.Graph)
        {
            inGraph = $"and x.in_graph";
        }

        return $"""
            near as (
                select x.product_id, 0::float8 as s, 0::float8 as matched, 0::float8 as titled from product_embedding x
                where x.tenant_id = {tenant} and x.model = {with.Model} {inGraph} {Filter(tenant, query, $"x.product_id")}
                  and (select coalesce(max(matched), 0) < {FillShare} and count(*) < {FillBelow} from best)
                order by x.embedding <#> {with.Vector:halfvec}::halfvec limit {FillBelow}),
            candidate as (
                select *, row_number() over (order by s desc, product_id) as n from best
                union all
                select *, 0 from near n where not exists (select from best b where b.product_id = n.product_id)),
            compared as (
                select c.*, e.title_key, e.model, greatest(0, -(case e.model
                           when {with.Model} then e.embedding <#> {with.Vector:halfvec}::halfvec
                           when {HashedVector.Model} then e.embedding <#> {with.Hashed:halfvec}::halfvec else 0 end)) as h
                from candidate c
                left join lateral (select model, title_key, embedding from product_embedding e
                    where e.tenant_id = {tenant} and e.product_id = c.product_id and c.n <= {Compared} offset 0) e on true),
            fused as (
                select product_id, matched, title_key, coalesce(s / nullif(max(s) over (), 0), 0) + {TitleWeight} * titled
                       + {(with.IsHashed ? HashedWeight : ModelWeight)} * coalesce(h / nullif(max(h) over (partition by model), 0), 0)
                       + case when title_key = {titleKey} then {FullTitleWeight} else 0 end as score
                from compared),
            page as (
                select product_id, matched, count(*) over ()::int as candidates,
                       score - {RepeatedTitleCost} * (row_number() over (partition by coalesce(title_key, hashtextextended(product_id::text, 0)) order by score desc, product_id) - 1) as score
                from fused order by 4 desc, product_id limit {Limit(query)} offset {Offset(query)})
            """;
    }

    private static Sql Dressed(TenantId tenant, Sql guesses) => $"""
        select p.id, p.handle, p.title, p.brand, p.category, i.url as image_url, v.min_price_minor, v.max_price_minor, v.currency, v.in_stock,
               page.score, page.matched, page.candidates, {guesses} as guesses
        from page
        join product p on p.tenant_id = {tenant} and p.id = page.product_id and p.status = 'active'
        left join lateral (
            select url from product_image i where i.tenant_id = {tenant} and i.product_id = p.id order by position limit 1) i on true
        cross join lateral (
            select min(v.price_minor) as min_price_minor, max(v.price_minor) as max_price_minor, min(v.currency) as currency,
                   coalesce(bool_or(s.on_hand > s.reserved), false) as in_stock
            from variant v left join stock s on s.tenant_id = {tenant} and s.variant_id = v.id
            where v.tenant_id = {tenant} and v.product_id = p.id and v.active) v
        order by page.score desc
        """;

    private static Sql Guesses(TenantId tenant, string[] guesses)
    {
        if (guesses.Length == 0)
        {
            return $"'{{}}'::text[]";
        }

        return $"array(select g.term from product_term g where g.tenant_id = {tenant} and g.term = any ({guesses}) and g.product_id = p.id)";
    }

    /// <summary>One variant must satisfy all filters; nothing at all when there is none.</summary>
    private static Sql Filter(TenantId tenant, ProductQuery query, Sql product)
    {
        if (!query.HasFilter)
        {
            return Sql.Empty;
        }

        return $"""
            and exists (
                select from variant v
                join product p on p.tenant_id = {tenant} and p.id = v.product_id
                left join stock s on s.tenant_id = {tenant} and s.variant_id = v.id
                where v.tenant_id = {tenant} and v.product_id = {product} and v.active and {Sql.Join(" and ", Conditions(query))})
            """;
    }

    private static IEnumerable<Sql> Conditions(ProductQuery query)
    {
        if (query.MinPriceMinor is { } least)
        {
            yield return $"v.price_minor >= {least}";
        }

        if (query.MaxPriceMinor is { } most)
        {
            yield return $"v.price_minor <= {most}";
        }

        if (query.InStockOnly)
        {
            yield return $"s.on_hand > s.reserved";
        }

        if (!string.IsNullOrWhiteSpace(query.Category))
        {
            var category = query.Category.Trim().ToLowerInvariant();
            yield return $"(lower(p.category) = {category} or starts_with(lower(p.category), {category + " >"}) or starts_with(lower(p.category), {category + "/"}))";
        }

        foreach (var (name, values) in query.Attributes)
        {
            string[] accepted = [.. values.Select(v => v.ToLowerInvariant())];
            // A product that does not state the attribute may still say it in its title.
            yield return $"""
                (has_attribute(p.attributes || v.options, {name}, {accepted})
                 or (not exists (select from jsonb_object_keys(p.attributes || v.options) k where lower(k) = lower({name}))
                     and exists (select from unnest({accepted}) a where strpos(lower(p.title), a) > 0)))
                """;
        }
    }

    private static int Limit(ProductQuery query) => Math.Clamp(query.Limit, 1, 100);

    private static int Offset(ProductQuery query) => Math.Max(0, query.Offset);
}
