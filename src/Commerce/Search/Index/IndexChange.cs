using ChatCommerce.Commerce.Search.Vectors;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Search.Index;

/// <summary>The difference between what the index holds of some products and what it should hold.</summary>
internal sealed class IndexChange
{
    private readonly Dictionary<string, (int Terms, int Words)> counts = new(StringComparer.Ordinal);
    private readonly List<IndexedProduct> written = [];
    private readonly List<TextRow> replaced = [];
    private short stripe;
    private bool graph;
    private FieldAverages averages = new(0, 0);

    public bool IsEmpty => written.Count == 0 && replaced.Count == 0;

    /// <summary>Locks the products and reads both sides. With <paramref name="rebuild"/> every product counts as changed, weighed by those averages.</summary>
    public static async Task<IndexChange> Read(TenantScope db, IReadOnlyCollection<ProductId> products, FieldAverages? rebuild, CancellationToken ct)
    {
        var (tenant, ids) = (db.Tenant, products.Values());
        // In this order: the first statement waits for other editors of the same products, the later ones see what they committed.
        await using var reading = await db.Batch(
        [
            $"{Rows(tenant, $"p.id = any ({ids})")} order by p.id for no key update of p",
            $"select product_id, text_hash, title_len, body_len, terms, words from product_text where tenant_id = {tenant} and product_id = any ({ids}) order by product_id for update",
            SizeRow.Of(tenant),
            $"select search_stripe({tenant})",
        ], ct);
        var rows = await reading.List<CatalogRow>(ct);
        var held = (await reading.List<TextRow>(ct)).ToDictionary(t => t.ProductId);
        var size = await reading.Get<SizeRow>(ct);
        var change = new IndexChange { graph = size.Graph, stripe = await reading.Get<short>(ct) };
        change.Compare(rows.Where(r => r.Active), held, rebuild is not null);
        change.averages = rebuild ?? change.AveragesAfter(size);
        return change;
    }

    /// <summary>What is searched of the active and other products that a condition on <c>p</c> names.</summary>
    public static Sql Rows(TenantId tenant, Sql condition) => $"""
        select p.id, p.title, p.brand, p.category, p.description, p.status = 'active' as active, p.attributes::text as attributes,
               array(select distinct o.value from variant v cross join lateral jsonb_each_text(v.options) o
                     where v.tenant_id = {tenant} and v.product_id = p.id and v.active order by 1) as options
        from product p where p.tenant_id = {tenant} and {condition}
        """;

    public async Task Write(TenantScope db, CancellationToken ct)
    {
        var tenant = db.Tenant;
        List<Sql> batch = [.. Removals(tenant), .. Postings(tenant), Counters(tenant)];
        batch.AddRange(written.Select(p => (Sql)$"""
            insert into product_text (tenant_id, product_id, text_hash, title_len, body_len, terms, words)
            values ({tenant}, {p.Id}, {p.TextHash}, {p.Words.TitleLength}, {p.Words.BodyLength}, {p.Terms}, {p.Spellings})
            on conflict (tenant_id, product_id) do update set text_hash = excluded.text_hash, title_len = excluded.title_len,
                body_len = excluded.body_len, terms = excluded.terms, words = excluded.words
            """));
        batch.AddRange(written.Select(p => (Sql)$"""
            insert into product_embedding (tenant_id, product_id, model, title_key, in_graph, embedding)
            values ({tenant}, {p.Id}, {HashedVector.Model}, {p.TitleKey}, {graph}, {HashedVector.OfProduct(p.Words):halfvec})
            on conflict (tenant_id, product_id) do update set model = excluded.model, title_key = excluded.title_key,
                in_graph = excluded.in_graph, embedding = excluded.embedding
            """));
        await using var reading = await db.Batch(batch, ct);
        await reading.Affected(ct);
    }

    private void Compare(IEnumerable<CatalogRow> rows, Dictionary<ProductId, TextRow> held, bool all)
    {
        foreach (var row in rows)
        {
            var before = held.GetValueOrDefault(row.Id);
            held.Remove(row.Id);
            if (before is not null && !all && before.TextHash.AsSpan().SequenceEqual(IndexedProduct.HashOf(row.Text())))
            {
                continue;
            }

            var product = IndexedProduct.Of(row);
            written.Add(product);
            Count(product.Terms, product.Spellings, 1);
            if (before is not null)
            {
                Replace(before);
            }
        }

        // What is left was deleted or is no longer on sale.
        foreach (var gone in held.Values)
        {
            Replace(gone);
        }
    }

    private void Replace(TextRow before)
    {
        replaced.Add(before);
        Count(before.Terms, before.Words, -1);
    }

    private void Count(string[] terms, string[] words, int by)
    {
        foreach (var term in terms)
        {
            var c = counts.GetValueOrDefault(term);
            counts[term] = (c.Terms + by, c.Words);
        }

        foreach (var word in words)
        {
            var c = counts.GetValueOrDefault(word);
            counts[word] = (c.Terms, c.Words + by);
        }
    }

    private FieldAverages AveragesAfter(SizeRow size)
    {
        var products = size.Products + written.Count - replaced.Count;
        var (title, body) = (size.TitleLen + TitleDelta, size.BodyLen + BodyDelta);
        return products > 0 ? new FieldAverages((double)title / products, (double)body / products) : new FieldAverages(0, 0);
    }

    private long TitleDelta => written.Sum(p => (long)p.Words.TitleLength) - replaced.Sum(t => (long)t.TitleLen);

    private long BodyDelta => written.Sum(p => (long)p.Words.BodyLength) - replaced.Sum(t => (long)t.BodyLen);

    private IEnumerable<Sql> Removals(TenantId tenant)
    {
        var kept = written.ToDictionary(p => p.Id, p => p.Terms.ToHashSet(StringComparer.Ordinal));
        var (terms, ids) = Columns(replaced.SelectMany(t => t.Terms.Where(x => !kept.TryGetValue(t.ProductId, out var k) || !k.Contains(x)).Select(x => (x, t.ProductId.Value))));
        if (terms.Length > 0)
        {
            yield return $"""
                delete from product_term t using unnest({terms}, {ids}) as gone (term, product_id)
                where t.tenant_id = {tenant} and t.term = gone.term and t.product_id = gone.product_id
                """;
        }

        var dead = replaced.Select(t => t.ProductId).Where(id => !kept.ContainsKey(id)).Values();
        if (dead.Length > 0)
        {
            yield return $"delete from product_text where tenant_id = {tenant} and product_id = any ({dead})";
            yield return $"delete from product_embedding where tenant_id = {tenant} and product_id = any ({dead})";
        }
    }

    private IEnumerable<Sql> Postings(TenantId tenant)
    {
        // In the order of the index, so that neighbours land on the same page.
        List<(TermWeight Weight, Guid Id)> rows = [.. written.SelectMany(p => FieldWeights.Of(p.Words, averages).Select(w => (Weight: w, p.Id.Value)))
            .OrderBy(r => r.Weight.Term, StringComparer.Ordinal)];
        if (rows.Count == 0)
        {
            yield break;
        }

        string[] terms = [.. rows.Select(r => r.Weight.Term)];
        Guid[] ids = [.. rows.Select(r => r.Id)];
        float[] weights = [.. rows.Select(r => r.Weight.Weight)];
        bool[] titled = [.. rows.Select(r => r.Weight.InTitle)];
        yield return $"""
            insert into product_term as t (tenant_id, term, product_id, w, in_title)
            select {tenant}, term, product_id, w, in_title from unnest({terms}, {ids}, {weights}, {titled}) as p (term, product_id, w, in_title)
            on conflict (tenant_id, term, product_id) do update set w = excluded.w, in_title = excluded.in_title
            where (t.w, t.in_title) is distinct from (excluded.w, excluded.in_title)
            """;
    }

    private Sql Counters(TenantId tenant)
    {
        List<KeyValuePair<string, (int Terms, int Words)>> changed = [.. counts.Where(c => c.Value != default)];
        string[] terms = [.. changed.Select(c => c.Key)];
        int[] termCounts = [.. changed.Select(c => c.Value.Terms)], wordCounts = [.. changed.Select(c => c.Value.Words)];
        return $"""
            with counted as (
                insert into term_df as t (tenant_id, term, stripe, df, word_df)
                select {tenant}, term, {stripe}, df, word_df from unnest({terms}, {termCounts}, {wordCounts}) as c (term, df, word_df)
                on conflict (tenant_id, term, stripe) do update set df = t.df + excluded.df, word_df = t.word_df + excluded.word_df
                returning xmax = 0 or df <= 0 as turned)
            insert into search_size as s (tenant_id, stripe, products, title_len, body_len, vocabulary, edits, graph)
            select {tenant}, {stripe}, {written.Count - replaced.Count}, {TitleDelta}, {BodyDelta}, count(*) filter (where turned), {written.Count + replaced.Count}, {graph} from counted
            on conflict (tenant_id, stripe) do update set products = s.products + excluded.products, title_len = s.title_len + excluded.title_len,
                body_len = s.body_len + excluded.body_len, vocabulary = s.vocabulary + excluded.vocabulary, edits = s.edits + excluded.edits
            """;
    }

    private static (string[] Terms, Guid[] Ids) Columns(IEnumerable<(string Term, Guid Id)> rows)
    {
        List<(string Term, Guid Id)> list = [.. rows];
        return ([.. list.Select(r => r.Term)], [.. list.Select(r => r.Id)]);
    }
}
