using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>The cart as it is told and shown, and which of its lines is meant.</summary>
internal static class CartLines
{
    public static string Name(CartLineView line) => Cards.Name(line.Title, line.Options);

    /// <summary>The line meant by a payload, SKU, name or options; the one last touched when nothing names one.</summary>
    public static CartLineView? Find(CartView cart, Memory memory, string? item)
    {
        var text = item?.Trim() ?? "";
        if (cart.Lines.FirstOrDefault(l => IsNamed(l, text)) is { } named)
        {
            return named;
        }

        var words = TitleMatch.Meaning(text);
        return words.Count == 0
            ? cart.Lines.FirstOrDefault(l => l.VariantId == memory.Variant) ?? cart.Lines.FirstOrDefault(l => l.ProductId == memory.Product) ?? (cart.Lines is [var only] ? only : null)
            : ByWords(cart, words);
    }

    public static ToolAnswer Show(ToolCall call, CartView cart)
    {
        var words = call.Words;
        if (cart.IsEmpty)
        {
            return ToolAnswer.Of(Facts(call, cart)) with { Show = call.Say(words.CartEmpty) with { Choices = [new(words.Browse, Actions.Browse), new(words.Human, Actions.Human)] } };
        }

        var text = string.Join('\n', cart.Lines.Select(l => Line(call, l)).Prepend(words.CartOf).Append(words.Subtotal(cart.Subtotal)));
        return ToolAnswer.Of(Facts(call, cart)) with { Show = call.Say(text) with { Choices = Buttons(call) } };
    }

    /// <summary>After a change: what was done and what the cart comes to.</summary>
    public static ToolAnswer Changed(ToolCall call, CartView cart, string says) => ToolAnswer.Of(Facts(call, cart)) with
    {
        Show = call.Say(cart.IsEmpty ? says : $"{says}\n{call.Words.Subtotal(cart.Subtotal)}") with
        {
            Choices = cart.IsEmpty ? [new(call.Words.Browse, Actions.Browse)] : [new(call.Words.Checkout, Actions.Checkout), new(call.Words.ShowCart, Actions.Cart)],
        },
        Memory = call.Memory,
    };

    private static bool IsNamed(CartLineView line, string text) =>
        string.Equals(line.Sku, text, StringComparison.OrdinalIgnoreCase)
        || Actions.Read(text, "v:") == line.VariantId.Value
        || Actions.Read(text, "p:") == line.ProductId.Value;

    // Lines of one product differ by their options, so these count as words of the name.
    private static CartLineView? ByWords(CartView cart, List<string> words) =>
        TitleMatch.Only(words, cart.Lines, FullName) ?? (TitleMatch.Best(words, cart.Lines, FullName) is [var best] ? best : null);

    private static string FullName(CartLineView line) => $"{line.Title} {string.Join(' ', line.Options.Values.SelectMany(ValueWords.Of))}";

    private static object Facts(ToolCall call, CartView cart) => new
    {
        cart = cart.Lines.Select(l => new { l.Sku, item = Name(l), l.Quantity, unit = l.UnitPrice.Show(call.Language), total = l.Total.Show(call.Language), l.Available }),
        subtotal = cart.Subtotal.Show(call.Language),
    };

    private static string Line(ToolCall call, CartLineView line)
    {
        var text = $"{call.Words.Line(line.Quantity, Name(line))} — {line.Total.Show(call.Language)}";
        return line.Sellable ? text : $"{text} ({call.Words.NoLongerSold})";
    }

    private static Choice[] Buttons(ToolCall call) =>
        [new(call.Words.Checkout, Actions.Checkout), new(call.Words.KeepShopping, Actions.Browse)];
}
