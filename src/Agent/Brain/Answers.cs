using System.Text.RegularExpressions;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;

namespace ChatCommerce.Agent.Brain;

/// <summary>Reads a sentence as the answer to what the customer was asked last; null when it is something else.</summary>
internal static partial class Answers
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

        if (Value(asking, said.Plain) is { } whole)
        {
            return said.Answer(asking, whole, null);
        }

        // A size that is not there is no search either: the tool says so and asks again.
        return BareSize.IsMatch(said.Plain) ? said.Answer(asking, $"{asking.Option} {said.Plain}", null) : null;
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

    [GeneratedRegex(@"^((a|in|size|us|eu|uk|사이즈) )*(\d{1,3}([.,]\d)?|x{0,3}[sl]|m|[2-6]xl)( ?(mm|cm|호|사이즈|이?요|으?로|please|주세요))*$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex BareSize { get; }
}
