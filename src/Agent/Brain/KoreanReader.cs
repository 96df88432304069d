using static ChatCommerce.Agent.Brain.KoreanPatterns;

namespace ChatCommerce.Agent.Brain;

/// <summary>What a Korean sentence asks for. The verb stands at the end, so acts are known by their endings.</summary>
internal static class KoreanReader
{
    private static readonly EitherReader Both = new(ShopQuestion, Discount, Browse, More, Greeting, Thanks, Bye, Curious, FromAdvertisement);

    public static Move Read(Sentence said)
    {
        var text = Hello.Replace(said.Plain, "");
        return Talk(said, text) ?? Order(said, text) ?? Cart(said, text) ?? Pick(said, text) ?? Add(said, text) ?? Both.Ask(said, text) ?? Both.Courtesy(said, text)
            ?? (Narrowing.IsMatch(text) ? said.Narrow(text) : null) ?? said.Listed() ?? said.Search();
    }

    private static Move? Talk(Sentence said, string text)
    {
        if (Both.Advertised(said, text) is { } answer)
        {
            return answer;
        }

        if (ToEnglish.IsMatch(text))
        {
            return Move.To("set_language", ("language", "en"));
        }

        return ToKorean.IsMatch(text) ? Move.To("set_language", ("language", "ko")) : null;
    }

    private static Move? Order(Sentence said, string text)
    {
        var number = Number.Match(text) is { Success: true } found ? found.Groups["n"].Value.ToUpperInvariant() : null;
        return text switch
        {
            _ when CancelOrder.IsMatch(text) => Move.To("cancel_order", ("number", number)),
            _ when OrderStatus.IsMatch(text) => Move.To("order_status", ("number", number)),
            _ when Payment.IsMatch(text) => Topics.Ask(said.Text),
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

        if (Remove.Match(text) is { Success: true } remove)
        {
            var (taken, what) = HowMany.Korean(remove.Groups["item"].Value);
            return taken is null
                ? Move.To("remove_from_cart", ("item", said.Item(what.Trim())))
                : Move.To("change_quantity", ("item", said.Item(what.Trim())), ("quantity", taken), ("by", "take"));
        }

        if (OneMore.Match(text) is { Success: true } more)
        {
            var (added, what) = HowMany.Korean(more.Groups["item"].Value);
            return Move.To("change_quantity", ("item", said.Item(what.Trim())), ("quantity", added ?? "1"), ("by", "add"));
        }

        if (SetQuantity.Match(text) is { Success: true } set && HowMany.Whole(set.Groups["n"].Value) is { } quantity)
        {
            return Move.To("change_quantity", ("item", said.Item(set.Groups["item"].Value.Trim())), ("quantity", quantity));
        }

        return ShowCart.IsMatch(text) && !AddItem.IsMatch(text) ? Move.To("show_cart") : null;
    }

    private static Move? Pick(Sentence said, string text)
    {
        if (PlaceOnly.IsMatch(text) && Positions.Read(text, said.Memory.List.Count) is { } position)
        {
            return said.Pick(position);
        }

        return Choose.Match(text) is { Success: true } choose && said.Memory.List.Count > 0
            ? Move.To("show_product", ("item", said.Item(choose.Groups["item"].Value)))
            : null;
    }

    private static Move? Add(Sentence said, string text)
    {
        if (AddItem.Match(text) is not { Success: true } add)
        {
            return null;
        }

        var (quantity, item) = HowMany.Korean(add.Groups["item"].Value);
        return said.Add(item.Trim(), quantity);
    }
}
