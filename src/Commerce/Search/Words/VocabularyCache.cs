using System.Collections.Concurrent;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Search.Words;

/// <summary>A vocabulary with the counters it was read under.</summary>
internal sealed record RememberedVocabulary(Vocabulary Vocabulary, SizeRow Size)
{
    /// <summary>Frequencies only shade the ranking: a fiftieth of the catalog may change before they are read again.</summary>
    public bool HasDrifted(SizeRow now) => now.Edits - Size.Edits > 20 + (now.Products / 50) || now.Graph != Size.Graph;

    /// <summary>A term came or went: an unknown word may be known by now.</summary>
    public bool HasGrown(SizeRow now) => now.Vocabulary != Size.Vocabulary;
}

/// <summary>Vocabularies of the tenants searched lately, in memory up to a bound; each search tells from counters in its own round trip whether one is stale.</summary>
public sealed class VocabularyCache(TenantDb tenants, TimeProvider clock)
{
    private const int MostTexts = 4_000_000, MostTextsOfOne = 400_000;

    private readonly ConcurrentDictionary<TenantId, Slot> slots = new();

    internal async Task<RememberedVocabulary> Get(TenantId tenant, CancellationToken ct)
    {
        if (slots.TryGetValue(tenant, out var slot))
        {
            slot.LastUsed = clock.GetTimestamp();
            return slot.Remembered;
        }

        return await Read(tenant, ct);
    }

    internal async Task<RememberedVocabulary> Read(TenantId tenant, CancellationToken ct)
    {
        await using var reading = await tenants.For(tenant).Batch(
        [
            SizeRow.Of(tenant),
            $"""
            select term as text, sum(df)::int as term_count, sum(word_df)::int as word_count from term_df where tenant_id = {tenant}
            group by term having sum(df) > 0 or sum(word_df) > 0 order by sum(df) desc limit {MostTextsOfOne}
            """,
        ], ct);
        var size = await reading.Get<SizeRow>(ct);
        var remembered = new RememberedVocabulary(new Vocabulary(size.Products, await reading.List<VocabularyRow>(ct)), size);
        slots[tenant] = new Slot(remembered) { LastUsed = clock.GetTimestamp() };
        Trim();
        return remembered;
    }

    private void Trim()
    {
        var texts = slots.Values.Sum(s => (long)s.Remembered.Vocabulary.Size);
        foreach (var (tenant, slot) in slots.OrderBy(s => s.Value.LastUsed).TakeWhile(_ => texts > MostTexts && slots.Count > 1).ToList())
        {
            if (texts > MostTexts && slots.TryRemove(tenant, out _))
            {
                texts -= slot.Remembered.Vocabulary.Size;
            }
        }
    }

    private sealed class Slot(RememberedVocabulary remembered)
    {
        public RememberedVocabulary Remembered { get; } = remembered;

        public long LastUsed { get; set; }
    }
}
