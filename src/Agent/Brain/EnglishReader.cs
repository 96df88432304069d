using static ChatCommerce.Agent.Brain.EnglishPatterns;

namespace ChatCommerce.Agent.Brain;

/// <summary>What an English sentence asks for. The order matters: acts on carts and orders before questions, questions before a search.</summary>
internal static class EnglishReader
{
    private static readonly EitherReader Both = new(ShopQuestion, Discount, Browse, More, Greeting, Thanks, Bye, Curious, FromAdvertisement);

    public static IReadOnlyList<Move> Read(Sentence said)
    {
        var text = Afterword.Replace(Politeness.Replace(said.Plain, ""), "").Trim();
        return AddItem.Match(text) is { Success: true } add && AndAnother.Split(add.Groups["item"].Value) is { Length: > 1 } several
            ? [.. several.Select(item => Put(said, item))]
            : [One(said, text)];
    }

    private static Move One(Sentence said, string text) => Talk(said, text) ?? Order(text) ?? Cart(said, text) ?? Add(said, text) ?? Pick(said, text) ?? Both.Ask(said, text) ?? Both.Courtesy(said, text)
        ?? (Narrowing.IsMatch(text) ? said.Narrow(text) : null) ?? said.Listed() ?? said.Search();

    private static Move? Talk(Sentence said, string text)
    {
        if (Both.Advertised(said, text) is { } answer)
        {
            return answer;
        }

        if (Language.Match(text) is { Success: true } language)
        {
            return Move.To("set_language", ("language", language.Groups["to"].Value == "korean" ? "ko" : "en"));
        }

        return Foreign.Match(text) is { Success: true } foreign ? Move.To("set_language", ("language", foreign.Groups["to"].Value)) : null;
    }

    private static Move? Order(string text)
    {
        var number = Number.Match(text) is { Success: true } found ? found.Groups["n"].Value.ToUpperInvariant() : null;
        return text switch
        {
            _ when CancelOrder.IsMatch(text) => Move.To("cancel_order", ("number", number)),
            _ when Payment.IsMatch(text) => Topics.Ask(text),
            _ when OrderStatus.IsMatch(text) => Move.To("order_status", ("number", number)),
            _ when Checkout.IsMatch(text) => Move.To("checkout"),
            _ => null,
        };
    }

    private static Move? Cart(Sentence said, string text)
    {
        if (ClearCart.IsMatch(text))
        {
            return Move.To("clear_cart");
        }

        if (Fewer.Match(text) is { Success: true } fewer)
        {
            return Change(said, fewer.Groups["item"].Value, fewer.Groups["n"].Value, "take");
        }

        if (OneMore.Match(text) is { Success: true } more)
        {
            return Change(said, more.Groups["item"].Value, more.Groups["n"].Value, "add");
        }

        if (Remove.Match(text) is { Success: true } remove)
        {
            return Move.To("remove_from_cart", ("item", Named(remove.Groups["item"].Value)));
        }

        if (SetQuantity.Match(text) is { Success: true } set && HowMany.Whole(set.Groups["n"].Value) is { } quantity)
        {
            return Change(said, set.Groups["item"].Value, quantity, null);
        }

        return ShowCart.IsMatch(text) && !AddItem.IsMatch(text) ? Move.To("show_cart") : null;
    }

    private static Move Change(Sentence said, string item, string quantity, string? by) =>
        Move.To("change_quantity", ("item", Named(said.Item(item))), ("quantity", quantity is "" or "another" ? "1" : HowMany.Whole(quantity) ?? quantity), ("by", by));

    private static Move? Add(Sentence said, string text) => AddItem.Match(text) is { Success: true } add ? Put(said, add.Groups["item"].Value) : null;

    private static Move Put(Sentence said, string words)
    {
        var (quantity, item) = HowMany.Leading(words);
        return said.Add(Named(item) ?? "", quantity);
    }

    private static Move? Pick(Sentence said, string text) =>
        PlaceOnly.IsMatch(text) && Positions.Read(text, said.Memory.List.Count) is { } position ? said.Pick(position) : null;

    // "it", "that", "the item" name nothing: the tool takes what was talked about.
    private static string? Named(string item) => Pronoun.IsMatch(item.Trim()) ? null : item.Trim();
}
