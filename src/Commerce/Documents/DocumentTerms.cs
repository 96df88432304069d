using ChatCommerce.Commerce.Search.Words;


namespace ChatCommerce.Commerce.Documents;

/// <summary>The index terms of a text, by the analysis that product search uses.</summary>
internal static class DocumentTerms
{
    private const int Most = 4_000;

    public static string[] Of(string text) => Terms(Analyzer.Words(text));

    /// <summary>What a question asks for: greetings, verbs of wanting and fillers left out while something else remains.</summary>
    public static string[] OfQuestion(string text) => Terms(ChatWords.Strip(Analyzer.WordsWithStops(text), _ => false));

    private static string[] Terms(IEnumerable<Word> words) => [.. words.SelectMany(w => w.Terms).Distinct(StringComparer.Ordinal).Take(Most)];
}
