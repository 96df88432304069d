using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Commerce.Search.Vectors;
using ChatCommerce.Commerce.Search.Words;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Search;

/// <summary>Finds products by what a person typed: one round trip, two when the remembered vocabulary has gone stale.</summary>
public sealed class ProductSearch(TenantDb tenants, VocabularyCache vocabularies, ProductVectors vectors)
{
    public async Task<SearchResult> Find(TenantId tenant, ProductQuery query, CancellationToken ct)
    {
        var remembered = await vocabularies.Get(tenant, ct);
        var plan = QueryPlan.Of(query.Text, remembered.Vocabulary);
        if (plan.Terms.Count == 0)
        {
            return await Browse(tenant, query, ct);
        }

        var (size, hits) = await Ask(tenant, query, plan, remembered, ct);
        var stale = remembered.HasDrifted(size) || (remembered.HasGrown(size) && (plan.HasUnknown || hits.Count == 0));
        if (stale)
        {
            remembered = await vocabularies.Read(tenant, ct);
            plan = QueryPlan.Of(query.Text, remembered.Vocabulary);
            (_, hits) = await Ask(tenant, query, plan, remembered, ct);
        }

        var understood = plan.Asked.Select(a => Understood(a, hits)).ToList();
        List<Correction> corrections = [.. understood.Where(u => u.Asked.IsGuess && u.Reading is not null)
            .Select(u => new Correction(u.Asked.Written.Surface, Surfaces(u.Reading!)))];
        var interpreted = string.Join(' ', understood.Select(u => u.Reading is null ? u.Asked.Written.Surface : Surfaces(u.Reading)));
        return Result(hits, corrections, interpreted);
    }

    private async Task<SearchResult> Browse(TenantId tenant, ProductQuery query, CancellationToken ct)
    {
        var hits = await tenants.For(tenant).List<HitRow>(SearchStatement.Browse(tenant, query), ct);
        return Result(hits, [], "") with { MatchedShare = 1 };
    }

    private async Task<(SizeRow Size, List<HitRow> Hits)> Ask(
        TenantId tenant, ProductQuery query, QueryPlan plan, RememberedVocabulary remembered, CancellationToken ct)
    {
        var catalog = remembered.Vocabulary;
        var hashed = HashedVector.OfQuestion(plan.Words, w => w.Terms.Average(catalog.Idf));
        var vector = await vectors.OfQuestion(query.Text, ct);
        var statement = SearchStatement.Text(tenant, query, plan, QuestionVectors.Of(hashed, vectors.Model, vector, remembered.Size.Graph));
        await using var reading = await tenants.For(tenant).Batch([SearchStatement.Prepare(tenant, remembered.Size.Graph), statement], ct);
        return (await reading.Get<SizeRow>(ct), await reading.List<HitRow>(ct));
    }

    /// <summary>Of a misspelling's readings, the one held by the hits that answer most of the question; none when no hit holds any.</summary>
    private static (AskedWord Asked, IReadOnlyList<Word>? Reading) Understood(AskedWord asked, List<HitRow> hits)
    {
        if (!asked.IsGuess)
        {
            return (asked, asked.Readings[0]);
        }

        var most = hits.Select(h => h.Matched).DefaultIfEmpty().Max() - .01;
        var best = asked.Readings
            .Select(r => (Reading: r, Weight: hits.Select((h, i) => h.Matched >= most && r.SelectMany(w => w.Terms).All(h.Guesses.Contains) ? 1d / (i + 1) : 0).Sum()))
            .MaxBy(r => r.Weight);
        return (asked, best.Weight > 0 ? best.Reading : null);
    }

    private static string Surfaces(IReadOnlyList<Word> words) => string.Join(' ', words.Select(w => w.Surface));

    private static SearchResult Result(List<HitRow> hits, IReadOnlyList<Correction> corrections, string interpreted) => new(
        [.. hits.Select(h => new ProductHit(h.Id, h.Handle, h.Title, h.Brand, h.Category, h.ImageUrl, h.MinPriceMinor, h.MaxPriceMinor, h.Currency, h.InStock, h.Score, h.Matched))],
        corrections, hits.Select(h => h.Matched).DefaultIfEmpty().Max(), interpreted, hits.Count > 0 ? hits[0].Candidates : 0);
}
