using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;

namespace ChatCommerce.Agent.Brain;

/// <summary>Reads a sentence as the answer to what the customer was asked last; null when it is something else.</summary>
internal static class Answers
{
    public static Move? Read(Sentence said) => said.Memory.Asking switch
    {
        { Kind: QuestionKind.Option } asking => OptionAnswers.Read(said, asking),
        { Kind: QuestionKind.Category } asking => OptionAnswers.Value(asking, said.Plain) is { } category ? Move.To("search_products", ("category", category)) : null,
        { Kind: QuestionKind.WhichToAdd } asking => Listed(said) is { } item ? Move.To("add_to_cart", ("item", item), ("quantity", $"{asking.Quantity}")) : null,
        { Kind: QuestionKind.WhichToShow } => Listed(said) is { } item ? Move.To("show_product", ("item", item)) : null,
        _ => null,
    };

    private static string? Listed(Sentence said)
    {
        if (Positions.Read(said.Plain, said.Memory.List.Count) is { } position)
        {
            return $"{position}";
        }

        return TitleMatch.Only(TitleMatch.Meaning(said.Plain), said.Memory.List, l => l.Title) is { } listed ? Actions.Product(listed.Product) : null;
    }
}
