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

    /// <summary>"Add it" while an option is asked for means what was asked about, with all that is settled.</summary>
    public static Move Completed(Move move, Sentence said) =>
        move.Tool == "add_to_cart" && !move.Arguments.ContainsKey("item") && said.Memory.Asking is { Kind: QuestionKind.Option } asking
            ? said.Answer(asking, asking.Values is [var only] ? $"{asking.Option} {only}" : "", move.Arguments.GetValueOrDefault("quantity"))
            : move;

    /// <summary>Several answers to the same question as one, with what each of them says.</summary>
    public static Move Together(IReadOnlyList<Move> answers, Question asking) => Move.To(
        "add_to_cart",
        ("item", answers[0].Arguments["item"]),
        ("options", string.Join(", ", answers.SelectMany(a => a.Arguments.GetValueOrDefault("options", "").Split(", ")).Distinct())),
        ("quantity", answers.Select(a => a.Arguments["quantity"]).LastOrDefault(q => q != $"{asking.Quantity}") ?? $"{asking.Quantity}"));

    private static string? Listed(Sentence said)
    {
        if (Positions.Read(said.Plain, said.Memory.List.Count) is { } position)
        {
            return $"{position}";
        }

        return TitleMatch.Only(TitleMatch.Meaning(said.Plain), said.Memory.List, l => l.Title) is { } listed ? Actions.Product(listed.Product) : null;
    }
}
