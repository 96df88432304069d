using ChatCommerce.Commerce.Search.Words;

namespace ChatCommerce.Commerce.Search.Questions;

/// <summary>A word of the question that was read as another; <paramref name="To"/> may be two words.</summary>
public sealed record Correction(string From, string To);

/// <summary>An index term to score: its weight with IDF in it, and how much of the question a product answers by holding it.</summary>
internal readonly record struct PlannedTerm(string Term, double Weight, double Cover);

/// <summary>A word of the question with what it may stand for, likeliest first: itself, or the readings of a misspelling.</summary>
internal sealed record AskedWord(Word Written, IReadOnlyList<IReadOnlyList<Word>> Readings)
{
    public bool IsGuess => !ReferenceEquals(Readings[0][0], Written);
}

/// <summary>A question as the index will be asked. <paramref name="Total"/> is the cover of all its words, found or not.</summary>
internal sealed record QueryPlan(IReadOnlyList<AskedWord> Asked, IReadOnlyList<PlannedTerm> Terms, double Total)
{
    private const int MostWords = 24;
    private const double CompoundWeight = .7, SecondReading = .8;
    private const int CompoundCount = 2;

    /// <summary>The likeliest words.</summary>
    public IEnumerable<Word> Words => Asked.SelectMany(a => a.Readings[0]);

    /// <summary>Some word is not in the catalog as far as this vocabulary goes: a newer one might tell.</summary>
    public bool HasUnknown { get; private init; }

    public static QueryPlan Of(string text, Vocabulary catalog)
    {
        var written = ChatWords.Strip(Analyzer.WordsWithStops(text), catalog.Knows).Take(MostWords).Select(w => Josa.Strip(w, catalog)).ToList();
        List<AskedWord> asked = [.. written.Select(w => Read(w, catalog))];
        Dictionary<string, PlannedTerm> terms = new(StringComparer.Ordinal);
        var total = asked.Sum(a => Plan(a, catalog, terms));
        Compounds(asked, catalog, terms);
        return new QueryPlan(asked, [.. terms.Values], total) { HasUnknown = written.Exists(w => !catalog.Knows(w)) };
    }

    private static AskedWord Read(Word word, Vocabulary catalog)
    {
        var readings = Speller.Readings(word, catalog);
        return new AskedWord(word, readings.Count == 0 ? [[word]] : [.. readings.Select(r => r.Surfaces.Select(Analyzer.Single).ToList())]);
    }

    /// <summary>
    /// Terms of every reading; each reading answers the whole word, so the products decide which was meant: the one that stands beside
    /// the other words of the question. Returns what the word is worth.
    /// </summary>
    private static double Plan(AskedWord asked, Vocabulary catalog, Dictionary<string, PlannedTerm> terms)
    {
        var worth = CoverOf(asked.Readings[0], catalog);
        for (var i = 0; i < asked.Readings.Count; i++)
        {
            var share = worth / CoverOf(asked.Readings[i], catalog);
            foreach (var term in asked.Readings[i].SelectMany(w => w.Terms))
            {
                var idf = catalog.Idf(term);
                terms.TryAdd(term, new PlannedTerm(term, idf * share * (i == 0 ? 1 : SecondReading), idf * share));
            }
        }

        return worth;
    }

    private static double CoverOf(IEnumerable<Word> words, Vocabulary catalog) => words.SelectMany(w => w.Terms).Sum(catalog.Idf);

    /// <summary>Neighbours that the catalog also writes as one word; a product with that word answers both.</summary>
    private static void Compounds(List<AskedWord> asked, Vocabulary catalog, Dictionary<string, PlannedTerm> terms)
    {
        List<Word> words = [.. asked.SelectMany(a => a.Readings[0])];
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i].IsCjk || words[i + 1].IsCjk)
            {
                continue;
            }

            var joined = Analyzer.Single(words[i].Surface + words[i + 1].Surface).Terms[0];
            if (catalog.CountOf(joined) >= CompoundCount)
            {
                terms.TryAdd(joined, new PlannedTerm(joined, CompoundWeight * catalog.Idf(joined), CoverOf([words[i], words[i + 1]], catalog)));
            }
        }
    }
}
