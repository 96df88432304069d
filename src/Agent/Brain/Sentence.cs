using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;

namespace ChatCommerce.Agent.Brain;

/// <summary>One sentence of the customer's, and what it is said into.</summary>
/// <param name="Text">As written, without marks at its end.</param>
internal sealed record Sentence(string Text, Context Context)
{
    /// <summary>Folded, for patterns.</summary>
    public string Plain { get; } = Spoken.Fold(Text).Trim();

    public Memory Memory => Context.Memory;

    public bool IsKorean => Text.Any(c => c is >= '가' and <= '힣' or >= 'ㄱ' and <= 'ㅣ');

    /// <summary>The item of a list that is meant: its position as text when the words name one, the words themselves otherwise.</summary>
    public string Item(string words) => Positions.Read(words, Memory.List.Count) is { } position ? $"{position}" : words;

    public Move Add(string words, string? quantity)
    {
        var position = Positions.Read(words, Memory.List.Count);
        return Move.To("add_to_cart", ("item", position is { } at ? $"{at}" : words), ("options", position is null ? null : words), ("quantity", quantity));
    }

    /// <summary>Words that only name a place in the list: what was asked about goes into the cart, otherwise it is shown.</summary>
    public Move Pick(int position) => Memory.Asking is { Kind: QuestionKind.WhichToAdd } asking
        ? Move.To("add_to_cart", ("item", $"{position}"), ("quantity", $"{asking.Quantity}"))
        : Move.To("show_product", ("item", $"{position}"));

    /// <summary>Puts what was asked about into the cart, with all that is settled by now.</summary>
    /// <param name="anew">Words that may name an option anew, which is then not settled any more.</param>
    public Move Answer(Question asking, string words, string? quantity, IReadOnlyList<string>? anew = null)
    {
        var settled = asking.Chosen.Where(c => anew is null || !NamesAnew(c.Key, anew)).Select(c => $"{c.Key} {c.Value}");
        return Move.To(
            "add_to_cart",
            ("item", asking.Product is { } product ? Actions.Product(product) : null),
            ("options", string.Join(", ", settled.Append(words).Where(w => w.Length > 0))),
            ("quantity", quantity ?? $"{asking.Quantity}"));
    }

    private bool NamesAnew(string option, IReadOnlyList<string> words) =>
        Memory.Options.GetValueOrDefault(option) is { } values && words.Any(w => OptionWords.One(values, w) is not null);

    public Move Search(string? query = null)
    {
        var words = query ?? Text;
        return Move.To("search_products", ("query", words));
    }

    /// <summary>The one product of the list shown that these words name.</summary>
    public Move? Listed() =>
        TitleMatch.Only(TitleMatch.Meaning(Text), Memory.List, l => l.Title) is { } listed ? Move.To("show_product", ("item", Actions.Product(listed.Product))) : null;

    /// <summary>The last search, narrowed by these words.</summary>
    public Move? Narrow(string words) => Memory.Search is { } last ? Move.To("search_products", ("query", $"{last.Query} {words}".Trim()), ("category", last.Category)) : null;

    public Move? More() =>
        Memory.Search is { } last ? Move.To("search_products", ("query", last.Query), ("category", last.Category), ("skip", $"{last.Offset}")) : null;

    /// <summary>More about what the talk is about; about nothing yet, a welcome.</summary>
    public Move Curious() => Context.Reference is null && Memory.Product is { } product
        ? Move.To("show_product", ("item", Actions.Product(product)))
        : Move.To("show_menu", ("reason", "welcome"));
}
