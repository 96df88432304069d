using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;

namespace ChatCommerce.Agent.Brain;

/// <summary>Reads a sentence as the answer to what the customer was asked last; null when it is something else.</summary>
internal static class Answers
{
    private const int MostWords = 6;

    public static Move? Read(Sentence said) => said.Memory.Asking switch
    {
        { Kind: QuestionKind.Option } asking => Option(said, asking),
        { Kind: QuestionKind.Category } asking => Value(asking, said.Plain) is { } category ? Move.To("search_products", ("category", category)) : null,
        { Kind: QuestionKind.WhichToAdd } asking => Listed(said) is { } item ? Move.To("add_to_cart", ("item", item), ("quantity", $"{asking.Quantity}")) : null,
        { Kind: QuestionKind.WhichToShow } => Listed(said) is { } item ? Move.To("show_product", ("item", item)) : null,
        _ => null,
    };

    // A long sentence, or one that is about the cart or an order, is no answer to "which size?".
    private static Move? Option(Sentence said, Question asking)
    {
        if (Spoken.Words(said.Text).Count > MostWords)
        {
            return null;
        }

        var (quantity, rest) = said.IsKorean ? HowMany.Korean(said.Plain) : (null, said.Plain);
        if (Value(asking, rest) is { } value)
        {
            return said.Answer(asking, $"{value}, {rest}", quantity);
        }

        return Value(asking, said.Plain) is { } whole ? said.Answer(asking, whole, null) : null;
    }

    private static string? Value(Question asking, string text) =>
        OptionWords.One(asking.Values, text) ?? (Positions.Read(text, asking.Values.Count) is { } position ? asking.Values[position - 1] : null);

    private static string? Listed(Sentence said)
    {
        if (Positions.Read(said.Plain, said.Memory.List.Count) is { } position)
        {
            return $"{position}";
        }

        return TitleMatch.Only(TitleMatch.Meaning(said.Plain), said.Memory.List, l => l.Title) is { } listed ? Actions.Product(listed.Product) : null;
    }
}
