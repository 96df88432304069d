using ChatCommerce.Commerce.Search.Words;

namespace ChatCommerce.Commerce.Search.Index;

/// <summary>What of a product is searched: a title that names the brand, what is said about it, and its attributes' values.</summary>
internal sealed record ProductText(string Title, string Description, string Attributes)
{
    public static ProductText Of(string title, string brand, string category, string description, IEnumerable<string> attributes)
    {
        var named = brand.Length == 0 || title.Contains(brand, StringComparison.OrdinalIgnoreCase) ? title : $"{brand} {title}";
        return new ProductText(named, $"{category}\n{description}", string.Join('\n', attributes));
    }
}

/// <summary>A product cut into words: what its postings, statistics, speller entries and vector are made from.</summary>
internal sealed record ProductWords(IReadOnlyList<Word> Title, IReadOnlyList<Word> Description, IReadOnlyList<Word> Attributes)
{
    public IEnumerable<Word> Body => Description.Concat(Attributes);

    public int TitleLength { get; } = Title.Sum(w => w.Terms.Length);

    public int BodyLength { get; } = Description.Sum(w => w.Terms.Length) + Attributes.Sum(w => w.Terms.Length);

    public static ProductWords Of(ProductText text) =>
        new(Analyzer.Words(text.Title), Analyzer.Words(text.Description), Analyzer.Words(text.Attributes));
}
