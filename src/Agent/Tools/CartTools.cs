using System.ComponentModel;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Platform;

namespace ChatCommerce.Agent.Tools;

/// <summary>Tools over the customer's own cart.</summary>
public sealed class CartTools(Carts carts, Items items)
{
    private const string ItemText = "A ref, a position in the list shown last, a SKU, or the product's name; leave out for the product talked about.";
    private const string OptionsText = "The options the customer named, in their words, such as: size 42, blue";
    private const string QuantityText = "How many, a whole number from 1 to 999.";

    [Description("Puts a product into the cart. Asks the customer for options that are missing.")]
    public async Task<ToolWork> AddToCart(
        ToolCall call, [Description(ItemText)] string? item = null, [Description(OptionsText)] string? options = null,
        [Description(QuantityText)] string? quantity = null, CancellationToken ct = default)
    {
        var asked = Quantity.Read(quantity ?? "1");
        if (asked.Refusal is { } notValid)
        {
            return Refused(call, notValid);
        }

        var found = await items.Find(call, item, ct);
        if (found.Product is not { } product)
        {
            return CatalogTools.Lost(call, found, QuestionKind.WhichToAdd, asked.Value);
        }

        var pieces = IsOfTitle(quantity, product) ? 1 : asked.Value;
        var said = OfferedJustNow(call, product) is { } offered ? string.Join(' ', offered.Chosen.Values) : $"{item} {options}";
        return CatalogTools.Picked(call, found, product, said) switch
        {
            VariantPick.One one => Put(one.Variant, product, pieces),
            VariantPick.Open open => Ask(call, product, open with { Trouble = open.Trouble ?? Unread(open, options) }, pieces),
            _ => Refused(call, NotEnough.Of(product.Variants.Count > 0 ? product.Variants[0].Sku : "", product.Title, 0), product),
        };
    }

    [Description("Changes how many of an item are in the cart.")]
    public async Task<ToolWork> ChangeQuantity(
        ToolCall call, [Description(ItemText)] string? item = null, [Description(QuantityText)] string? quantity = null,
        [Description("Set to add or take when quantity is a difference.")] string? by = null, CancellationToken ct = default)
    {
        var asked = Quantity.Read(quantity);
        if (asked.Refusal is { } notValid)
        {
            return Refused(call, notValid);
        }

        var cart = await carts.Show(call.Db, call.Contact, ct);
        if (CartLines.Find(cart, call.Memory, item) is not { } line)
        {
            return Missing(call, cart);
        }

        var pieces = by switch { "add" => line.Quantity + asked.Value, "take" => line.Quantity - asked.Value, _ => asked.Value };
        return pieces <= 0 ? TakeOut(line) : ToolWork.Write(async (writing, token) =>
        {
            var changed = await carts.SetQuantity(writing.Db, writing.Contact, line.VariantId, pieces, token);
            return Answer(writing, changed, writing.Words.Changed(pieces, CartLines.Name(line)), line);
        });
    }

    [Description("Takes an item out of the cart.")]
    public async Task<ToolWork> RemoveFromCart(ToolCall call, [Description(ItemText)] string? item = null, CancellationToken ct = default)
    {
        var cart = await carts.Show(call.Db, call.Contact, ct);
        return CartLines.Find(cart, call.Memory, item) is { } line ? TakeOut(line) : Missing(call, cart);
    }

    [Description("Shows the cart with its items and subtotal.")]
    public async Task<ToolAnswer> ShowCart(ToolCall call, CancellationToken ct = default) =>
        CartLines.Show(call, await carts.Show(call.Db, call.Contact, ct));

    [Description("Empties the cart. Only when the customer asks for exactly that.")]
    public ToolWork ClearCart() => ToolWork.Write(async (writing, ct) =>
    {
        var cleared = await carts.Clear(writing.Db, writing.Contact, ct);
        return Answer(writing, cleared, writing.Words.Cleared, null);
    });

    private ToolWork Put(VariantDetail variant, ProductDetail product, int pieces) => ToolWork.Write(async (writing, ct) =>
    {
        var added = await carts.Add(writing.Db, writing.Contact, variant.Id, pieces, ct);
        var answer = Answer(writing, added, writing.Words.Added(pieces, Cards.Name(product.Title, variant.Options)), null);
        return answer.Refusal is null ? answer with { Memory = CatalogTools.Seen(writing, product) with { Variant = variant.Id, Wanted = Memory.Empty.Wanted } } : answer;
    });

    private ToolWork TakeOut(CartLineView line) => ToolWork.Write(async (writing, ct) =>
    {
        var removed = await carts.Remove(writing.Db, writing.Contact, line.VariantId, ct);
        return Answer(writing, removed, writing.Words.Removed(CartLines.Name(line)), null);
    });

    // A question of this very turn: the customer has not heard it yet, so nobody may answer it for them.
    private static Question? OfferedJustNow(ToolCall call, ProductDetail product) =>
        call.Memory.Asking is { Kind: QuestionKind.Option, Values: [_] } asked && asked.Product == product.Id ? asked : null;

    // Something was said of this very option, and yet it is open: what was named is not there.
    private static string? Unread(VariantPick.Open open, string? options) =>
        options is not null && Spoken.Words(options) is { Count: > 1 } words && words.Contains(Spoken.Fold(open.Option)) ? "not-offered" : null;

    private static ToolAnswer Ask(ToolCall call, ProductDetail product, VariantPick.Open open, int pieces)
    {
        var before = open.Trouble switch
        {
            "sold-out" => call.Words.Refused(NotEnough.Of("", product.Title, 0)),
            "not-offered" => call.Words.Refused(new("option-not-offered", "")),
            _ => null,
        };
        return ToolAnswer.Of(new { needs = open.Option, open.Values, open.Chosen, trouble = open.Trouble, @ref = Actions.Product(product.Id) }) with
        {
            Show = Cards.Ask(call, product, open, before),
            Memory = CatalogTools.Seen(call, product) with { Asking = Question.Of(product.Id, open, pieces) },
        };
    }

    private static ToolAnswer Answer(ToolCall call, Result<CartView> result, string says, CartLineView? about)
    {
        if (result.Refusal is { } refusal)
        {
            return Refused(call, refusal);
        }

        var memory = about is null ? call.Memory : call.Memory with { Variant = about.VariantId, Product = about.ProductId };
        return CartLines.Changed(call with { Memory = memory }, result.Value, says);
    }

    private static ToolAnswer Missing(ToolCall call, CartView cart) => cart.IsEmpty ? CartLines.Show(call, cart) : Refused(call, Refusals.NotInCart);

    private static ToolAnswer Refused(ToolCall call, Refusal refusal, ProductDetail? product = null) =>
        ToolAnswer.Refused(refusal, call.Say(call.Words.Refused(refusal)) with { Choices = product is null ? [] : CatalogTools.Elsewhere(call) }) with
        {
            Memory = product is null ? null : CatalogTools.Seen(call, product),
        };

    // "12 yakgwa" may be the name of the box: a count that the title itself holds is not one.
    private static bool IsOfTitle(string? quantity, ProductDetail product) =>
        quantity is { Length: > 1 } && !char.IsDigit(quantity[^1]) && product.Title.Contains(quantity, StringComparison.OrdinalIgnoreCase);
}
