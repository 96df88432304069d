namespace ChatCommerce.Storefront.Shop;

/// <summary>What a click that opens the chat is about: <c>p:handle</c> a product, <c>v:SKU</c> a variant, <c>order:number</c> an order.</summary>
public sealed record ChatReference(string Kind, string Value)
{
    private const int Longest = 110;

    public static ChatReference Product(string handle) => new("p", handle);

    public static ChatReference Variant(string sku) => new("v", sku);

    public static ChatReference Order(string number) => new("order", number);

    /// <summary>Null for anything else: an address is typed by anyone.</summary>
    public static ChatReference? Read(string? text)
    {
        if (text is null || text.Length > Longest || text.Any(char.IsControl))
        {
            return null;
        }

        return text.Split(':', 2) is [("p" or "v" or "order") and var kind, { Length: > 0 } value] ? new(kind, value) : null;
    }

    public override string ToString() => $"{Kind}:{Value}";
}
