using ChatCommerce.Commerce.Search.Words;

namespace ChatCommerce.Commerce.Search.Index;

/// <summary>Average field lengths of a tenant's catalog, in terms.</summary>
internal sealed record FieldAverages(double Title, double Body);

/// <summary>One term of one product: its BM25F weight without IDF, and whether the title holds it.</summary>
internal sealed record TermWeight(string Term, float Weight, bool InTitle);

/// <summary>BM25F: field frequencies are length-normalised and weighted first, then saturated once, so a title hit is worth more than two body hits.</summary>
internal static class FieldWeights
{
    private const double TitleWeight = 2, BodyWeight = .5, LengthShare = .6, Saturation = .6;

    public static IEnumerable<TermWeight> Of(ProductWords product, FieldAverages averages)
    {
        Dictionary<string, double> frequency = new(StringComparer.Ordinal);
        Add(frequency, product.Title, TitleWeight / Normaliser(product.TitleLength, averages.Title));
        HashSet<string> titled = new(frequency.Keys, StringComparer.Ordinal);
        Add(frequency, product.Body, BodyWeight / Normaliser(product.BodyLength, averages.Body));
        return frequency.Select(f => new TermWeight(f.Key, (float)(f.Value * (1 + Saturation) / (f.Value + Saturation)), titled.Contains(f.Key)));
    }

    private static double Normaliser(int length, double average) => 1 - LengthShare + (LengthShare * (average > 0 ? length / average : 1));

    private static void Add(Dictionary<string, double> frequency, IEnumerable<Word> words, double each)
    {
        foreach (var term in words.SelectMany(w => w.Terms))
        {
            frequency[term] = frequency.GetValueOrDefault(term) + each;
        }
    }
}
