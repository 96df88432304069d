namespace ChatCommerce.Commerce.Documents;

/// <summary>Ranks passages by the terms they share with a question.</summary>
internal sealed class DocumentRanking
{
    private const double ForRelated = 0.8;
    private const double ForHeading = 0.4;
    private const double ForConcept = 2;
    private readonly List<Asked> asked;
    private readonly double total;

    /// <param name="frequencies">In how many of the passages each term stands.</param>
    /// <param name="passages">How many passages there are.</param>
    public DocumentRanking(IEnumerable<string> terms, IReadOnlyDictionary<string, long> frequencies, long passages)
    {
        asked = [.. terms.Select(t => Weigh(t, frequencies, passages))];
        total = asked.Sum(a => a.Weight);
    }

    /// <summary>0 to 1; words in the title or heading lift a passage above those that only mention them.</summary>
    public double Of(DocumentRow row)
    {
        var (terms, head) = (row.Terms.ToHashSet(), DocumentTerms.Of(row.Title + "\n" + row.Heading).ToHashSet());
        var met = asked.Sum(a => a.Weight * (a.MetBy(terms) * (1 - ForHeading) + a.MetBy(head) * ForHeading));
        return total > 0 ? met / total : 0;
    }

    // A word of a concept names what the question is about.
    private static Asked Weigh(string term, IReadOnlyDictionary<string, long> frequencies, long passages)
    {
        var around = Concepts.Around(term);
        var rarity = Rarity(around.Sum(frequencies.GetValueOrDefault), passages);
        return new(term, around, around.Count > 1 ? rarity * ForConcept : rarity);
    }

    // A term that no passage has tells little about which passage is meant.
    private static double Rarity(long frequency, long passages) =>
        frequency == 0 ? 0.25 * Math.Log(1 + passages) : Math.Log(1 + (passages / (double)Math.Min(frequency, passages)));

    private sealed record Asked(string Term, IReadOnlySet<string> Around, double Weight)
    {
        public double MetBy(HashSet<string> terms) => terms.Contains(Term) ? 1 : Around.Overlaps(terms) ? ForRelated : 0;
    }
}

internal sealed record DocumentRow(DocumentId Id, string Slug, string Title, string Language, string Heading, string Text, string[] Terms);
