using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Brain;

/// <summary>What a tapped button asks for. A payload that we did not mint means nothing.</summary>
internal static class Taps
{
    public static Move Read(ChoiceTapped tap, Context context) => Fixed(tap.Payload, context) ?? Named(tap, context) ?? Move.To("show_menu", ("reason", "unsure"));

    private static Move? Fixed(string payload, Context context) => payload switch
    {
        Actions.Browse => Move.To("show_categories"),
        Actions.Cart => Move.To("show_cart"),
        Actions.Checkout => Move.To("checkout"),
        Actions.Order => Move.To("order_status"),
        Actions.Human => Move.To("hand_off"),
        Actions.LinkCode => Move.To("show_link_code"),
        Actions.More when context.Memory.Search is { } last => Move.To("search_products", ("query", last.Query), ("category", last.Category), ("skip", $"{last.Offset}")),
        _ => null,
    };

    private static Move? Named(ChoiceTapped tap, Context context)
    {
        var (payload, asking) = (tap.Payload, context.Memory.Asking);
        return payload switch
        {
            _ when Actions.Read(payload, "p:") is not null => Move.To("show_product", ("item", payload)),
            _ when Actions.Read(payload, "v:") is not null => Move.To("add_to_cart", ("item", payload)),
            _ when Actions.Read(payload, "a:") is not null =>
                Move.To("add_to_cart", ("item", payload), ("quantity", asking is { Kind: QuestionKind.WhichToAdd } ? $"{asking.Quantity}" : null)),
            _ when Actions.ReadOption(payload) is { } option => Option(tap, option.Product, option.Position, context),
            _ when payload.StartsWith("ship:", StringComparison.Ordinal) => Move.To("checkout", ("shipping", payload[5..])),
            _ when payload.StartsWith("c:", StringComparison.Ordinal) => Category(payload, asking),
            _ => null,
        };
    }

    // A button of an older question still says which product and, by its label, which value: of another option than the one asked for now, or as
    // the first thing said about it.
    private static Move Option(ChoiceTapped tap, ProductId product, int position, Context context) =>
        context.Memory.Asking is { Kind: QuestionKind.Option } asking && asking.Product == product
            ? Asked(new Sentence(tap.Label, context), asking, position)
            : Move.To("add_to_cart", ("item", Actions.Product(product)), ("options", tap.Label));

    private static Move Asked(Sentence tapped, Question asking, int position) => tapped.Text switch
    {
        var label when asking.Values.Contains(label) => tapped.Answer(asking, $"{asking.Option} {label}", null),
        var label when tapped.Memory.NamesOption(label) => tapped.Answer(asking, label, null, [label]),
        var label => tapped.Answer(asking, $"{asking.Option} {asking.Values.ElementAtOrDefault(position - 1) ?? label}", null),
    };

    private static Move? Category(string payload, Question? asking) =>
        asking is { Kind: QuestionKind.Category } && int.TryParse(payload[2..], out var n) && asking.Values.ElementAtOrDefault(n - 1) is { } category
            ? Move.To("search_products", ("category", category))
            : null;
}
